package dev.gangway.testkit;

import dev.gangway.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A clock that stands still until it is told to move, and that sleeps by moving at once: hours of waiting take no time. Pass it to
 * {@code Gangway.builder().time(…)}. Thread-safe; the things that {@link #in} schedules run on the thread that moves the clock.
 */
public final class TestClock implements Time {

    /** Where a clock stands unless it is said otherwise: 2026-01-05T09:00:00Z. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-05T09:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Instant now;

    /** A clock that stands at {@link #DEFAULT_START}. */
    public TestClock() {
        this(DEFAULT_START);
    }

    /**
     * A clock that stands at a given time.
     *
     * @param start the time
     */
    public TestClock(Instant start) {
        this.now = Objects.requireNonNull(start, "start");
    }

    private record Event(Instant at, Runnable work) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves the clock by the duration and returns at once. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while sleeping on a test clock");
        }
        synchronized (this) {
            sleeps.add(duration);
        }
        if (!duration.isNegative()) {
            advance(duration);
        }
    }

    /**
     * Moves the clock, and does on the way what {@link #in} scheduled.
     *
     * @param duration by how much; not negative
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A test clock doesn't go backwards.");
        }
        Instant target = instant().plus(duration);
        for (Optional<Event> due = next(target); due.isPresent(); due = next(target)) {
            due.get().work().run();
        }
    }

    /** Moves to the next event that is due by the target and takes it, or moves to the target. */
    private synchronized Optional<Event> next(Instant target) {
        Optional<Event> due =
                events.stream().filter(it -> !it.at().isAfter(target)).min(Comparator.comparing(Event::at));
        due.ifPresent(events::remove);
        Instant stop = due.map(Event::at).orElse(target);
        now = stop.isAfter(now) ? stop : now;
        return due;
    }

    /**
     * Does something once the clock has moved that far: the world changes while somebody waits.
     *
     * @param delay how far from now
     * @param work what to do
     */
    public synchronized void in(Duration delay, Runnable work) {
        events.add(new Event(now.plus(delay), work));
    }

    /**
     * What was slept so far.
     *
     * @return each {@link #sleep}, in order
     */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
