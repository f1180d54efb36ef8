package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grants, their codes and tokens. Access tokens live for four hours [observed] and several of a grant are valid at a time; refresh
 * tokens don't rotate. All contain "t0ps3cret", so that whoever looks for leaks finds them. Guarded by the world's lock.
 */
final class Grants {
    static final Duration ACCESS_TOKEN_LIFE = Duration.ofHours(4);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final String ACCESS_PREFIX = "sl.u.simulated-t0ps3cret-";
    private static final String REFRESH_PREFIX = "simulated-t0ps3cret-refresh-";

    private final Ids ids;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, AccessToken> accessTokens = new HashMap<>();
    private final Map<String, Grant> byRefreshToken = new HashMap<>();
    private long changes;

    Grants(Ids ids) {
        this.ids = ids;
    }

    /** A new grant, whose refresh token is good at once. */
    Grant grant(Set<String> scopes, Member authorizedBy, boolean pkce) {
        changes++;
        Grant grant = new Grant(ids.opaque(REFRESH_PREFIX, 48), Set.copyOf(scopes), authorizedBy, pkce);
        byRefreshToken.put(grant.refreshToken, grant);
        return grant;
    }

    String issueCode(Code code) {
        changes++;
        String text = ids.opaque("simulated-t0ps3cret-code-", 30);
        codes.put(text, code);
        return text;
    }

    /** The code's consent, if the code exists and is young enough; it is used up by asking. */
    Optional<Code> redeem(String text, Instant now) {
        return Optional.ofNullable(codes.remove(text))
                .filter(code -> now.isBefore(code.issued().plus(CODE_LIFE)));
    }

    /** A new access token, about as long as real ones are. */
    AccessToken issueAccessToken(Grant grant, Set<String> scopes, Instant now) {
        changes++;
        AccessToken token = new AccessToken(
                ids.opaque(ACCESS_PREFIX, 1_000), grant, Set.copyOf(scopes), now.plus(ACCESS_TOKEN_LIFE));
        accessTokens.put(token.text, token);
        return token;
    }

    Optional<AccessToken> accessToken(String text) {
        return Optional.ofNullable(accessTokens.get(text));
    }

    Optional<Grant> byRefreshToken(String text) {
        return Optional.ofNullable(byRefreshToken.get(text)).filter(grant -> !grant.revoked);
    }

    void revoke(Grant grant) {
        changes++;
        grant.revoked = true;
    }

    /** Revokes what this member has consented to; false if there was nothing left. */
    boolean revokeAllOf(Member member) {
        List<Grant> alive = byRefreshToken.values().stream()
                .filter(grant -> grant.authorizedBy == member && !grant.revoked)
                .toList();
        alive.forEach(this::revoke);
        return !alive.isEmpty();
    }

    void revokeAll() {
        byRefreshToken.values().forEach(this::revoke);
    }

    /** Counts everything that was issued or revoked. */
    long changes() {
        return changes;
    }

    static boolean looksLikeAccessToken(String text) {
        return text.startsWith("sl.") && text.matches("[A-Za-z0-9._-]{20,}");
    }

    static boolean looksLikeRefreshToken(String text) {
        return text.startsWith(REFRESH_PREFIX);
    }

    /** What an admin or user consented to. */
    static final class Grant {
        private final String refreshToken;
        private final Set<String> scopes;
        private final Member authorizedBy;
        private final boolean pkce;
        private boolean revoked;

        private Grant(String refreshToken, Set<String> scopes, Member authorizedBy, boolean pkce) {
            this.refreshToken = refreshToken;
            this.scopes = scopes;
            this.authorizedBy = authorizedBy;
            this.pkce = pkce;
        }

        String refreshToken() {
            return refreshToken;
        }

        Set<String> scopes() {
            return scopes;
        }

        Member authorizedBy() {
            return authorizedBy;
        }

        /** Whether the client proved itself by PKCE, so that it may refresh without the secret. */
        boolean isPkce() {
            return pkce;
        }

        boolean isOfTeam() {
            return Scopes.anyOfTeam(scopes);
        }
    }

    /** One access token. */
    static final class AccessToken {
        private final String text;
        private final Grant grant;
        private final Set<String> scopes;
        private Instant expires;

        private AccessToken(String text, Grant grant, Set<String> scopes, Instant expires) {
            this.text = text;
            this.grant = grant;
            this.scopes = scopes;
            this.expires = expires;
        }

        String text() {
            return text;
        }

        Grant grant() {
            return grant;
        }

        Set<String> scopes() {
            return scopes;
        }

        boolean isRevoked() {
            return grant.revoked;
        }

        boolean isExpired(Instant now) {
            return !now.isBefore(expires);
        }

        void expire(Instant now) {
            expires = now;
        }
    }

    /** An authorization code's consent; redirect URI and challenge are empty if none was given. */
    record Code(
            Set<String> scopes,
            Member authorizedBy,
            String redirectUri,
            String challenge,
            boolean offline,
            Instant issued) {}
}
