package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Grants.AccessToken;
import dev.gangway.dropbox.simulator.Grants.Code;
import dev.gangway.dropbox.simulator.Grants.Grant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code POST /oauth2/token}: exchange of a code and refresh. Its errors have the form of RFC 6749, not the API's envelope, and all
 * have status 400; their texts were observed on the real service. Used with the world locked.
 */
final class TokenEndpoint {
    static final String ROUTE = "oauth2/token";

    private final World world;

    TokenEndpoint(World world) {
        this.world = world;
    }

    Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            return Answer.plain(405, "The token endpoint takes POST only.");
        }
        Map<String, String> form = request.allParameters();
        String grantType = form.getOrDefault("grant_type", "");
        return switch (grantType) {
            case "authorization_code" -> exchange(request, form);
            case "refresh_token" -> refresh(request, form);
            case "" -> error("invalid_request", "missing required field \"grant_type\"");
            default -> error("unsupported_grant_type", "grant_type \"" + grantType + "\" is not supported");
        };
    }

    private Answer exchange(Request request, Map<String, String> form) {
        String text = form.getOrDefault("code", "");
        if (text.isEmpty()) {
            return error("invalid_request", "missing required field \"code\"");
        }
        App.Credentials client = client(request, form);
        boolean pkce = client.secret().isEmpty() && form.containsKey("code_verifier");
        if (!isKnown(client, pkce)) {
            return invalidClient();
        }
        Optional<Code> code = world.grants().redeem(text, world.now());
        if (code.isEmpty()) {
            return error("invalid_grant", "code doesn't exist or has expired");
        }
        Code consent = code.get();
        if (!consent.redirectUri().equals(form.getOrDefault("redirect_uri", ""))) {
            return error("invalid_grant", "redirect_uri mismatch");
        }
        if (!proves(form.getOrDefault("code_verifier", ""), consent.challenge())) {
            return error("invalid_grant", "invalid code verifier");
        }
        return Answer.json(200, issue(consent, pkce));
    }

    private Struct issue(Code consent, boolean pkce) {
        Grant grant = world.grants().grant(consent.scopes(), consent.authorizedBy(), pkce);
        Struct body = tokens(world.grants().issueAccessToken(grant, consent.scopes(), world.now()));
        if (consent.offline()) {
            body.with("refresh_token", grant.refreshToken());
        }
        body.with("scope", String.join(" ", sorted(consent.scopes())));
        if (grant.isOfTeam()) {
            world.record(
                    EventType.APP_LINK_TEAM,
                    Actor.Person.of(consent.authorizedBy()),
                    Origin.WEB,
                    Optional.empty(),
                    Struct.of().with("app_info", world.app().actor().info()));
            return body.with("uid", "").with("team_id", world.team().id());
        }
        String accountId = consent.authorizedBy().accountId();
        return body.with("uid", Integer.toString(accountId.hashCode() & Integer.MAX_VALUE))
                .with("account_id", accountId);
    }

    private Answer refresh(Request request, Map<String, String> form) {
        String text = form.getOrDefault("refresh_token", "");
        if (text.isEmpty()) {
            return error("invalid_request", "missing required field \"refresh_token\"");
        }
        if (!Grants.looksLikeRefreshToken(text)) {
            return error("invalid_grant", "refresh token is malformed");
        }
        Optional<Grant> grant = world.grants().byRefreshToken(text);
        if (!isKnown(client(request, form), grant.map(Grant::isPkce).orElse(true))) {
            return invalidClient();
        }
        if (grant.isEmpty()) {
            return error("invalid_grant", "refresh token is invalid or revoked");
        }
        Set<String> scopes = Scopes.parse(form.getOrDefault("scope", ""));
        if (!grant.get().scopes().containsAll(scopes)) {
            return error("invalid_scope", "the scope exceeds what was granted");
        }
        Set<String> granted = scopes.isEmpty() ? grant.get().scopes() : scopes;
        Struct body = tokens(world.grants().issueAccessToken(grant.get(), granted, world.now()));
        return Answer.json(200, scopes.isEmpty() ? body : body.with("scope", String.join(" ", sorted(granted))));
    }

    private static Struct tokens(AccessToken token) {
        return Struct.of()
                .with("access_token", token.text())
                .with("token_type", "bearer")
                .with("expires_in", Grants.ACCESS_TOKEN_LIFE.toSeconds());
    }

    private static App.Credentials client(Request request, Map<String, String> form) {
        return App.basic(request.header("Authorization"))
                .orElseGet(() -> new App.Credentials(
                        form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
    }

    private boolean isKnown(App.Credentials client, boolean withoutSecret) {
        return client.match(world.app())
                || (withoutSecret
                        && client.secret().isEmpty()
                        && client.key().equals(world.app().key()));
    }

    private static boolean proves(String verifier, String challenge) {
        return challenge.isEmpty() ? verifier.isEmpty() : sha256(verifier).equals(challenge);
    }

    private static String sha256(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Set<String> sorted(Set<String> scopes) {
        return new TreeSet<>(scopes);
    }

    private static Answer error(String code, String description) {
        return Answer.json(400, Struct.of().with("error", code).with("error_description", description));
    }

    /** The explanation stands inside {@code error} [observed]. */
    private static Answer invalidClient() {
        return Answer.json(400, Struct.of().with("error", "invalid_client: Invalid client_id or client_secret"));
    }
}
