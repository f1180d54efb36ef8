package dev.gangway.activity;

import dev.gangway.http.Time;
import dev.gangway.result.Passage;
import dev.gangway.store.Store;
import java.util.Objects;

/**
 * What the facades of one connection work with. Applications set these on {@code Gangway.Builder}. Immutable.
 *
 * @param connectionId which connection; places to go on at are kept under it
 * @param store where they are kept
 * @param time all "now"
 * @param passage what goes through it is done here without the provider
 */
public record ActivitySettings(String connectionId, Store store, Time time, Passage passage) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where places are kept
     * @param time all "now"
     * @param passage what is done here goes through it
     */
    public ActivitySettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(passage, "passage");
    }
}
