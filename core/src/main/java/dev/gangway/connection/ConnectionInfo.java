package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.ConnectorId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is known of a connection; it holds no secret. Immutable.
 *
 * @param id names it
 * @param name the name that the application gave it
 * @param connector which connector it uses
 * @param account whose it is
 * @param capabilities what it is good for, and how that is known
 * @param state whether it works, as last found
 * @param connectedAt since when it exists
 * @param checkedAt when it was last checked by real calls
 */
public record ConnectionInfo(
        ConnectionId id,
        String name,
        ConnectorId connector,
        Account account,
        List<CapabilityCheck> capabilities,
        ConnectionState state,
        Instant connectedAt,
        Instant checkedAt) {
    /**
     * Checks and copies the parts.
     *
     * @param id names it
     * @param name the application's name for it
     * @param connector which connector
     * @param account whose it is
     * @param capabilities what it is good for
     * @param state whether it works
     * @param connectedAt since when it exists
     * @param checkedAt when it was last checked
     */
    public ConnectionInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(account, "account");
        capabilities = List.copyOf(capabilities);
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(connectedAt, "connectedAt");
        Objects.requireNonNull(checkedAt, "checkedAt");
    }

    /**
     * What the connection surely can't do.
     *
     * @return the checks of capabilities that are missing
     */
    public List<CapabilityCheck> missing() {
        return capabilities.stream()
                .filter(it -> it.proof() == CapabilityCheck.Proof.MISSING)
                .toList();
    }
}
