package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a token endpoint answered, sorted by what it means for the connection. Only {@link Revoked} says that the grant is gone; whatever
 * isn't understood is {@link Transient}, because a connection is never given up on a guess. Immutable; printing it shows no token.
 */
public sealed interface TokenAnswer {

    /**
     * Handles all four shapes.
     *
     * @param <R> what comes of it
     * @param granted for new tokens
     * @param revoked for a grant that is gone
     * @param misconfigured for an app that isn't accepted
     * @param passing for trouble that passes
     * @return what the function gave
     */
    default <R> R match(
            Function<Granted, R> granted,
            Function<Revoked, R> revoked,
            Function<Misconfigured, R> misconfigured,
            Function<Transient, R> passing) {
        if (this instanceof Granted it) {
            return granted.apply(it);
        }
        if (this instanceof Revoked it) {
            return revoked.apply(it);
        }
        if (this instanceof Misconfigured it) {
            return misconfigured.apply(it);
        }
        return passing.apply((Transient) this);
    }

    /**
     * Here are tokens.
     *
     * @param tokens the tokens; with the old refresh token if the provider sent no new one
     */
    record Granted(OAuthTokens tokens) implements TokenAnswer {
        /**
         * Checks that they are there.
         *
         * @param tokens the tokens
         */
        public Granted {
            Objects.requireNonNull(tokens, "tokens");
        }
    }

    /**
     * The code or refresh token is unknown, spent, expired or revoked ({@code invalid_grant}): a person has to consent again.
     *
     * @param requestId the provider's id of the request, if it sent one
     */
    record Revoked(Optional<String> requestId) implements TokenAnswer {
        /**
         * Checks the id.
         *
         * @param requestId the provider's id of the request
         */
        public Revoked {
            Objects.requireNonNull(requestId, "requestId");
        }
    }

    /**
     * The provider doesn't accept the app or its request. The grant may be in perfect order: this concerns all connections of the app.
     *
     * @param error the error code of RFC 6749 section 5.2, such as {@code invalid_client}
     * @param requestId the provider's id of the request, if it sent one
     */
    record Misconfigured(String error, Optional<String> requestId) implements TokenAnswer {
        /**
         * Checks the parts.
         *
         * @param error the error code
         * @param requestId the provider's id of the request
         */
        public Misconfigured {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(requestId, "requestId");
        }
    }

    /**
     * No answer, or one that says nothing about the grant. A refresh may be tried again later. A code may have been spent: ask for consent
     * again.
     *
     * @param what what happened and at which host, in a sentence without secrets
     * @param retryAfter how long the provider wants to be left alone, if it said so
     * @param requestId the provider's id of the request, if it sent one
     * @param cause the fault on the way, such as a host that isn't found or a certificate that isn't trusted; its messages hold no secret
     */
    record Transient(String what, Optional<Duration> retryAfter, Optional<String> requestId, Optional<Throwable> cause)
            implements TokenAnswer {
        /**
         * Checks the parts.
         *
         * @param what what happened
         * @param retryAfter how long the provider wants to be left alone
         * @param requestId the provider's id of the request
         * @param cause the fault on the way
         */
        public Transient {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(retryAfter, "retryAfter");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(cause, "cause");
        }
    }
}
