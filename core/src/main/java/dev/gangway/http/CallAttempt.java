package dev.gangway.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt of a call. It holds no address, header or body, so it is fit for metrics and logs. Immutable.
 *
 * @param route the request's name, such as {@code members/list}: one of few, fit for a metric's tag
 * @param effect whether the request reads or writes
 * @param result what came of it
 * @param status the answer's status; empty if none arrived
 * @param attempt which attempt of its call, from 1
 * @param took from connecting to the last byte of the answer, or to the fault
 * @param waited how long the call paused before this attempt, since the one before or since it began
 * @param requestId the provider's id of the request, if it sent one
 */
public record CallAttempt(
        String route,
        Effect effect,
        Result result,
        OptionalInt status,
        int attempt,
        Duration took,
        Duration waited,
        Optional<String> requestId) {

    /**
     * Checks that all parts are there.
     *
     * @param route the request's name
     * @param effect whether it reads or writes
     * @param result what came of it
     * @param status the answer's status
     * @param attempt which attempt of its call
     * @param took how long it took
     * @param waited how long the call paused before
     * @param requestId the provider's id of the request
     * @throws IllegalArgumentException if the attempt is less than 1
     */
    public CallAttempt {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(requestId, "requestId");
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempts are counted from 1.");
        }
    }

    /** What came of an attempt. */
    public enum Result {
        /** The provider answered, be it yes or no. */
        ANSWERED,
        /** The provider rejected the token (401); the call may go on with another. */
        CREDENTIAL_REJECTED,
        /** The provider said "slow down" (429). */
        RATE_LIMITED,
        /** The provider, or something before it, answered with trouble of its own: 408, 5xx, or a redirect. */
        PROVIDER_FAILED,
        /** Nothing was sent: the provider couldn't be reached. */
        NOT_SENT,
        /** The request may have been sent, and no complete answer came. */
        ANSWER_LOST,
        /** The answer is larger than the limit. */
        ANSWER_TOO_LARGE,
        /** Something of the application or the connector threw an exception: an interceptor, or the reader of the answer. */
        THREW
    }
}
