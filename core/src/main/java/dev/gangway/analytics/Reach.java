package dev.gangway.analytics;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Optional;

/**
 * How far back a log tells anything: surely to its earliest event that was read. Providers forget what is old, and don't say from when on; a
 * time before the first event isn't a time in which nothing happened. Not thread-safe.
 */
final class Reach {

    private final Steps steps;
    private long first = Long.MAX_VALUE;

    Reach(Steps steps) {
        this.steps = steps;
    }

    /** Something is from that moment. */
    void told(long epochSecond) {
        first = Math.min(first, epochSecond);
    }

    /** The same, and whether it is from before the first step. */
    boolean before(long epochSecond) {
        boolean before = epochSecond < steps.begin().getEpochSecond();
        if (before) {
            told(epochSecond);
        }
        return before;
    }

    /** The first moment that the log surely tells of; empty if that is before the first step, or there is none. */
    Optional<Instant> knownFrom() {
        return first == Long.MAX_VALUE || first <= steps.begin().getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(first));
    }

    /** Unknown, if the log doesn't tell of the step. */
    Fact<Long> within(int step, Fact<Long> value) {
        if (first == Long.MAX_VALUE) {
            return Fact.unknown(Reason.NOT_IN_THE_LOG.of());
        }
        return steps.end(step).getEpochSecond() <= first
                ? Fact.unknown(Reason.BEFORE_THE_LOG.of(Instant.ofEpochSecond(first)))
                : value;
    }
}
