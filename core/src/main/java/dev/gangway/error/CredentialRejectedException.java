package dev.gangway.error;

import java.util.Optional;

/**
 * The provider no longer accepts the connection's credential, and no refresh mends it: it was revoked, or has expired for good. A person
 * has to connect again. Nothing was changed by the call.
 */
public final class CredentialRejectedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With the provider's request id.
     *
     * @param message what failed and what to do; no secret, no body
     * @param providerRequestId the provider's id of the request, if known
     */
    public CredentialRejectedException(String message, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
    }

    /**
     * With a cause.
     *
     * @param message what failed and what to do; no secret, no body
     * @param cause what led to it; its own message must hold no secret either
     */
    public CredentialRejectedException(String message, Throwable cause) {
        super(message, Optional.empty(), cause);
    }
}
