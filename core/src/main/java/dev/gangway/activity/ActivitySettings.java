package dev.gangway.activity;

import dev.gangway.http.Time;
import dev.gangway.store.Store;
import java.util.Objects;

/**
 * What the facades of one connection work with. Applications set these on {@code Gangway.Builder}. Immutable.
 *
 * @param connectionId which connection; places to go on at are kept under it
 * @param store where they are kept
 * @param time all "now"
 */
public record ActivitySettings(String connectionId, Store store, Time time) {
    /**
     * Checks the parts.
     *
     * @param connectionId which connection
     * @param store where places are kept
     * @param time all "now"
     */
    public ActivitySettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
    }
}
