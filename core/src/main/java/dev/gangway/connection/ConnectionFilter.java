package dev.gangway.connection;

import dev.gangway.connector.ConnectorId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which connections to list. Immutable.
 *
 * @param tenant only this tenant's
 * @param connector only of this connector
 * @param states only in one of these states; empty for any
 */
public record ConnectionFilter(
        Optional<TenantId> tenant, Optional<ConnectorId> connector, Set<ConnectionState> states) {

    /** All of them. */
    public static final ConnectionFilter ALL = new ConnectionFilter(Optional.empty(), Optional.empty(), Set.of());

    /**
     * Checks and copies the parts.
     *
     * @param tenant only this tenant's
     * @param connector only of this connector
     * @param states only in one of these states
     */
    public ConnectionFilter {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(connector, "connector");
        states = Set.copyOf(states);
    }

    /**
     * Only one tenant's.
     *
     * @param only which tenant
     * @return a filter with it
     */
    public ConnectionFilter tenant(TenantId only) {
        return new ConnectionFilter(Optional.of(only), connector, states);
    }

    /**
     * Only of one connector.
     *
     * @param only which connector
     * @return a filter with it
     */
    public ConnectionFilter connector(ConnectorId only) {
        return new ConnectionFilter(tenant, Optional.of(only), states);
    }

    /**
     * Only in certain states.
     *
     * @param only one or more states
     * @return a filter with them
     */
    public ConnectionFilter state(ConnectionState... only) {
        Set<ConnectionState> some = EnumSet.noneOf(ConnectionState.class);
        some.addAll(Arrays.asList(only));
        return new ConnectionFilter(tenant, connector, some);
    }

    boolean takes(ConnectionInfo info) {
        return tenant.map(info.tenant()::equals).orElse(true)
                && connector.map(info.connector()::equals).orElse(true)
                && (states.isEmpty() || states.contains(info.state()));
    }
}
