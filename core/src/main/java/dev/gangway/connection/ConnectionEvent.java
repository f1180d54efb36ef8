package dev.gangway.connection;

import dev.gangway.connector.ConnectorId;
import java.util.Objects;
import java.util.Optional;

/**
 * A transition of a connection, for listeners. Immutable.
 *
 * @param id which connection; for one that is asked for, the id it will have
 * @param tenant whose
 * @param name its name
 * @param connector its connector
 * @param from the state before; empty if there was none
 * @param transition the new state, and why
 */
public record ConnectionEvent(
        ConnectionId id,
        TenantId tenant,
        String name,
        ConnectorId connector,
        Optional<ConnectionState> from,
        Transition transition) {
    /**
     * Checks the parts.
     *
     * @param id which connection
     * @param tenant whose
     * @param name its name
     * @param connector its connector
     * @param from the state before
     * @param transition the new state, and why
     */
    public ConnectionEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(transition, "transition");
    }
}
