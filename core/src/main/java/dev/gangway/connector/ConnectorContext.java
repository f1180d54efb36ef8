package dev.gangway.connector;

import dev.gangway.http.Authorization;
import dev.gangway.http.Time;
import dev.gangway.http.Transport;
import java.util.Objects;

/**
 * What core hands to a connector that opens a session. Immutable.
 *
 * @param transport the only way to the provider: it authorizes each request with the connection's credential, renews it, waits, keeps
 *     deadlines, and knows what was sent
 * @param authorization the connection's current credential, for a connector that doesn't go through the transport; never store or log it
 * @param time all "now" and all waiting
 */
public record ConnectorContext(Transport transport, Authorization authorization, Time time) {
    /**
     * Checks the parts.
     *
     * @param transport the way to the provider
     * @param authorization the connection's current credential
     * @param time all "now" and all waiting
     */
    public ConnectorContext {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(time, "time");
    }
}
