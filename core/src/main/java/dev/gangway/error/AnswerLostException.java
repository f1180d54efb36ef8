package dev.gangway.error;

import java.util.Optional;

/**
 * A request that changes something was sent, and its answer never came, or came in pieces: it may or may not have taken effect. The
 * transport throws it by itself; a connector lets it pass, and core settles the question by reading. Applications see
 * {@code Outcome.Unsettled} instead.
 */
public final class AnswerLostException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With the provider's request id.
     *
     * @param message what failed and what to do; no secret, no body
     * @param providerRequestId the provider's id of the request, if known
     */
    public AnswerLostException(String message, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
    }

    /**
     * With a cause.
     *
     * @param message what failed and what to do; no secret, no body
     * @param cause what led to it; its own message must hold no secret either
     */
    public AnswerLostException(String message, Throwable cause) {
        super(message, Optional.empty(), cause);
    }
}
