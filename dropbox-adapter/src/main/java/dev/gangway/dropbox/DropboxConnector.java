package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Secret;
import dev.gangway.error.Diagnosis;
import dev.gangway.http.Reply;
import dev.gangway.oauth.ClientAuthentication;
import dev.gangway.oauth.OAuthSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Connects Gangway to Dropbox teams. Register it with {@code Gangway.builder().connector(…)}. Immutable and thread-safe.
 *
 * <p>It takes OAuth tokens of an app that has team scopes, authorized by a team admin, and bare access tokens of such a grant. A short-lived
 * access token lasts four hours (observed 2025 and 2026); the consent is asked for with offline access, so core renews it.
 *
 * <p>{@code Connection.unwrap(com.dropbox.core.v2.DbxTeamClientV2.class)} gives the SDK's own client for routes that Gangway doesn't cover.
 * It calls through the same transport: the token is core's, only the host {@code api.dropboxapi.com} is reached, and trouble on the way
 * is one of core's exceptions, while answers of status 400, 401 for a missing scope, 403 and 409 are the SDK's, unless they repeat the
 * credential. A route that this connector doesn't call itself counts as one that writes: it is sent once, and a lost answer is
 * {@link dev.gangway.error.AnswerLostException}. The guards of this library do not stand before that client.
 */
public final class DropboxConnector implements Connector {

    /** Names this connector. */
    public static final ConnectorId ID = ConnectorId.of("dropbox");

    static final String CONSOLE =
            "Dropbox's App Console, https://www.dropbox.com/developers/apps (the scopes are on the tab Permissions)";

    /** Documented: OAuth guide. */
    private static final URI AUTHORIZE = URI.create("https://www.dropbox.com/oauth2/authorize");

    private static final URI TOKEN = URI.create("https://" + Routes.HOST + "/oauth2/token");
    /** Observed on every answer, 2020 to 2025. */
    private static final String REQUEST_ID = "X-Dropbox-Request-Id";

    private final String appKey;
    private final Optional<Secret> appSecret;
    private final Scopes scopes;
    private final ConnectorSpec spec;

