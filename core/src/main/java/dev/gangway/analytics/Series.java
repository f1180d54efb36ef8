package dev.gangway.analytics;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A time series: a value for each step of the request. Immutable.
 *
 * @param measure what it counts
 * @param points one for each step, in order; the value of a state is that of the latest reading within the step
 * @param end the end of the last step
 * @param readAt when reading began that this series stands on; unknown, with the reason, if it was not read now
 * @param knownFrom for what the log tells, the first moment that it surely tells of: the value of the step in which that lies may be too
 *     small, and steps before it are unknown; empty if that was no later than the first step, or if this is a state
 * @param completeUntil for what the log tells, the end of what is surely complete, since logs lag; empty if this is a state, or was not read
 */
public record Series(
        Measure measure,
        List<Point> points,
        Instant end,
        Fact<Instant> readAt,
        Optional<Instant> knownFrom,
        Optional<Instant> completeUntil) {

    /**
     * Checks and copies the parts.
     *
     * @param measure what it counts
     * @param points one for each step
     * @param end the end of the last step
     * @param readAt when reading began
     * @param knownFrom the first moment that the log surely tells of
     * @param completeUntil the end of what is surely complete
     */
    public Series {
        Objects.requireNonNull(measure, "measure");
        points = List.copyOf(points);
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(readAt, "readAt");
        Objects.requireNonNull(knownFrom, "knownFrom");
        Objects.requireNonNull(completeUntil, "completeUntil");
    }

    /**
     * Whether a step may have had more than its value says: what happened then may not have arrived yet, or the log tells of a part of the
     * step only.
     *
     * @param place which of the points, counted from 0
     * @return true if its value is known and may be too small
     * @throws IndexOutOfBoundsException if there is no such point
     */
    public boolean mayBeMore(int place) {
        Point point = points.get(place);
        Instant stepEnd = place + 1 < points.size() ? points.get(place + 1).from() : end;
        return point.value() instanceof Fact.Known<Long>
                && (completeUntil.map(stepEnd::isAfter).orElse(false)
                        || knownFrom.map(point.from()::isBefore).orElse(false));
    }
}
