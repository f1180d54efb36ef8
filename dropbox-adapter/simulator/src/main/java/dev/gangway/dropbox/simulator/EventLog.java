package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The team's audit log in order of arrival, which isn't the order in which things happened: events may arrive late. An index into
 * {@link #arrived} is a stable position. Guarded by the world's lock.
 */
final class EventLog {
    private final List<Event> arrived = new ArrayList<>();
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparing(Late::due).thenComparing(Late::number));
    private Duration lag = Duration.ZERO;
    private long appended;

    /** Writes an event, which can be read once it is as old as {@link #lag(Duration)} says. */
    void append(Event event) {
        appendLate(event, lag);
    }

    /** Writes an event that can be read only this long after it happened. */
    void appendLate(Event event, Duration delay) {
        appended++;
        if (delay.isZero()) {
            arrived.add(event);
        } else {
            late.add(new Late(event.at().plus(delay), appended, event));
        }
    }

    /** How late events arrive from now on; zero at first. */
    void lag(Duration changed) {
        lag = changed;
    }

    /** How many events were ever written, arrived or not. */
    long appended() {
        return appended;
    }

    List<Event> arrived(Instant now) {
        while (!late.isEmpty() && !late.element().due().isAfter(now)) {
            arrived.add(late.remove().event());
        }
        return Collections.unmodifiableList(arrived);
    }

    private record Late(Instant due, long number, Event event) {}
}
