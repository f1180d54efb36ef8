package dev.gangway.license;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * From when to when sign-ins are read. Immutable.
 *
 * @param from the first moment
 * @param to the first moment that isn't meant any more; empty for no end: what is new can then be read later, too
 */
public record SignInRange(Instant from, Optional<Instant> to) {
    /**
     * Checks the times.
     *
     * @param from the first moment
     * @param to the first moment that isn't meant any more
     * @throws IllegalArgumentException if it ends before it starts
     */
    public SignInRange {
        Objects.requireNonNull(from, "from");
        if (to.filter(end -> !end.isAfter(from)).isPresent()) {
            throw new IllegalArgumentException("A range of sign-ins ends after it starts.");
        }
    }

    /**
     * A range without end.
     *
     * @param from the first moment
     * @return the range
     */
    public static SignInRange since(Instant from) {
        return new SignInRange(from, Optional.empty());
    }

    /**
     * Whether a moment is meant.
     *
     * @param epochSecond the moment, in seconds since 1970
     * @return whether it is in the range; the range's ends count as of their whole seconds
     */
    public boolean contains(long epochSecond) {
        return epochSecond >= from.getEpochSecond()
                && to.map(it -> epochSecond < it.getEpochSecond()).orElse(true);
    }
}
