package dev.gangway.license;

import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a vendor implements for license data; applications call {@link Licenses}, which reads, folds and reports on top of it. The rules are
 * numbered in {@code contract.md} (L-…) and tested by the testkit. Implementations are thread-safe and only read: core reads several things,
 * and several ranges of sign-ins, at once.
 *
 * <p>Everything that there may be much of is handed over while it is read, page by page, so that nobody has to hold a million objects: a
 * method reads one page, tells a sink of all that is on it, and says how the page ended. What it told before it failed doesn't count, and
 * is told again when the page is read again.
 */
public interface LicenseData {

    /**
     * The provider's own totals, one per license type that it knows.
     *
     * @return the pools; a figure that the provider doesn't tell is unknown
     */
    List<LicensePool> pools();

    /**
     * Reads a page of everybody on the team: active, invited and suspended people. For connectors that can tell this in a leaner way than
     * {@code UserLifecycle.list}, which is read otherwise.
     *
     * @param cursor {@link Cursor#START}, or where the page before said that there is more
     * @param people told of each person on the page
     * @return how the page ended; empty, with nothing read, if there is no leaner way
     */
    default Optional<PageEnd> people(Cursor cursor, HolderSink people) {
        return Optional.empty();
    }

    /**
     * Reads a page of sign-ins. They may come in any order and more than once. Each tells the immutable id of who signed in if the provider
     * tells it: an address alone may name somebody else by now. Who signs in as another person, or surely isn't on the team, is left out.
     *
     * <p>At the end of a range without end, a connector tells a cursor if its provider has one that brings, later, what has become readable
     * since, also what happened before but was late. Without one, core reads the newest part of the log again each time.
     *
     * @param range what is asked for; the same for all pages of a reading
     * @param cursor {@link Cursor#START}, or what a page of the same range ended with
     * @param signIns told of each sign-in on the page that is within the range
     * @return how the page ended
     * @throws dev.gangway.error.PermissionMissingException if the log may not be read; the report then says that logins are unknown
     * @throws UnsupportedCapabilityException if the provider has no such log
     */
    PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns);

    /**
     * The longest that a sign-in takes until {@link #signIns} tells it; when in doubt, longer. Nobody is called idle for want of a sign-in
     * that may not have arrived yet.
     *
     * @return the lag, zero or more, always the same
     */
    Duration signInLag();

    /**
     * How many ranges of sign-ins may be read at the same time, within what the provider bears.
     *
     * @return at least 1, which is the default: then the log is read in one go, by ranges without end only
     */
    default int signInReaders() {
        return 1;
    }

    /**
     * Reads a page of all devices and web sessions of the team.
     *
     * @param cursor {@link Cursor#START}, or where the page before said that there is more
     * @param devices told of each device on the page
     * @return how the page ended
     * @throws dev.gangway.error.PermissionMissingException if they may not be read; the report then says that they are unknown
     * @throws UnsupportedCapabilityException if the connector doesn't read them
     */
    default PageEnd devices(Cursor cursor, DeviceSink devices) {
        throw new UnsupportedCapabilityException("This connector doesn't read devices.");
    }

    /**
     * Reads a page of all apps that people have linked to their accounts.
     *
     * @param cursor {@link Cursor#START}, or where the page before said that there is more
     * @param apps told of each app of each person on the page
     * @return how the page ended
     * @throws dev.gangway.error.PermissionMissingException if they may not be read; the report then says that they are unknown
     * @throws UnsupportedCapabilityException if the connector doesn't read them
     */
    default PageEnd linkedApps(Cursor cursor, LinkedAppSink apps) {
        throw new UnsupportedCapabilityException("This connector doesn't read linked apps.");
    }

    /**
     * How much somebody stores. Asked for person by person, and only if the application wants it.
     *
     * @param who the person
     * @return bytes, 0 or more; unknown, with the reason, for this person
     * @throws dev.gangway.error.PermissionMissingException if it may not be read of anybody; the report then says that it is unknown
     * @throws UnsupportedCapabilityException if the connector doesn't read it
     */
    default Fact<Long> storedBytes(UserId who) {
        throw new UnsupportedCapabilityException("This connector doesn't read how much people store.");
    }
}
