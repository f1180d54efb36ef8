package dev.gangway.license;

import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a vendor implements for license data; applications call {@link Licenses}, which reads, folds and reports on top of it. The people
 * themselves come from {@code UserLifecycle.list}. The rules are numbered in {@code contract.md} (L-…) and tested by the testkit.
 * Implementations are thread-safe and only read.
 */
public interface LicenseData {

    /**
     * The provider's own totals, one per license type that it knows.
     *
     * @return the pools; a figure that the provider doesn't tell is unknown
     */
    List<LicensePool> pools();

    /**
     * Reads sign-ins. They may come in any order and more than once; late ones may turn up on a later reading. Each tells the immutable id
     * of who signed in if the provider tells it: an address alone may name somebody else by now. Who signs in as another person, or surely
     * isn't on the team, is left out.
     *
     * @param since only sign-ins at or after this time
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page, which may be empty and still have a next one
     * @throws dev.gangway.error.PermissionMissingException if the log may not be read; the report then says that logins are unknown
     * @throws dev.gangway.error.UnsupportedCapabilityException if the provider has no such log
     */
    Page<SignIn> signIns(Instant since, Cursor cursor);

    /**
     * The longest that a sign-in takes until {@link #signIns} tells it; when in doubt, longer. Nobody is called idle for want of a sign-in
     * that may not have arrived yet.
     *
     * @return the lag, zero or more, always the same
     */
    Duration signInLag();
}
