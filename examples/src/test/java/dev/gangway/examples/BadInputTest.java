package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.ConnectorId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.leakwatch.LeakWatch;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear error in words; nothing is stored, nothing is sent. */
class BadInputTest {

    private static final URI CALLBACK = URI.create("http://localhost:8080/callback");

    private final DropboxSimulator simulator = DropboxSimulator.builder()
            .team(TeamSetup.small())
            .redirectUri(CALLBACK)
            .start();
    private final InMemoryStore store = new InMemoryStore();
    private final Gangway gangway = Gangway.builder()
            .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
            .httpClient(simulator.httpClient())
            .store(store, Keyring.random())
            .build();

    @AfterEach
    void close() {
        gangway.close();
        simulator.close();
        for (String key : store.list("")) {
            LeakWatch.examine("stored", new String(store.get(key).orElseThrow().data(), StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Connecting {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:8080/callback",
                    "http://localhost:8080/callback?code=t0ps3cret&error=b&state=t0ps3cret",
                    "http://localhost:8080/callback?code=t0ps3cret&code=t0ps3cret2&state=t0ps3cret",
                    "http://localhost:8080/callback?code=t0ps3cret",
                })
        void aMalformedCallbackIsSaidSo(String callback) {
            assertThatThrownBy(() -> gangway.connections().finishAuthorization(URI.create(callback)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tart the connection again");
            assertNothingHappened();
        }

        @Test
        void aStateThatWasNotGivenOutIsRefused() {
            assertThatThrownBy(() -> gangway.connections()
                            .finishAuthorization(URI.create(CALLBACK + "?code=a-t0ps3cret&state=a-forged-t0ps3cret")))
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.CONSENT_EXPIRED))
                    .hasMessageContaining("not asked for here")
                    .hasMessageNotContaining("a-t0ps3cret");
            assertNothingHappened();
        }

        @Test
        void aCallbackIsGoodOnce() {
            URI callback = simulator.approve(begin());
            ConnectionId first =
                    gangway.connections().finishAuthorization(callback).id();

            assertThatThrownBy(() -> gangway.connections().finishAuthorization(callback))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("used already");
            assertThat(gangway.connections().list()).extracting(it -> it.id()).containsExactly(first);
            assertThat(simulator.calls("oauth2/token")).hasSize(1);
        }

        @Test
        void aCallbackToAnotherAddressIsRefusedAndUsedUp() {
            URI callback = simulator.approve(begin());
            URI elsewhere = URI.create(callback.toString().replace("localhost:8080", "localhost:9090"));

            assertThatThrownBy(() -> gangway.connections().finishAuthorization(elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another address");
            assertNothingHappened();
        }

        @Test
        void anAdminWhoPressesDenyIsSaidSo() {
            assertThatThrownBy(() -> gangway.connections().finishAuthorization(simulator.deny(begin())))
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.CONSENT_DENIED));
            assertNothingHappened();
        }

        @Test
        void anAbandonedConsentLeavesNothingButItself() {
            begin();

            assertThat(store.list("")).hasSize(1).allMatch(key -> key.startsWith("authorization/"));
            String stored =
                    new String(store.get(store.list("").get(0)).orElseThrow().data(), StandardCharsets.UTF_8);
            assertThat(stored).doesNotContain("code_challenge").contains("\"verifier\":\"v1.");
        }

        @Test
        void aWrongTokenStoresNothing() {
            assertThatThrownBy(() -> gangway.connections()
                            .connect(DropboxConnector.ID, "x", Credential.refreshToken(Secret.of("no-such-t0ps3cret"))))
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.CREDENTIAL_REJECTED))
                    .hasMessageNotContaining("no-such-t0ps3cret");
            assertThat(store.list("")).isEmpty();
        }

        @Test
        void aConnectorThatIsNotThereIsSaidSo() {
            assertThatThrownBy(() -> gangway.connections().beginAuthorization(ConnectorId.of("acme"), "x", CALLBACK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("acme")
                    .hasMessageContaining("dropbox");
        }

        @Test
        void aKindOfCredentialThatTheConnectorDoesNotTakeIsSaidSo() {
            assertThatThrownBy(() -> gangway.connections()
                            .connect(
                                    DropboxConnector.ID,
                                    "x",
                                    new Credential.UserPassword("ana", Secret.of("a-t0ps3cret"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("USER_PASSWORD")
                    .hasMessageNotContaining("a-t0ps3cret");
            assertNothingHappened();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://example.com/callback",
                    "ftp://example.com/",
                    "https://example.com/#fragment",
                    "callback"
                })
        void aRedirectAddressThatCouldLeakTheCodeIsRefused(String address) {
            assertThatThrownBy(() ->
                            gangway.connections().beginAuthorization(DropboxConnector.ID, "x", URI.create(address)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertNothingHappened();
        }
    }

    @Nested
    class People {

        private final Connection team = gangway.connection(gangway.connections()
                .connect(DropboxConnector.ID, "x", Credential.refreshToken(Secret.of(simulator.refreshToken())))
                .id());

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "ana",
                    "ana@",
                    "@example.com",
                    "ana example@example.com",
                    "ana@example",
                    "a@b@example.com"
                })
        void whatIsNoAddressIsRefusedAtTheDoor(String text) {
            assertThatThrownBy(() -> NewUser.of(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ana@example.com");
            assertThatThrownBy(() -> UserRef.email(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void somebodyUnknownCanNotBePlannedFor() {
            OffboardingPlan plan =
                    plan("nobody@example.com", DataHandling.keepRecoverable().keepingDevices());

            assertThat(plan.refusals()).extracting(Refusal::reason).containsExactly(Reason.USER_NOT_FOUND);
            assertThat(plan.refusals().get(0).explanation()).contains("nobody@example.com");
            assertThatThrownBy(() -> plan.confirmedBy("it@example.com")).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void nobodyCanLeaveAndGetTheFilesInOnePlan() {
            String leaver = somebody();

            OffboardingPlan plan = plan(
                    leaver,
                    DataHandling.transferTo(UserRef.email(leaver.toUpperCase(Locale.ROOT)))
                            .keepingDevices());

            assertThat(plan.refusals()).extracting(Refusal::reason).contains(Reason.RECIPIENT_UNSUITABLE);
        }

        @Test
        void nobodyCanConfirmAPlanAboutThemselves() {
            String leaver = somebody();
            OffboardingPlan plan = plan(leaver, DataHandling.keepRecoverable().keepingDevices());

            assertThat(team.users().execute(plan.confirmedBy(leaver)).toOptional())
                    .isEmpty();
            assertThat(simulator.calls("team/members/remove")).isEmpty();
        }

        @Test
        void aConnectionThatWasEndedSaysSoAndSendsNothing() {
            gangway.connections().disconnect(team.info().id());
            int before = simulator.calls().size();

            assertThatThrownBy(() -> team.users().find(UserRef.email("ana@example.com")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("disconnected");
            assertThatThrownBy(() -> gangway.connection(team.info().id()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("disconnected");
            assertThat(simulator.calls()).hasSize(before);
            assertThat(store.list("")).isEmpty();
        }

        private String somebody() {
            return team.users().stream()
                    .filter(it -> it.status() == UserStatus.ACTIVE && it.roles().isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .email();
        }

        private OffboardingPlan plan(String leaver, DataHandling handling) {
            return team.users().planOffboarding(UserRef.email(leaver), handling);
        }
    }

    private URI begin() {
        return gangway.connections()
                .beginAuthorization(DropboxConnector.ID, "x", CALLBACK)
                .uri();
    }

    private void assertNothingHappened() {
        assertThat(gangway.connections().list()).isEmpty();
        assertThat(simulator.calls("oauth2/token")).isEmpty();
        assertThat(store.list("connection/")).isEmpty();
    }
}
