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
        return new ConnectionFilter(Optional.of(Objects.requireNonNull(only, "only")), connector, states);
    }

    /**
     * Only of one connector.
     *
     * @param only which connector
     * @return a filter with it
     */
    public ConnectionFilter connector(ConnectorId only) {
        return new ConnectionFilter(tenant, Optional.of(Objects.requireNonNull(only, "only")), states);
    }

    /**
     * Only in certain states.
     *
     * @param only one or more states
     * @return a filter with them
     * @throws IllegalArgumentException if none is named: that would not be none, but all
     */
    public ConnectionFilter state(ConnectionState... only) {
        if (Objects.requireNonNull(only, "only").length == 0) {
            throw new IllegalArgumentException("Name one state or more; a filter that isn't told any takes all.");
        }
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
