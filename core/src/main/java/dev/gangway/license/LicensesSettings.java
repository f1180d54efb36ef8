package dev.gangway.license;

import dev.gangway.http.Time;
import dev.gangway.result.Passage;
import dev.gangway.store.Store;
import java.util.Objects;

/**
 * What the facade of one connection works with. Immutable.
 *
 * @param connectionId which connection; what was read of the log of sign-ins is kept under it
 * @param store where that is kept
 * @param time all "now"
 * @param reports what facades of the same connection share
 * @param passage what goes through it is done here without the provider
 */
public record LicensesSettings(String connectionId, Store store, Time time, ReportCache reports, Passage passage) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where what was read is kept
     * @param time all "now"
     * @param reports what facades of the same connection share
     * @param passage what is done here goes through it
     */
    public LicensesSettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(reports, "reports");
        Objects.requireNonNull(passage, "passage");
    }
}
