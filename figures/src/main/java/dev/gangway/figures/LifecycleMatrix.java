package dev.gangway.figures;

import dev.gangway.credential.Secret;
import dev.gangway.testkit.SecretLeakDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every fault of the lifecycle at every operation, at the first, the middle and the last of three people, on one node and on two. A cell
 * prints how often it held, and how it ended for whom the fault struck.
 */
final class LifecycleMatrix {

    private static final Set<Told.How> GOOD = Set.of(Told.How.DONE, Told.How.ALREADY);

    private final Map<String, Map<LifecycleOperation, Cell>> cells = new LinkedHashMap<>();
    private final Map<String, Set<String>> notApplicable = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private int run;
    private int held;
    private long longest;

    private LifecycleMatrix() {}

    /**
     * Prints the figure.
     *
     * @param arguments none; or parts of the names of the faults to run alone
     */
    public static void main(String[] arguments) {
        Instant begin = Instant.now();
        LifecycleMatrix matrix = run(
                fault -> arguments.length == 0 || Arrays.stream(arguments).anyMatch(fault.name::contains),
                cell -> true);
        matrix.print();
        Table.end(matrix.table(Duration.between(begin, Instant.now())).print());
    }

    /** Which cell. */
    record Place(LifecycleFault fault, LifecycleOperation operation, int position, boolean twoNodes) {
        @Override
        public String toString() {
            return fault.name + " x " + operation + " x " + LifecycleCell.TARGETS.get(position)
                    + (twoNodes ? " x 2 nodes" : " x 1 node");
        }
    }

    static LifecycleMatrix run(Predicate<LifecycleFault> which, Predicate<Place> among) {
        LifecycleMatrix matrix = new LifecycleMatrix();
        for (LifecycleFault fault : LifecycleFaults.all()) {
            if (which.test(fault)) {
                try (SecretLeakDetector detector = SecretLeakDetector.start()) {
                    detector.watch(Secret.of("t0ps3cret"));
                    matrix.run(fault, among, detector);
                }
            }
        }
        return matrix;
    }

    private void run(LifecycleFault fault, Predicate<Place> among, SecretLeakDetector detector) {
        for (LifecycleOperation operation : LifecycleOperation.values()) {
            for (int position = 0; position < LifecycleCell.TARGETS.size(); position++) {
                for (boolean twoNodes : new boolean[] {false, true}) {
                    Place place = new Place(fault, operation, position, twoNodes);
                    Optional<String> why = fault.notApplicable(operation, position, twoNodes);
                    if (why.isPresent()) {
                        notApplicable
                                .computeIfAbsent(why.get(), it -> new LinkedHashSet<>())
                                .add(fault.name);
                    } else if (among.test(place)) {
                        one(place, detector);
                    }
                }
            }
        }
    }

    private void one(Place place, SecretLeakDetector detector) {
        Instant begin = Instant.now();
        Cell cell = cells.computeIfAbsent(place.fault().name, it -> new TreeMap<>())
                .computeIfAbsent(place.operation(), it -> new Cell());
        run++;
        try (LifecycleCell running =
                new LifecycleCell(place.fault(), place.operation(), place.position(), place.twoNodes(), detector)) {
            LifecycleCell.Verdict verdict = running.run();
            cell.add(verdict.struck().how(), verdict.broken().isEmpty());
            verdict.broken().forEach(it -> broken.add(place + ": " + it));
            held += verdict.broken().isEmpty() ? 1 : 0;
        } catch (RuntimeException | Error failed) {
            cell.add(Told.How.THREW, false);
            broken.add(place + ": " + failed + at(failed));
        }
        longest = Math.max(longest, Duration.between(begin, Instant.now()).toMillis());
    }

    private static String at(Throwable failed) {
        return Arrays.stream(failed.getStackTrace())
                .filter(it -> it.getClassName().startsWith("dev.gangway"))
                .limit(4)
                .map(it -> "\n        at " + it)
                .collect(Collectors.joining());
    }

    /** How the cells of one fault and one operation ended. */
    private static final class Cell {
        private final Map<String, Integer> ends = new TreeMap<>();
        private int failed;

        void add(Told.How how, boolean kept) {
            ends.merge(GOOD.contains(how) ? "D" : how.name().substring(0, 1), 1, Integer::sum);
            failed += kept ? 0 : 1;
        }

        @Override
        public String toString() {
            return ends.entrySet().stream()
                            .map(it -> it.getValue() + it.getKey())
                            .collect(Collectors.joining(" "))
                    + (failed > 0 ? " !" + failed : "");
        }
    }

    private void print() {
        System.out.println(
                "Each cell: how many ended so for whom the fault struck. D done, P left without the transfer and said so, "
                        + "R refused and nothing changed, U not settled and listed as open, !n not kept, - no such cell\n");
        System.out.printf(Locale.ROOT, "%-44s", "");
        for (LifecycleOperation operation : LifecycleOperation.values()) {
            System.out.printf(Locale.ROOT, "%-20s", operation);
        }
        System.out.println();
        cells.forEach((fault, row) -> {
            System.out.printf(Locale.ROOT, "%-44s", fault);
            for (LifecycleOperation operation : LifecycleOperation.values()) {
                System.out.printf(Locale.ROOT, "%-20s", row.containsKey(operation) ? row.get(operation) : "-");
            }
            System.out.println();
        });
        System.out.println("\nNo such cell:");
        notApplicable.forEach((why, faults) -> System.out.println("  " + why + ": " + String.join("; ", faults)));
        broken.forEach(it -> System.out.println("NOT KEPT " + it));
    }

    List<String> broken() {
        return broken;
    }

    Table table(Duration took) {
        return new Table("Faults of the lifecycle: " + cells.size() + " faults, " + LifecycleOperation.values().length
                        + " operations, 3 people, 1 and 2 nodes")
                .exactly("cells that held, of " + run, run, held)
                .told("longest cell, in ms", longest)
                .told("seconds", took.toSeconds());
    }
}
