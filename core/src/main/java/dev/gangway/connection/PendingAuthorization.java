package dev.gangway.connection;

import dev.gangway.connector.ConnectorId;
import java.time.Instant;
import java.util.Objects;

/**
 * A consent that was asked for and hasn't been given yet; it holds no secret. Immutable.
 *
 * @param id the connection that will come of it, or gets another credential by it
 * @param tenant whose
 * @param name its name
 * @param connector its connector
 * @param reconnection whether the connection is there already
 * @param expiresAt until when consent can be given
 */
public record PendingAuthorization(
        ConnectionId id, TenantId tenant, String name, ConnectorId connector, boolean reconnection, Instant expiresAt) {
    /**
     * Checks the parts.
     *
     * @param id the connection
     * @param tenant whose
     * @param name its name
     * @param connector its connector
     * @param reconnection whether the connection is there already
     * @param expiresAt until when consent can be given
     */
    public PendingAuthorization {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
