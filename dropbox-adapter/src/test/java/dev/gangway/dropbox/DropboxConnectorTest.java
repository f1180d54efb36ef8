package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Credential.Kind;
import dev.gangway.credential.Secret;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.Pkce;
import dev.gangway.oauth.State;
import java.net.URI;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DropboxConnectorTest {

    private static final Secret SECRET = Secret.of("test-app-t0ps3cret");
    private static final DropboxConnector CONNECTOR = DropboxConnector.forApp("test-app-key", SECRET);

    private static OAuthSpec oauth(DropboxConnector connector) {
        return connector.spec().oauth().orElseThrow();
    }

    @Test
    void itIsDescribedForCore() {
        ConnectorSpec spec = CONNECTOR.spec();

        assertThat(spec.id()).isEqualTo(DropboxConnector.ID).hasToString("dropbox");
        assertThat(spec.credentialKinds()).containsExactlyInAnyOrder(Kind.OAUTH, Kind.BEARER_TOKEN);
        assertThat(spec.hosts()).containsExactly("api.dropboxapi.com");
        assertThat(spec.requestIdHeader()).contains("X-Dropbox-Request-Id");
    }

    @Test
    void theConsentIsForOfflineAccessToNamedScopesOnly() {
        URI uri = oauth(CONNECTOR)
                .authorizationUri(URI.create("https://app.example.com/callback"), State.random(), Pkce.random());

        assertThat(uri)
                .hasScheme("https")
                .hasHost("www.dropbox.com")
                .hasPath("/oauth2/authorize")
                .hasParameter("token_access_type", "offline")
                .hasParameter("client_id", "test-app-key")
                .hasParameter("code_challenge_method", "S256");
        assertThat(uri.getQuery()).contains("members.delete").doesNotContain("team_data");
    }

    @Test
    void refreshTokensLast() {
        assertThat(oauth(CONNECTOR).rotating()).isFalse();
        assertThat(oauth(CONNECTOR).tokenEndpoint()).hasToString("https://api.dropboxapi.com/oauth2/token");
    }

    @Test
    void eachScopeServesOneCapability() {
        assertThat(CONNECTOR.spec().scopes())
                .extracting(ScopeSpec::capability)
                .containsExactlyInAnyOrder(Capability.values());
    }

    @Test
    void readOnlyAsksForNothingThatWrites() {
        assertThat(oauth(CONNECTOR.readOnly()).scopes())
                .containsExactlyInAnyOrder(
                        "team_info.read", "members.read", "groups.read", "sessions.list", "events.read");
        assertThat(CONNECTOR.readOnly().spec().scopes())
                .extracting(ScopeSpec::capability)
                .doesNotContain(Capability.CHANGE_USERS, Capability.REMOVE_USERS, Capability.CHANGE_GROUPS);
    }

    @Test
    void whatIsLeftOutIsNotAskedFor() {
        DropboxConnector fewer = CONNECTOR
                .without(Capability.READ_DEVICES)
                .readOnly()
                .readingLegalHolds()
                .without(Capability.READ_SIGN_INS, Capability.READ_SIGN_INS);

        assertThat(oauth(fewer).scopes())
                .containsExactlyInAnyOrder(
                        "team_info.read", "members.read", "groups.read", "team_data.governance.write");
        assertThat(fewer.spec().scopes())
                .extracting(ScopeSpec::capability)
                .containsExactlyInAnyOrder(Capability.READ_TEAM, Capability.READ_USERS, Capability.READ_GROUPS);
    }

    @Test
    void theTeamCanNotBeLeftOut() {
        assertThatThrownBy(() -> CONNECTOR.without(Capability.READ_TEAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("READ_TEAM")
                .hasMessageContaining("team_info.read");
    }

    @Test
    void itSaysWhereTheScopesAreTicked() {
        assertThat(CONNECTOR.appConsole()).contains("App Console", "Permissions");
    }

    @Test
    void legalHoldsAreReadOnDemandOnly() {
        assertThat(oauth(CONNECTOR.readingLegalHolds().readOnly()).scopes()).contains("team_data.governance.write");
    }

    @Test
    void aPublicAppHasNoSecret() {
        assertThat(oauth(DropboxConnector.forPublicApp("test-app-key")).clientSecret())
                .isEmpty();
        assertThat(oauth(CONNECTOR).clientSecret()).contains(SECRET);
    }

    @Test
    void aBlankKeyIsRefused() {
        assertThatThrownBy(() -> DropboxConnector.forPublicApp(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("App Console");
    }

    @Test
    void nothingMayBeNull() {
        assertNamed("appKey", () -> DropboxConnector.forPublicApp(null));
        assertNamed("appKey", () -> DropboxConnector.forApp(null, SECRET));
        assertNamed("appSecret", () -> DropboxConnector.forApp("test-app-key", null));
        assertNamed("capabilities", () -> CONNECTOR.without((Capability[]) null));
        assertNamed("capability", () -> CONNECTOR.without(Capability.READ_DEVICES, null));
        assertNamed("context", () -> CONNECTOR.open(null));
        assertNamed("unauthorized", () -> CONNECTOR.rejectsCredential(null));
    }

    private static void assertNamed(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @Test
    void itDoesNotPrintTheSecret() {
        assertThat(CONNECTOR.toString() + CONNECTOR.spec()).doesNotContain("test-app-t0ps3cret");
    }
}
