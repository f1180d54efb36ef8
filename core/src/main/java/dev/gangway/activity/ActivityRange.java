package dev.gangway.activity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * From when to when events are read, in whole seconds. Immutable.
 *
 * @param from the first moment
 * @param to the first moment that isn't meant any more; empty for no end: what is new can then be read later, too
 */
public record ActivityRange(Instant from, Optional<Instant> to) {
    /**
     * Cuts the times to whole seconds, as logs tell them, and checks them.
     *
     * @param from the first moment
     * @param to the first moment that isn't meant any more
     * @throws IllegalArgumentException if it isn't a second long
     */
    public ActivityRange {
        Instant start = from.truncatedTo(ChronoUnit.SECONDS);
        to = to.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
        if (to.filter(end -> !end.isAfter(start)).isPresent()) {
            throw new IllegalArgumentException("A range of events ends a second or more after it starts.");
        }
        from = start;
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
     * @param to the first moment that isn't meant any more
     * @return the range
     * @throws IllegalArgumentException if it isn't a second long
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
