package dev.gangway.testkit;

import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The log of sign-ins of the team in memory, in the order in which they can be read. Not thread-safe, like the team. */
final class SignInLog {

    private final List<Entry> entries = new ArrayList<>();
    Duration lag = Duration.ZERO;

    record Entry(String who, String address, Instant at, SignInSource source, Instant readableAt) {}

    /** Can be read after the lag, or at once if it is late. */
    void add(String who, String address, Instant at, SignInSource source, Instant now) {
        Instant readableAt = at.isAfter(now.minus(lag)) ? at.plus(lag) : now;
        int place = entries.size();
        while (place > 0 && entries.get(place - 1).readableAt().isAfter(readableAt)) {
            place--;
        }
        entries.add(place, new Entry(who, address, at, source, readableAt));
    }

    /** What can be read by now, by its place in the log: nothing ever gets a place before what could be read already. */
    SortedMap<Integer, Entry> readable(SignInRange range, Instant now) {
        SortedMap<Integer, Entry> readable = new TreeMap<>();
        for (int place = 0; place < entries.size(); place++) {
            Entry entry = entries.get(place);
            if (!entry.readableAt().isAfter(now) && range.contains(entry.at().getEpochSecond())) {
                readable.put(place, entry);
            }
        }
        return readable;
    }
}
