package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The team's audit log in order of arrival, which isn't the order in which things happened: events may arrive late. An index into
 * {@link #arrived}, {@link #ofType} or {@link #ofCategory} is a stable position. Guarded by the world's lock.
 */
final class EventLog {
    private final List<Event> arrived = new ArrayList<>();
    private final Map<String, List<Event>> byType = new HashMap<>();
    private final Map<String, List<Event>> byCategory = new HashMap<>();
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
            arrive(event);
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

    /** All events that can be read. */
    List<Event> arrived(Instant now) {
        arriveUntil(now);
        return Collections.unmodifiableList(arrived);
    }

    /** Those of one type, by its tag. */
    List<Event> ofType(String tag, Instant now) {
        arriveUntil(now);
        return Collections.unmodifiableList(byType.getOrDefault(tag, List.of()));
    }

    /** Those of one category, by its tag. */
    List<Event> ofCategory(String tag, Instant now) {
        arriveUntil(now);
        return Collections.unmodifiableList(byCategory.getOrDefault(tag, List.of()));
    }

    private void arriveUntil(Instant now) {
        while (!late.isEmpty() && !late.element().due().isAfter(now)) {
            arrive(late.remove().event());
        }
    }

    private void arrive(Event event) {
        arrived.add(event);
        byType.computeIfAbsent(event.type().name(), tag -> new ArrayList<>()).add(event);
        byCategory
                .computeIfAbsent(event.type().category(), tag -> new ArrayList<>())
                .add(event);
    }

    private record Late(Instant due, long number, Event event) {}
}
