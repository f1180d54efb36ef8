package dev.gangway.activity;

import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a vendor implements for the provider's log of what people and admins did; applications call {@link SharingActivity} and
 * {@link PartnerWatch}. The rules are numbered in {@code contract.md} (A-…) and tested by the testkit. Implementations are thread-safe and
 * only read.
 */
public interface ActivityData {

    /**
     * Reads a page of events. They may come in any order and more than once; each has the same {@linkplain Activity#key key} in every
     * reading. Nothing of a kind that is asked for is left out, also what this version has no word for: that is
     * {@link ActivityKind#OTHER_SHARING} or {@link ActivityKind#OTHER}. What a page told before it failed doesn't count, and is told again
     * when the page is read again.
     *
     * <p>At the end of a range without end, a connector tells a cursor if its provider has one that brings, later, what has become readable
     * since, also what happened before but was late. Without one, core reads the newest part of the log again each time.
     *
     * @param range what is asked for; the same for all pages of a reading
     * @param kinds the kinds that are asked for, at least one; the same for all pages of a reading
     * @param cursor {@link Cursor#START}, or what a page of the same range and kinds ended with
     * @param activities told of each event on the page that is within the range and of one of the kinds
     * @return how the page ended; {@code Expired} also for a cursor that was made for other kinds
     * @throws dev.gangway.error.PermissionMissingException if the log may not be read
     */
    PageEnd activities(ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities);

    /**
     * The longest that an event takes until {@link #activities} tells it; when in doubt, longer. Nobody is told that nothing happened for want
     * of an event that may not have arrived yet.
     *
     * @return the lag, zero or more, always the same
     */
    Duration activityLag();
}
