package dev.gangway.connection;

import java.util.Objects;

/**
 * Another connection of the same tenant has the name, however it is written. Nothing was stored or sent. Reconnect that one, or ask for
 * another name.
 */
public final class NameTakenException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Who has the name. */
    private final String takenBy;

    NameTakenException(TenantId tenant, String name, ConnectionId takenBy) {
        super("The name \"" + name + "\" is taken already, perhaps in another spelling, by connection " + takenBy
                + (tenant.equals(TenantId.DEFAULT) ? "" : " of tenant " + tenant)
                + "; reconnect that one, or choose another name.");
        this.takenBy = Objects.requireNonNull(takenBy, "takenBy").value();
    }

    /**
     * Who has the name.
     *
     * @return the connection, which may still be about to be made
     */
    public ConnectionId takenBy() {
        return new ConnectionId(takenBy);
    }
}
