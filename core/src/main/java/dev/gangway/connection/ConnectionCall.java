package dev.gangway.connection;

import dev.gangway.connector.ConnectorId;
import dev.gangway.http.CallAttempt;
import java.util.Objects;
import java.util.Optional;

/**
 * An attempt to get an answer from a provider, and for which connection. It holds no address, header or body, so it is fit for metrics and
 * logs. Immutable.
 *
 * @param connection which connection; empty while one is being made or gets another credential
 * @param connector which connector: one of few, fit for a metric's tag
 * @param attempt route, outcome, times
 */
public record ConnectionCall(Optional<ConnectionId> connection, ConnectorId connector, CallAttempt attempt) {
    /**
     * Checks the parts.
     *
     * @param connection which connection
     * @param connector which connector
     * @param attempt route, outcome, times
     */
    public ConnectionCall {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(attempt, "attempt");
    }
}
