package dev.gangway.teamfolder;

import dev.gangway.http.Time;
import dev.gangway.store.Store;
import java.time.Duration;
import java.util.Objects;

/**
 * What the facade of one connection works with. Applications set these on {@code Gangway.Builder}. Immutable.
 *
 * @param connectionId which connection; the journal's records are kept under it
 * @param store where the journal is kept
 * @param time all "now" and all waiting
 * @param maxWait the longest that a call waits for the provider's background work before it returns {@code Unsettled}
 */
public record TeamFoldersSettings(String connectionId, Store store, Time time, Duration maxWait) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where the journal is kept
     * @param time all "now" and all waiting
     * @param maxWait the longest wait
     */
    public TeamFoldersSettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(maxWait, "maxWait");
    }
}
