package dev.gangway.analytics;

import dev.gangway.http.Time;
import dev.gangway.store.Store;
import java.util.Objects;

/**
 * What the facade of one connection works with. Immutable.
 *
 * @param connectionId which connection; the daily points are kept under it
 * @param store where they are kept
 * @param time all "now"
 */
public record AnalyticsSettings(String connectionId, Store store, Time time) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where the daily points are kept
     * @param time all "now"
     */
    public AnalyticsSettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
    }
}
