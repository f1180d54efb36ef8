package dev.gangway.activity;

import dev.gangway.result.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a reading goes on. Immutable.
 *
 * @param cursor where; empty for the start of a range that is read anew
 * @param from the start of the range that the cursor is for
 * @param anew whether the range is being read from its start, so that what is complete isn't known before its end
 * @param restart from when on is read anew: what happened before is complete
 * @param newest when the newest event happened that went by
 * @param checkedAt when reading anew was begun last
 */
record Place(Optional<Cursor> cursor, Instant from, boolean anew, Instant restart, Instant newest, Instant checkedAt) {

    /** What is read anew overlaps with what is complete by this, so that clocks may differ a little. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** How often the newest part is read beside the cursor, in case the cursor passed by what was late. */
    private static final Duration CHECKED = Duration.ofDays(1);

    static Place first(Instant from) {
        return new Place(Optional.empty(), from, true, from, from, Instant.EPOCH);
    }

    /** The cursor to go on at; empty if the newest part is due to be read anew, or the clock of who checked was ahead. */
    Optional<Cursor> cursorUnlessDue(Instant now) {
        return cursor.filter(it -> !checkedAt.isAfter(now) && now.isBefore(checkedAt.plus(CHECKED)));
    }

    Place readAnew(Instant now) {
        return new Place(Optional.empty(), restart, true, restart, newest, now);
    }

    Place passing(Activity activity) {
        return activity.at().isAfter(newest) ? new Place(cursor, from, anew, restart, activity.at(), checkedAt) : this;
    }

    Place goingOnAt(Cursor next) {
        return new Place(Optional.of(next), from, anew, restart, newest, checkedAt);
    }

    /** What comes late is younger than the newest event by the log's lag at most, whatever clocks were ahead. */
    Place ended(Optional<Cursor> later, Instant now, Duration lag) {
        Instant complete = (newest.isAfter(now) ? now : newest).minus(lag).minus(OVERLAP);
        return new Place(
                later.filter(it -> !it.isStart()),
                from,
                false,
                anew && complete.isAfter(restart) ? complete : restart,
                newest,
                checkedAt);
    }
}
