package dev.gangway.error;

import java.util.Optional;

/**
 * The provider answered something that Gangway can't understand: a fault of ours, or a change of theirs. Never retried. Report it with the
 * request id.
 */
public final class ProviderProtocolException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With the provider's request id.
     *
     * @param message what failed and what to do; no secret, no body
     * @param providerRequestId the provider's id of the request, if known
     */
    public ProviderProtocolException(String message, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
    }

    /**
     * With a cause.
     *
     * @param message what failed and what to do; no secret, no body
     * @param cause what led to it; its own message must hold no secret either
     */
    public ProviderProtocolException(String message, Throwable cause) {
        super(message, Optional.empty(), cause);
    }
}
