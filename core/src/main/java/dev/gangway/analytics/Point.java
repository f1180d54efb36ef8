package dev.gangway.analytics;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Objects;

/**
 * One value of a time series. Immutable.
 *
 * @param from the beginning of the step that it is of
 * @param value the value; unknown, with the reason, where nothing was read, which is not 0
 */
public record Point(Instant from, Fact<Long> value) {

    /**
     * Checks that nothing is missing.
     *
     * @param from the beginning of the step
     * @param value the value
     */
    public Point {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(value, "value");
    }
}
