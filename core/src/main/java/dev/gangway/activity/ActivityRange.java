package dev.gangway.activity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * From when to when events are read, in whole seconds, since logs tell no parts of one. Immutable.
 *
 * @param from the first moment
 * @param to the first moment that isn't meant any more; empty for no end: what is new can then be read later, too
 */
public record ActivityRange(Instant from, Optional<Instant> to) {
    /**
     * Checks the times and makes whole seconds of them: the second in which the range starts, and that in which it ends, are in it as wholes. So
     * two ranges that meet within a second have that second in common.
     *
     * @param from the first moment
     * @param to the first moment that isn't meant any more; a part of a second is rounded up
     * @throws IllegalArgumentException if it doesn't end after it starts
     */
    public ActivityRange {
        Instant start = from;
        if (to.filter(end -> !end.isAfter(start)).isPresent()) {
            throw new IllegalArgumentException("A range of events ends after it starts.");
        }
        from = start.truncatedTo(ChronoUnit.SECONDS);
        to = to.map(ActivityRange::up);
    }

    private static Instant up(Instant moment) {
        Instant cut = moment.truncatedTo(ChronoUnit.SECONDS);
        return cut.equals(moment) ? moment : cut.plusSeconds(1);
    }

    /**
     * A range without end.
     *
     * @param from the first moment
     * @return the range
     */
    public static ActivityRange since(Instant from) {
        return new ActivityRange(from, Optional.empty());
    }

    /**
     * A range with an end.
     *
     * @param from the first moment
     * @param to the first moment that isn't meant any more; a part of a second is rounded up
     * @return the range
     * @throws IllegalArgumentException if it doesn't end after it starts
     */
    public static ActivityRange between(Instant from, Instant to) {
        return new ActivityRange(from, Optional.of(to));
    }

    /**
     * Whether a moment is meant.
     *
     * @param moment the moment
     * @return whether it is in the range
     */
    public boolean contains(Instant moment) {
        Objects.requireNonNull(moment, "moment");
        return !moment.isBefore(from) && to.map(moment::isBefore).orElse(true);
    }
}
