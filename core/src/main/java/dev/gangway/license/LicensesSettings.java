package dev.gangway.license;

import dev.gangway.http.Time;
import dev.gangway.store.Store;
import java.util.Objects;

/**
 * What the facade of one connection works with. Immutable.
 *
 * @param connectionId which connection; what was read of the log of sign-ins is kept under it
 * @param store where that is kept
 * @param time all "now"
 * @param reports what facades of the same connection share
 */
public record LicensesSettings(String connectionId, Store store, Time time, ReportCache reports) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where what was read is kept
     * @param time all "now"
     * @param reports what facades of the same connection share
     */
    public LicensesSettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(reports, "reports");
    }
}
