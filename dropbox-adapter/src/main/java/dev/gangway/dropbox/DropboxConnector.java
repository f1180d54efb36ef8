package dev.gangway.dropbox;

import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.http.Reply;
import dev.gangway.oauth.ClientAuthentication;
import dev.gangway.oauth.OAuthSpec;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Connects Gangway to Dropbox teams. Register it with {@code Gangway.builder().connector(…)}. Immutable and thread-safe.
 *
 * <p>It takes OAuth tokens of an app that has team scopes, authorized by a team admin, and bare access tokens of such a grant. A short-lived
 * access token lasts four hours (observed 2025 and 2026); the consent is asked for with offline access, so core renews it.
 *
 * <p>{@code Connection.unwrap(com.dropbox.core.v2.DbxTeamClientV2.class)} gives the SDK's own client for routes that Gangway doesn't cover.
 * It calls through the same transport: the token is core's, only the host {@code api.dropboxapi.com} is reached, and trouble on the way
 * is one of core's exceptions, while answers of status 400, 401 for a missing scope, 403 and 409 are the SDK's. A route that this connector
 * doesn't call itself counts as one that writes: it is sent once, and a lost answer is
 * {@link dev.gangway.error.AnswerLostException}. The guards of this library do not stand before that client.
 */
public final class DropboxConnector implements Connector {

    /** Names this connector. */
    public static final ConnectorId ID = ConnectorId.of("dropbox");

    /** Documented: OAuth guide. */
    private static final URI AUTHORIZE = URI.create("https://www.dropbox.com/oauth2/authorize");

    private static final URI TOKEN = URI.create("https://" + Routes.HOST + "/oauth2/token");
    /** Observed on every answer, 2020 to 2025. */
    private static final String REQUEST_ID = "X-Dropbox-Request-Id";

    private final String appKey;
    private final Optional<Secret> appSecret;
    private final boolean readOnly;
    private final boolean readsLegalHolds;
    private final ConnectorSpec spec;

    private DropboxConnector(String appKey, Optional<Secret> appSecret, boolean readOnly, boolean readsLegalHolds) {
        if (appKey.isBlank()) {
            throw new IllegalArgumentException("The app key can't be blank; Dropbox's App Console shows it.");
        }
        this.appKey = appKey;
        this.appSecret = appSecret;
        this.readOnly = readOnly;
        this.readsLegalHolds = readsLegalHolds;
        this.spec = new ConnectorSpec(
                ID,
                "Dropbox",
                Set.of(Credential.Kind.OAUTH, Credential.Kind.BEARER_TOKEN),
                Optional.of(oauth()),
                Scopes.of(readOnly),
                Set.of(Routes.HOST),
                Optional.of(REQUEST_ID));
    }

    /**
     * For an app that keeps its secret on a server. PKCE is used all the same.
     *
     * @param appKey the app's key, from Dropbox's App Console
     * @param appSecret the app's secret
     * @return the connector, which asks for all scopes that it has a use for
     * @throws IllegalArgumentException if the key is blank
     */
    public static DropboxConnector forApp(String appKey, Secret appSecret) {
        return new DropboxConnector(appKey, Optional.of(appSecret), false, false);
    }

    /**
     * For an app that can't keep a secret: PKCE alone shows who it is.
     *
     * @param appKey the app's key, from Dropbox's App Console
     * @return the connector, which asks for all scopes that it has a use for
     * @throws IllegalArgumentException if the key is blank
     */
    public static DropboxConnector forPublicApp(String appKey) {
        return new DropboxConnector(appKey, Optional.empty(), false, false);
    }

    /**
     * A copy that asks for the reading scopes only and sends nothing that writes, whatever the credential allows: everything that would
     * change the team ends in {@link dev.gangway.error.UnsupportedCapabilityException}. Disconnecting still revokes the credential.
     *
     * @return the copy
     */
    public DropboxConnector readOnly() {
        return new DropboxConnector(appKey, appSecret, true, readsLegalHolds);
    }

    /**
     * A copy that also reads who is under legal hold, for the plan of an offboarding; without it, that is unknown. It needs the team's
     * data governance add-on and the scope {@code team_data.governance.write}, which Dropbox demands even for reading (specified).
     *
     * @return the copy
     */
    public DropboxConnector readingLegalHolds() {
        return new DropboxConnector(appKey, appSecret, readOnly, true);
    }

    private OAuthSpec oauth() {
        Stream<String> scopes = Scopes.of(readOnly).stream().map(ScopeSpec::name);
        Stream<String> more = readsLegalHolds ? Stream.of(Scopes.LEGAL_HOLDS) : Stream.empty();
        OAuthSpec oauth = OAuthSpec.of(AUTHORIZE, TOKEN, appKey)
                .withScopes(Stream.concat(scopes, more).collect(Collectors.toUnmodifiableSet()))
                .withAuthorizationParameter("token_access_type", "offline")
                .withLastingRefreshTokens();
        return appSecret
                .map(secret -> oauth.withSecret(secret, ClientAuthentication.BASIC))
                .orElse(oauth);
    }

    @Override
    public ConnectorSpec spec() {
        return spec;
    }

    @Override
    public Session open(ConnectorContext context) {
        Objects.requireNonNull(context, "context");
        return new DropboxSession(context.transport(), spec.scopes(), readOnly, readsLegalHolds);
    }

    /** Dropbox also says 401 for a missing scope and for suspended people; only two of its tags are about the token (specified). */
    @Override
    public boolean rejectsCredential(Reply unauthorized) {
        return Faults.rejectsCredential(unauthorized);
    }

    /** The app's key. */
    @Override
    public String toString() {
        return "DropboxConnector[" + appKey + "]";
    }
}
