package dev.gangway.connection;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A consent that was asked for. Send the admin's browser to the address; it comes back to your redirect address once. Immutable.
 *
 * @param connection the connection that comes of it, or gets another credential by it
 * @param uri the provider's page; give it only to the person who is to consent
 * @param expiresAt until when they may come back
 */
public record AuthorizationRequest(ConnectionId connection, URI uri, Instant expiresAt) {
    /**
     * Checks the parts.
     *
     * @param connection the connection
     * @param uri the provider's page
     * @param expiresAt until when they may come back
     */
    public AuthorizationRequest {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** Leaves the address's query out: it belongs to one person. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + ", until "
                + expiresAt + "]";
    }
}
