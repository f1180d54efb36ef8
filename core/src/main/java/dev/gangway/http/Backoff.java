package dev.gangway.http;

import dev.gangway.error.CallInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Waits that grow: for polling a provider's job, or between attempts. Immutable; a {@link Waiting} made from it is not thread-safe.
 *
 * @param first the first wait; positive
 * @param factor what each wait is multiplied by for the next; at least 1
 * @param cap the longest wait; at least {@code first}
 */
public record Backoff(Duration first, double factor, Duration cap) {

    /**
     * Checks the values.
     *
     * @param first the first wait
     * @param factor what each wait is multiplied by
     * @param cap the longest wait
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Backoff {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(cap, "cap");
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0 || !(factor >= 1)) {
            throw new IllegalArgumentException(
                    "A backoff needs a positive first wait, a cap not below it, and a factor of at least 1.");
        }
    }

    /**
     * The wait before one attempt.
     *
     * @param repetition 0 for the first wait
     * @return how long to wait
     */
    public Duration step(int repetition) {
        double nanos = first.toNanos() * Math.pow(factor, repetition);
        return nanos >= cap.toNanos() ? cap : Duration.ofNanos((long) nanos);
    }

    /**
     * Starts waiting in these steps.
     *
     * @param deadline when to give up
     * @param time waits and tells the time
     * @return the waits to come
     */
    public Waiting until(Instant deadline, Time time) {
        return new Waiting(this, deadline, time);
    }

    /** Waits that grow, up to a deadline; a clock that is set back adds nothing. Not thread-safe; use one for each loop. */
    public static final class Waiting {

        private final Backoff steps;
        private final Instant deadline;
        private final Time time;
        private Duration atMost;
        private int repetition;

        private Waiting(Backoff steps, Instant deadline, Time time) {
            this.steps = steps;
            this.deadline = Objects.requireNonNull(deadline, "deadline");
            this.time = Objects.requireNonNull(time, "time");
            this.atMost = Duration.between(time.instant(), deadline);
        }

        /**
         * Waits for the next step; the last one is cut short so that it ends at the deadline, or at the {@link Deadline} that the thread is
         * bound to.
         *
         * @return whether it waited; false, at once, if the deadline has been reached
         * @throws CallInterruptedException if the thread is interrupted; its flag is set again; or if its work is cancelled
         */
        public boolean next() {
            Duration left = shorter(shorter(Duration.between(time.instant(), deadline), atMost), Deadline.left());
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            Duration step = shorter(steps.step(repetition++), left);
            pause(time, step);
            atMost = atMost.minus(step);
            return true;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /** Waits; an interrupt becomes the library's own exception. */
    static void pause(Time time, Duration duration) {
        try {
            Deadline.sleep(time, duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("The thread was interrupted while it waited.");
        }
    }
}
