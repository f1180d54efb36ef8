package dev.gangway.license;

import dev.gangway.result.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sign-ins a fold stands on.
 *
 * @param since the start of what was read
 * @param until the end of what is surely complete
 * @param history the longest that was asked for; what is older isn't kept
 * @param later where the provider tells what is new; empty if it has no such place
 * @param laterFrom the start of the range that this place is of
 * @param checkedAt when the newest part of the log was last read in full, beside the cursor
 * @param newest the newest sign-in that was known then, or the start of what was read if there was none: no clock but the provider's tells it
 */
record Coverage(
        Instant since,
        Instant until,
        Duration history,
        Optional<Cursor> later,
        Instant laterFrom,
        Instant checkedAt,
        Instant newest) {}
