package dev.gangway.teamfolder;

import dev.gangway.http.Time;
import dev.gangway.result.Passage;
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
 * @param passage what goes through it is done here without the provider
 */
public record TeamFoldersSettings(String connectionId, Store store, Time time, Duration maxWait, Passage passage) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where the journal is kept
     * @param time all "now" and all waiting
     * @param maxWait the longest wait
     * @param passage what is done here goes through it
     */
    public TeamFoldersSettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(maxWait, "maxWait");
        Objects.requireNonNull(passage, "passage");
    }
}
