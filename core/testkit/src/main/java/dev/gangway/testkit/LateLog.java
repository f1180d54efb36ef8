package dev.gangway.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A log of the team in memory, in the order in which its entries can be read. Not thread-safe, like the team.
 *
 * @param <T> what an entry tells
 */
final class LateLog<T> {

    private final List<Entry<T>> entries = new ArrayList<>();
    Duration lag = Duration.ZERO;

    private record Entry<T>(T what, Instant readableAt) {}

    /** Can be read after the lag, or at once if it is late. */
    void add(T what, Instant at, Instant now) {
        Instant readableAt = at.isAfter(now.minus(lag)) ? at.plus(lag) : now;
        int place = entries.size();
        while (place > 0 && entries.get(place - 1).readableAt().isAfter(readableAt)) {
            place--;
        }
        entries.add(place, new Entry<>(what, readableAt));
    }

    /** What can be read by now, by its place in the log: nothing ever gets a place before what could be read already. */
    SortedMap<Integer, T> readable(Predicate<T> wanted, Instant now) {
        SortedMap<Integer, T> readable = new TreeMap<>();
        for (int place = 0; place < entries.size(); place++) {
            Entry<T> entry = entries.get(place);
            if (!entry.readableAt().isAfter(now) && wanted.test(entry.what())) {
                readable.put(place, entry.what());
            }
        }
        return readable;
    }
}
