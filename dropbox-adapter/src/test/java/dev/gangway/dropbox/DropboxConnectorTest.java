package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.CredentialForm;
import dev.gangway.connector.InvalidFieldException;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.Kind;
import dev.gangway.credential.Secret;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.Pkce;
import dev.gangway.oauth.State;
import dev.gangway.result.Text;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropboxConnectorTest {

    private static final Secret SECRET = Secret.of("test-app-t0ps3cret");
    private static final DropboxConnector CONNECTOR = DropboxConnector.forApp("test-app-key", SECRET);

    private static final DropboxConnector WITH_ALL = CONNECTOR
            .readingLegalHolds()
            .readingStorage()
            .managingSharing()
            .managingTeamSpaces()
            .actingAsUsers();

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
    void eachScopeIsNamedOnceForACapabilityAndEachCapabilityHasOne() {
        List<ScopeSpec> scopes = WITH_ALL.spec().scopes();

        assertThat(scopes).extracting(it -> it.name() + " " + it.capability()).doesNotHaveDuplicates();
        assertThat(scopes).extracting(ScopeSpec::capability).containsOnly(Capability.values());
    }

    @Test
    void eachScopeAndEachFieldIsExplainedInBothLanguages() {
        ConnectorSpec spec = WITH_ALL.spec();
        List<Text> texts = new ArrayList<>();
        spec.scopes().forEach(it -> texts.add(it.purpose()));
        spec.forms().forEach(form -> {
            texts.addAll(List.of(form.label(), form.help()));
            form.fields().forEach(it -> texts.addAll(List.of(it.label(), it.help(), it.shape())));
        });

        assertThat(spec.oauth().orElseThrow().scopes())
                .hasSameElementsAs(spec.scopes().stream().map(ScopeSpec::name).toList());
        assertThat(texts).hasSize(41).allSatisfy(it -> assertThat(it.fr()).isNotEqualTo(it.en()));
        assertThat(spec.scopes()).extracting(ScopeSpec::purpose).doesNotHaveDuplicates();
    }

    @Test
    void whatIsSecretIsTypedUnseenAndFitsItsPattern() {
        CredentialForm consent = CONNECTOR.spec().form(Kind.OAUTH);
        CredentialForm token = CONNECTOR.spec().form(Kind.BEARER_TOKEN);

        assertThat(consent.field("refreshToken").secret()).isTrue();
        assertThat(token.field("token").secret()).isTrue();
        assertThat(CONNECTOR.spec().credential(Kind.BEARER_TOKEN, Map.of("token", "sl.u.t0ps3cret")))
                .isEqualTo(Credential.bearer(Secret.of("sl.u.t0ps3cret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sl.u.t0ps3cret-access-token", "t0ps3cret with spaces", "t0p"})
    void anAccessTokenIsNoRefreshTokenAndIsRefusedBeforeAnyRequest(String entered) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> CONNECTOR.spec().credential(Kind.OAUTH, Map.of("refreshToken", entered)))
                .satisfies(it -> {
                    assertThat(it.field()).isEqualTo("refreshToken");
                    assertThat(it.words().toString() + it.words().fr())
                            .doesNotContain(entered)
                            .contains("sl.");
                });
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
                .without(Capability.READ_SIGN_INS, Capability.READ_ACTIVITY, Capability.READ_SIGN_INS);

        assertThat(oauth(fewer).scopes())
                .containsExactlyInAnyOrder(
                        "team_info.read", "members.read", "groups.read", "team_data.governance.write");
        assertThat(fewer.spec().scopes())
                .extracting(ScopeSpec::capability)
                .containsExactlyInAnyOrder(
                        Capability.READ_TEAM,
                        Capability.READ_USERS,
                        Capability.READ_GROUPS,
                        Capability.READ_LEGAL_HOLDS);
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
    void storageIsReadOnDemandOnlyAndNeedsTwoScopes() {
        assertThat(oauth(CONNECTOR).scopes()).doesNotContain("team_data.member", "account_info.read");
        assertThat(oauth(CONNECTOR.readingStorage().readingLegalHolds().readOnly())
                        .scopes())
                .contains("team_data.member", "account_info.read", "team_data.governance.write");
        assertThat(oauth(CONNECTOR.readingStorage().without(Capability.READ_STORAGE))
                        .scopes())
                .doesNotContain("team_data.member", "account_info.read");
    }

    @Test
    void sharingIsManagedOnDemandOnlyAndReadWithoutTheScopesThatWrite() {
        assertThat(oauth(CONNECTOR).scopes()).doesNotContain("sharing.read", "sharing.write", "team_info.write");
        assertThat(oauth(CONNECTOR.managingSharing()).scopes())
                .contains("sharing.read", "sharing.write", "team_info.write", "team_data.member");
        assertThat(oauth(CONNECTOR.managingSharing().readOnly()).scopes())
                .contains("sharing.read", "team_data.member")
                .doesNotContain("sharing.write", "team_info.write");
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
