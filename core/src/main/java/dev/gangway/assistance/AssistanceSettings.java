package dev.gangway.assistance;

import dev.gangway.connection.Connections;
import dev.gangway.http.Time;
import dev.gangway.store.Store;
import java.util.Objects;
import java.util.Optional;

/**
 * What delegated assistance works with. Applications set these on {@code Gangway.Builder}. Immutable.
 *
 * @param connections all connections
 * @param store where trails, links and notices are kept
 * @param time all "now" and all waiting
 * @param notifier tells admins; without one nobody is let in
 */
public record AssistanceSettings(Connections connections, Store store, Time time, Optional<AdminNotifier> notifier) {

    /**
     * Checks that nothing is missing.
     *
     * @param connections all connections
     * @param store where trails, links and notices are kept
     * @param time all "now"
     * @param notifier tells admins
     */
    public AssistanceSettings {
        Objects.requireNonNull(connections, "connections");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(notifier, "notifier");
    }
}
