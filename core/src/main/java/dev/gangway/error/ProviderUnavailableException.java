package dev.gangway.error;

import java.util.Optional;

/**
 * The provider could not be reached, or failed on its side, and the request had no effect: it only reads, or it was never sent. Try again
 * later; Gangway has used up its own attempts.
 */
public final class ProviderUnavailableException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With the provider's request id.
     *
     * @param message what failed and what to do; no secret, no body
     * @param providerRequestId the provider's id of the request, if known
     */
    public ProviderUnavailableException(String message, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
    }

    /**
     * With a cause.
     *
     * @param message what failed and what to do; no secret, no body
     * @param cause what led to it; its own message must hold no secret either
     */
    public ProviderUnavailableException(String message, Throwable cause) {
        super(message, Optional.empty(), cause);
    }
}
