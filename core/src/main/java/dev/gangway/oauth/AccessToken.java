package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * An access token with its times, published as one. Immutable.
 *
 * @param stale from when on it should be renewed
 * @param spent from when on it must be
 */
record AccessToken(Secret secret, Instant stale, Instant spent, boolean renewable) {

    private static final Duration REFRESH_MARGIN = Duration.ofMinutes(5);
    private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(30);

    /** Of tokens that hold an access token; how long it lives is counted from now. */
    static AccessToken of(OAuthTokens tokens, Instant now) {
        Instant end = tokens.expiresAt().orElse(Instant.MAX);
        Duration life = tokens.expiresAt().isPresent() ? Duration.between(now, end) : Duration.ZERO;
        return new AccessToken(
                tokens.accessToken().orElseThrow(),
                end.minus(least(REFRESH_MARGIN, life.dividedBy(10))),
                end.minus(least(EXPIRY_MARGIN, life.dividedBy(20))),
                tokens.refreshToken().isPresent());
    }

    private static Duration least(Duration most, Duration share) {
        return share.isNegative() ? Duration.ZERO : share.compareTo(most) < 0 ? share : most;
    }

    String header() {
        return "Bearer " + secret.reveal();
    }
}
