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
    }

    /**
     * A bare access token that nobody here can renew.
     *
     * @param token the token
     */
    record BearerToken(Secret token) implements Credential {
        /**
         * Checks the token.
         *
         * @param token the token
         */
        public BearerToken {
            Objects.requireNonNull(token, "token");
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
     */
    record ApiKey(Secret key) implements Credential {
        /**
         * Checks the key.
         *
         * @param key the key
         */
        public ApiKey {
            Objects.requireNonNull(key, "key");
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
     */
    record UserPassword(String user, Secret password) implements Credential {
        /**
         * Checks both.
         *
         * @param user the name
         * @param password the password
         * @throws IllegalArgumentException if the name is blank
         */
        public UserPassword {
            Objects.requireNonNull(password, "password");
            if (user.isBlank()) {
                throw new IllegalArgumentException("The user name can't be blank.");
            }
        }

        @Override
        public Kind kind() {
            return Kind.USER_PASSWORD;
        }
    }
}
