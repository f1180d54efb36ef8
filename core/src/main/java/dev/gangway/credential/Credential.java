package dev.gangway.credential;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What opens a connection to a provider. Which kinds a connector takes, its spec says. Immutable; printing it shows no secret.
 */
public sealed interface Credential {

    /**
     * OAuth 2.0 tokens of which only the refresh token is at hand; the access token is fetched at first use.
     *
     * @param refreshToken the refresh token
     * @return the credential
     */
    static OAuthTokens refreshToken(Secret refreshToken) {
        return new OAuthTokens(
                Optional.empty(),
                Optional.empty(),
                Optional.of(refreshToken),
                Fact.unknown("the scopes were not told with the refresh token"));
    }

    /**
     * An access token that the host application got by its own means and renews itself.
     *
     * @param token the token
     * @return the credential
     */
    static BearerToken bearer(Secret token) {
        return new BearerToken(token);
    }

    /**
     * When this credential stops working for good, so that somebody can be told ahead.
     *
     * @return the time; empty if it has no end or that isn't known, and for OAuth tokens that can be renewed
     */
    Optional<Instant> endsAt();

    /** The kinds of credential, for a connector's spec. */
    enum Kind {
        /** {@link OAuthTokens}. */
        OAUTH,
        /** {@link BearerToken}. */
        BEARER_TOKEN,
        /** {@link ApiKey}. */
        API_KEY,
        /** {@link UserPassword}. */
        USER_PASSWORD
    }

    /**
     * Which kind this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Tokens of an OAuth 2.0 grant. At least one of the two tokens is there.
     *
     * @param accessToken the current access token, if any
     * @param expiresAt when the access token expires, if that is known
     * @param refreshToken what fetches a new access token, if the grant is for offline access
     * @param scopes the scopes granted, as far as the provider told
     */
    record OAuthTokens(
            Optional<Secret> accessToken,
            Optional<Instant> expiresAt,
            Optional<Secret> refreshToken,
            Fact<Set<String>> scopes)
            implements Credential {
        /**
         * Checks that a token is there.
         *
         * @param accessToken the current access token
         * @param expiresAt when it expires
         * @param refreshToken what fetches a new one
         * @param scopes the scopes granted
         * @throws IllegalArgumentException if both tokens are absent
         */
        public OAuthTokens {
            Objects.requireNonNull(expiresAt, "expiresAt");
            scopes = scopes.map(Set::copyOf);
            if (accessToken.isEmpty() && refreshToken.isEmpty()) {
                throw new IllegalArgumentException("OAuth tokens need an access token, a refresh token, or both.");
            }
        }

        @Override
        public Kind kind() {
            return Kind.OAUTH;
        }

        @Override
        public Optional<Instant> endsAt() {
            return refreshToken.isPresent() ? Optional.empty() : expiresAt;
        }
    }

    /**
     * A bare access token that nobody here can renew.
     *
     * @param token the token
     * @param endsAt when it expires, if that is known
     */
    record BearerToken(Secret token, Optional<Instant> endsAt) implements Credential {
        /**
         * Checks both.
         *
         * @param token the token
         * @param endsAt when it expires
         */
        public BearerToken {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(endsAt, "endsAt");
        }

        /**
         * One that isn't known to expire.
         *
         * @param token the token
         */
        public BearerToken(Secret token) {
            this(token, Optional.empty());
        }

        /**
         * A copy that expires.
         *
         * @param end when
         * @return the copy
         */
        public BearerToken endingAt(Instant end) {
            return new BearerToken(token, Optional.of(end));
        }

        @Override
        public Kind kind() {
            return Kind.BEARER_TOKEN;
        }
    }

    /**
     * A key that the provider's console issued.
     *
     * @param key the key
     * @param endsAt when it expires, if that is known
     */
    record ApiKey(Secret key, Optional<Instant> endsAt) implements Credential {
        /**
         * Checks both.
         *
         * @param key the key
         * @param endsAt when it expires
         */
        public ApiKey {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(endsAt, "endsAt");
        }

        /**
         * One that isn't known to expire.
         *
         * @param key the key
         */
        public ApiKey(Secret key) {
            this(key, Optional.empty());
        }

        /**
         * A copy that expires.
         *
         * @param end when
         * @return the copy
         */
        public ApiKey endingAt(Instant end) {
            return new ApiKey(key, Optional.of(end));
        }

        @Override
        public Kind kind() {
            return Kind.API_KEY;
        }
    }

    /**
     * A name and a password.
     *
     * @param user the name
     * @param password the password
     * @param endsAt when the password expires, if that is known
     */
    record UserPassword(String user, Secret password, Optional<Instant> endsAt) implements Credential {
        /**
         * Checks the parts.
         *
         * @param user the name
         * @param password the password
         * @param endsAt when the password expires
         * @throws IllegalArgumentException if the name is blank
         */
        public UserPassword {
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(endsAt, "endsAt");
            if (user.isBlank()) {
                throw new IllegalArgumentException("The user name can't be blank.");
            }
        }

        /**
         * A name and a password that isn't known to expire.
         *
         * @param user the name
         * @param password the password
         * @throws IllegalArgumentException if the name is blank
         */
        public UserPassword(String user, Secret password) {
            this(user, password, Optional.empty());
        }

        /**
         * A copy whose password expires.
         *
         * @param end when
         * @return the copy
         */
        public UserPassword endingAt(Instant end) {
            return new UserPassword(user, password, Optional.of(end));
        }

        @Override
        public Kind kind() {
            return Kind.USER_PASSWORD;
        }
    }
}
