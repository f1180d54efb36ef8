package dev.gangway.connection;

import dev.gangway.connector.Revocation;
import java.util.Objects;

/**
 * What disconnecting did. Everything stored here is erased in any case. Immutable.
 *
 * @param id the connection that was
 * @param revocation whether the provider withdrew the credential, and what to do if it didn't
 */
public record Disconnection(ConnectionId id, Revocation revocation) {
    /**
     * Checks the parts.
     *
     * @param id the connection that was
     * @param revocation whether the provider withdrew the credential
     */
    public Disconnection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(revocation, "revocation");
    }
}
