package dev.gangway.dropbox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The injected faults with their counts. Thread-safe. */
final class FaultScript {
    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(Fault fault) {
        entries.add(new Entry(fault));
    }

    /** Counts a call of the route and tells what is to go wrong with it. */
    synchronized Mishaps meet(String route) {
        List<Entry> hit = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.fault.concerns(route) && entry.fault.hits(++entry.calls)) {
                hit.add(entry);
            }
        }
        return new Mishaps(List.copyOf(hit));
    }

    synchronized List<Fault> unmet() {
        return entries.stream()
                .filter(entry -> !entry.met)
                .map(entry -> entry.fault)
                .toList();
    }

    private static final class Entry {
        private final Fault fault;
        private int calls;
        private volatile boolean met;

        Entry(Fault fault) {
            this.fault = fault;
        }
    }

    /** What is to go wrong with one call. A mishap counts as met only once it was taken, that is, could take effect. */
    static final class Mishaps {
        private final List<Entry> hit;

        private Mishaps(List<Entry> hit) {
            this.hit = hit;
        }

        <T extends Mishap> Optional<T> take(Class<T> kind) {
            Optional<Entry> entry = find(kind);
            entry.ifPresent(found -> found.met = true);
            return entry.map(found -> kind.cast(found.fault.mishap()));
        }

        /** The answer as a mishap changes it. The mishap counts as met only if that makes another answer of it. */
        <T extends Mishap> Answer alter(Class<T> kind, Answer answer, BiFunction<T, Answer, Answer> change) {
            Optional<Entry> entry = find(kind);
            if (entry.isEmpty()) {
                return answer;
            }
            Answer altered = change.apply(kind.cast(entry.get().fault.mishap()), answer);
            if (!altered.body().equals(answer.body())) {
                entry.get().met = true;
            }
            return altered;
        }

        boolean takes(Class<? extends Mishap> kind) {
            return take(kind).isPresent();
        }

        private Optional<Entry> find(Class<? extends Mishap> kind) {
            return hit.stream()
                    .filter(found -> kind.isInstance(found.fault.mishap()))
                    .findFirst();
        }
    }
}