    private DropboxConnector(String appKey, Optional<Secret> appSecret, Scopes scopes) {
        if (Objects.requireNonNull(appKey, "appKey").isBlank()) {
            throw new IllegalArgumentException("The app key can't be blank; Dropbox's App Console shows it.");
        }
        this.appKey = appKey;
        this.appSecret = appSecret;
        this.scopes = scopes;
        this.spec = new ConnectorSpec(
                ID,
                "Dropbox",
                Forms.ALL,
                Optional.of(oauth()),
                scopes.asked(),
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
        return new DropboxConnector(appKey, Optional.of(Objects.requireNonNull(appSecret, "appSecret")), Scopes.ALL);
    }

    /**
     * For an app that can't keep a secret: PKCE alone shows who it is.
     *
     * @param appKey the app's key, from Dropbox's App Console
     * @return the connector, which asks for all scopes that it has a use for
     * @throws IllegalArgumentException if the key is blank
     */
    public static DropboxConnector forPublicApp(String appKey) {
        return new DropboxConnector(appKey, Optional.empty(), Scopes.ALL);
    }

    /**
     * A copy that asks for the reading scopes only and sends nothing that writes, whatever the credential allows: everything that would
     * change the team ends in {@link dev.gangway.error.UnsupportedCapabilityException}. Disconnecting still revokes the credential.
     *
     * @return the copy
     */
    public DropboxConnector readOnly() {
        return new DropboxConnector(appKey, appSecret, scopes.onlyReading());
    }

    /**
     * A copy that doesn't ask for the scopes of some capabilities: for an app that doesn't have them ticked, or that shall not hold them. It
     * doesn't use them either, whatever the credential allows: what needs one of them is not sent and ends in
     * {@link dev.gangway.error.PermissionMissingException}, which names the scope. Plans and reports show what they then can't read as
     * unknown, and a connection's capabilities show it as missing.
     *
     * <p>Almost everything needs {@link Capability#READ_USERS}: without it, little more than the license totals is left.
     *
     * @param capabilities what to leave out, besides what was left out before
     * @return the copy
     * @throws IllegalArgumentException if {@link Capability#READ_TEAM} is among them; nothing works without it
     */
    public DropboxConnector without(Capability... capabilities) {
        for (Capability capability : Objects.requireNonNull(capabilities, "capabilities")) {
            Objects.requireNonNull(capability, "capability");
        }
        return new DropboxConnector(appKey, appSecret, scopes.without(List.of(capabilities)));
    }

    /**
     * A copy that also reads who is under legal hold, for the plan of an offboarding; without it, that is unknown. It needs the team's
     * data governance add-on and the scope {@code team_data.governance.write}, which Dropbox demands even for reading (specified).
     *
     * @return the copy
     */
    public DropboxConnector readingLegalHolds() {
        return new DropboxConnector(appKey, appSecret, scopes.with(Capability.READ_LEGAL_HOLDS));
    }

    /**
     * A copy that also reads how much people store, for reports that ask for it and for the plan of an offboarding; without it, that is
     * unknown. Dropbox tells it of a single account only, so it is asked in each person's name (specified), which needs the scopes
     * {@code team_data.member} and {@code account_info.read}. Tick both in the App Console first. With them a credential could read more
     * than that of members' accounts; this connector doesn't.
     *
     * @return the copy
     */
    public DropboxConnector readingStorage() {
        return new DropboxConnector(appKey, appSecret, scopes.with(Capability.READ_STORAGE));
    }

    /**
     * A copy that also manages team folders, for {@code connection.teamFolders()}; without it, that sends nothing. It needs the scopes
     * {@code team_data.content.read} and {@code team_data.content.write}; with {@link #readOnly} or
     * {@code without(Capability.CHANGE_TEAM_FOLDERS)}, the first only. A team that has a team space with one root for
     * everybody needs {@link #managingTeamSpaces} (specified); without it {@code objection()} says so and what an admin can do.
     *
     * @return the copy
     */
    public DropboxConnector managingTeamFolders() {
        return new DropboxConnector(
                appKey, appSecret, scopes.with(Capability.READ_TEAM_FOLDERS).with(Capability.CHANGE_TEAM_FOLDERS));
    }

    /**
     * A copy that also manages sharing, for {@code connection.sharingControls()}: who is on the allow list, and the policies of shared folders.
     * Without it, the team's own rules and the allow list are read all the same, and everything else sends nothing. It needs the scopes
     * {@code sharing.read}, {@code team_data.member}, {@code sharing.write} and {@code team_info.write}; with {@link #readOnly} or
     * {@code without(Capability.CHANGE_SHARING)}, the first two only. Tick them in the App Console first. Folders are read and changed in the
     * name of the admin who consented (specified); a folder of a person may be another's to change.
     *
     * @return the copy
     */
    public DropboxConnector managingSharing() {
        return new DropboxConnector(
                appKey, appSecret, scopes.with(Capability.READ_SHARING).with(Capability.CHANGE_SHARING));
    }

    /**
     * A copy that also acts as users, for {@code connection.actAs(who)}; without it, that sends nothing. It needs the scopes
     * {@code files.metadata.read}, {@code sharing.read}, {@code account_info.read} and {@code team_data.member}, which Dropbox demands of
     * everything that is asked in a person's name (specified). Only what reads is sent in anybody's name, and no file's content is read.
     *
     * @return the copy
     */
    public DropboxConnector actingAsUsers() {
        return new DropboxConnector(appKey, appSecret, scopes.with(Capability.ACT_AS_USERS));
    }

    /**
     * A copy that also manages the folders of a team space that has one root for everybody, for {@code connection.teamFolders()}. Dropbox
     * has no route of its own for that: the admin who consented acts in the root of the team space. It includes {@link #managingTeamFolders}
     * and needs the scopes {@code sharing.write}, to create a folder, {@code files.content.write}, to rename one,
     * {@code files.metadata.read} and {@code team_data.member}. With these scopes a credential could change what people have; this connector
     * doesn't. Archiving and sync settings are refused there; Dropbox's console has them.
     *
     * @return the copy
     */
    public DropboxConnector managingTeamSpaces() {
        return new DropboxConnector(
                appKey, appSecret, managingTeamFolders().scopes.with(Capability.CHANGE_TEAM_SPACE));
    }

    private OAuthSpec oauth() {
        OAuthSpec oauth = OAuthSpec.of(AUTHORIZE, TOKEN, appKey)
                .withScopes(scopes.names())
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
        return new DropboxSession(context.transport(), scopes);
    }

    /** Dropbox also says 401 for a missing scope and for suspended people; only two of its tags are about the token (specified). */
    @Override
    public boolean rejectsCredential(Reply unauthorized) {
        return Faults.rejectsCredential(Objects.requireNonNull(unauthorized, "unauthorized"));
    }

    /** Dropbox tells an expired token from a revoked one. */
    @Override
    public Optional<Diagnosis> rejection(Reply unauthorized) {
        return Diagnoses.rejection(Objects.requireNonNull(unauthorized, "unauthorized"));
    }

    @Override
    public Optional<Duration> waitInBody(Reply limited) {
        return Faults.waitInBody(limited);
    }

    /** A revocation ends the refresh token that it is asked with, and its access tokens, and no other one (specified: auth/token/revoke). */
    @Override
    public boolean revokesOnlyThatGrant() {
        return true;
    }

    /** Documented: OAuth guide. Dropbox's own messages name the tab for the scopes (observed 2024). */
    @Override
    public String appConsole() {
        return CONSOLE;
    }

    /** The app's key. */
    @Override
    public String toString() {
        return "DropboxConnector[" + appKey + "]";
    }
}
