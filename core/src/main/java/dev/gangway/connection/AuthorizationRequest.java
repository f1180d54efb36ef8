package dev.gangway.connection;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A consent that was asked for. Send the admin's browser to the address; it comes back to your redirect address once. Immutable.
 *
 * @param uri the provider's page; give it only to the person who is to consent
 * @param expiresAt until when they may come back
 */
public record AuthorizationRequest(URI uri, Instant expiresAt) {
    /**
     * Checks the parts.
     *
     * @param uri the provider's page
     * @param expiresAt until when they may come back
     */
    public AuthorizationRequest {
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
