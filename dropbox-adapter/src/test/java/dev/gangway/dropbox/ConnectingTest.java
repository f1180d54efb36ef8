package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.Revocation.State;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.Device;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connecting, refreshing and disconnecting, through core, against the simulated team. */
class ConnectingTest {

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");
    private static final String INFO = "team/get_info";
    private static final String TOKEN = "oauth2/token";

    private static Proof proof(ConnectionInfo info, Capability capability) {
        return info.capabilities().stream()
                .filter(it -> it.capability() == capability)
                .map(CapabilityCheck::proof)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAdminsConsentMakesAConnection() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            URI consent = team.gangway()
                    .connections()
                    .beginAuthorization(DropboxConnector.ID, "Acme's Dropbox", CALLBACK)
                    .uri();

            ConnectionInfo info = team.gangway()
                    .connections()
                    .finishAuthorization(team.simulator().approve(consent));

            assertThat(team.seen(info).state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(info.account().adminEmail()).isEqualTo(Fact.of("olga@example.com"));
            assertThat(info.account().adminRole()).isEqualTo(Fact.of("Team"));
            assertThat(proof(info, Capability.READ_USERS)).isEqualTo(Proof.PROVED);
            assertThat(proof(info, Capability.REMOVE_USERS)).isEqualTo(Proof.PROVED);
        }
    }

    @Test
    void aPublicAppConnectsByPkceAlone() {
        TestClock clock = new TestClock();
        try (DropboxSimulator simulator =
                        DropboxSimulator.builder().clock(clock).start();
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forPublicApp(simulator.appKey()))
                        .httpClient(simulator.httpClient())
                        .time(clock)
                        .build()) {
            URI consent = gangway.connections()
                    .beginAuthorization(DropboxConnector.ID, "Acme", CALLBACK)
                    .uri();

            ConnectionInfo info = gangway.connections().finishAuthorization(simulator.approve(consent));
            clock.advance(Duration.ofHours(5));

            assertThat(gangway.connection(info.id()).users().find(UserRef.email("ana@example.com")))
                    .isPresent();
        }
    }

    @Test
    void aDeniedConsentStoresNothing() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            URI consent = team.gangway()
                    .connections()
                    .beginAuthorization(DropboxConnector.ID, "Acme too", CALLBACK)
                    .uri();

            assertThatExceptionOfType(ConnectFailedException.class)
                    .isThrownBy(() -> team.gangway()
                            .connections()
                            .finishAuthorization(team.simulator().deny(consent)))
                    .satisfies(it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.CONSENT_DENIED));
            assertThat(team.gangway().connections().list()).hasSize(1);
        }
    }

    @Test
    void anAppThatLacksScopesConnectsWithoutThem() {
        TestClock clock = new TestClock();
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                        .clock(clock)
                        .withoutScope("sessions.list")
                        .withoutScope("groups.write")
                        .start();
                Gangway gangway = gangway(
                                connector(simulator)
                                        .without(
                                                Capability.READ_DEVICES,
                                                Capability.CHANGE_SESSIONS,
                                                Capability.CHANGE_GROUPS),
                                simulator,
                                clock)
                        .build()) {
            ConnectionInfo info = gangway.connections().finishAuthorization(simulator.approve(consent(gangway)));

            assertThat(info.missing())
                    .extracting(CapabilityCheck::capability)
                    .containsExactly(Capability.CHANGE_GROUPS, Capability.READ_DEVICES, Capability.CHANGE_SESSIONS);
            assertThat(info.missing().get(1).explanation())
                    .contains("sessions.list was not asked for", "without(READ_DEVICES)");
            OffboardingPlan plan = gangway.connection(info.id())
                    .users()
                    .planOffboarding(
                            UserRef.email("ana@example.com"),
                            DataHandling.keepRecoverable().keepingDevices());
            assertThat(plan.refusals()).isEmpty();
            assertThat(plan.holdings().devices()).isInstanceOf(Fact.Unknown.class);
            assertThat(simulator.calls()).noneMatch(it -> it.route().startsWith("team/devices"));
        }
    }

    @Test
    void aConsentForAScopeThatTheAppLacksNamesWhatWasAskedForAndWhereToTickIt() {
        TestClock clock = new TestClock();
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                        .clock(clock)
                        .withoutScope("sessions.list")
                        .start();
                Gangway gangway =
                        gangway(connector(simulator), simulator, clock).build()) {
            URI cameBackTo = simulator.approve(consent(gangway));

            assertThatExceptionOfType(ConnectFailedException.class)
                    .isThrownBy(() -> gangway.connections().finishAuthorization(cameBackTo))
                    .withMessageContaining("events.read, groups.read, groups.write, members.delete, members.read, "
                            + "members.write, sessions.list, sessions.modify, team_info.read")
                    .withMessageContaining("App Console")
                    .withMessageContaining("Permissions")
                    .satisfies(it -> {
                        assertThat(it.diagnosis().problem()).isEqualTo(Problem.APP_MISCONFIGURED);
                        assertThat(it.diagnosis().who()).isEqualTo(Who.APPLICATION_OPERATOR);
                    });
            assertThat(simulator.calls(TOKEN)).isEmpty();
            assertThat(gangway.connections().list()).isEmpty();
        }
    }

    @Test
    void whatWasLeftOutIsNotUsedWhateverTheCredentialAllows() {
        TestClock clock = new TestClock();
        try (DropboxSimulator simulator =
                        DropboxSimulator.builder().clock(clock).start();
                Gangway gangway = gangway(
                                connector(simulator)
                                        .without(
                                                Capability.REMOVE_USERS,
                                                Capability.READ_SIGN_INS,
                                                Capability.READ_ACTIVITY),
                                simulator,
                                clock)
                        .build()) {
            Secret refreshToken = Secret.of(simulator.refreshToken());
            ConnectionInfo info =
                    gangway.connections().connect(DropboxConnector.ID, "Acme", Credential.refreshToken(refreshToken));
            Connection connection = gangway.connection(info.id());
            OffboardingPlan plan = connection
                    .users()
                    .planOffboarding(
                            UserRef.email(
                                    "sam@example.com"), // nobody is suspended for a removal that is known not to follow
                            DataHandling.keepRecoverable().keepingDevices());

            assertThat(plan.refusals()).singleElement().satisfies(it -> {
                assertThat(it.reason()).isEqualTo(Refusal.Reason.PERMISSION_MISSING);
                assertThat(it.explanation()).contains("members.delete", "without(REMOVE_USERS)");
            });
            assertThatExceptionOfType(PermissionMissingException.class)
                    .isThrownBy(() -> connection.users().execute(withoutRefusals(plan)))
                    .withMessageContaining("was not sent")
                    .satisfies(it -> assertThat(it.missing()).containsExactly("members.delete"));
            assertThat(connection.licenses().refresh().signIns()).isInstanceOf(Fact.Unknown.class);
            assertThat(simulator.calls("team/members/remove")).isEmpty();
            assertThat(simulator.calls("team_log/get_events")).isEmpty();
        }
    }

    private static ConfirmedPlan withoutRefusals(OffboardingPlan plan) {
        return new OffboardingPlan(
                        plan.id(),
                        plan.madeAt(),
                        plan.leaver(),
                        plan.holdings(),
                        plan.handling(),
                        plan.mailTo(),
                        plan.invitationsTo(),
                        plan.steps(),
                        plan.consequences(),
                        List.of(),
                        plan.recoveryWindow())
                .confirmedBy("it@example.com");
    }

    @Test
    void aConsentThatCanNotBeCompletedSaysWhichHostWasNotReachedAndWhy() {
        TestClock clock = new TestClock();
        try (DropboxSimulator simulator =
                        DropboxSimulator.builder().clock(clock).start();
                Gangway gangway = gangway(connector(simulator), simulator, clock)
                        .httpClient(new OkHttpClient.Builder()
                                .dns(name -> {
                                    throw new UnknownHostException(name);
                                })
                                .build())
                        .build()) {
            URI cameBackTo = simulator.approve(consent(gangway));

            assertThatExceptionOfType(ConnectFailedException.class)
                    .isThrownBy(() -> gangway.connections().finishAuthorization(cameBackTo))
                    .withMessageContaining("api.dropboxapi.com gave no usable answer (UnknownHostException")
                    .withMessageContaining("proxy")
                    .withCauseInstanceOf(IOException.class)
                    .satisfies(it -> assertThat(it.diagnosis().who()).isEqualTo(Who.APPLICATION_OPERATOR));
        }
    }

    private static URI consent(Gangway gangway) {
        return gangway.connections()
                .beginAuthorization(DropboxConnector.ID, "Acme", CALLBACK)
                .uri();
    }

    @Test
    void withoutTheTeamsScopeThereIsNoConnection() {
        assertThatExceptionOfType(ConnectFailedException.class)
                .isThrownBy(() -> SimulatedTeam.start(builder -> builder.withoutScope("team_info.read")))
                .satisfies(it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.SCOPE_MISSING))
                .withMessageContaining("team_info.read");
    }

    @Test
    void aScopeThatTheAppLosesIsFoundMissingByTheNextTest() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().untickScope("members.read");

            ConnectionInfo info = team.gangway().connections().test(team.info().id());

            assertThat(proof(info, Capability.READ_USERS)).isEqualTo(Proof.MISSING);
            assertThat(proof(info, Capability.READ_TEAM)).isEqualTo(Proof.PROVED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team/members/suspend | {\"user\":{\".tag\":\"email\",\"email\":\"olga@example.com\"},\"wipe_data\":false}",
                "team/members/remove | {\"user\":{\".tag\":\"email\",\"email\":\"olga@example.com\"},\"wipe_data\":false}",
            })
    void anAdminWhoIsGoneIsRecognizedAndNotTakenForABrokenCredential(String route, String argument) {
        try (SimulatedTeam team =
                SimulatedTeam.start(builder -> builder.team(TeamSetup.small()).jobs(DropboxSimulator.JobStyle.NEVER))) {
            new OtherClient(team.simulator()).call(route, argument);

            ConnectionInfo info = team.gangway().connections().test(team.info().id());

            assertThat(info.account().warnings()).singleElement().satisfies(it -> {
                assertThat(it.problem()).isEqualTo(Problem.OWNER_DEACTIVATED);
                assertThat(it.who()).isEqualTo(Who.TEAM_ADMIN);
                assertThat(it.remedy()).contains("another team admin", "keeps its id");
                assertThat(it.concerns()).containsExactly(Subject.role("Team admin"));
            });
            assertThat(team.person("ana@example.com").givenName()).isEqualTo("Ana");
        }
    }

    @Test
    void anAdminWhoAlsoWorksWithTheAccountIsAWarning() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            assertThat(team.info().account().warnings()).isEmpty();
            team.simulator().people().linkDevice("olga@example.com", Device.phone(Device.Phone.IPHONE, "Olga's"));

            ConnectionInfo info = team.gangway().connections().test(team.info().id());

            assertThat(info.account().warnings())
                    .extracting(Diagnosis::problem)
                    .containsExactly(Problem.ACCOUNT_NOT_DEDICATED);
        }
    }

    @Test
    void anAdminWhoIsDemotedLeavesAConnectionThatWorksAndNeedsSomebodyElse() {
        try (SimulatedTeam team = SimulatedTeam.start(builder -> builder.team(TeamSetup.small()))) {
            ConnectionInfo before = team.info();
            demoteOlga(team);

            ConnectionInfo info = team.gangway().connections().test(before.id());

            assertThat(info.state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
            assertThat(info.latest().cause()).isEqualTo(ConnectionCause.OWNER_DEACTIVATED);
            assertThat(info.account().warnings())
                    .extracting(Diagnosis::problem)
                    .containsExactly(Problem.OWNER_DEACTIVATED);
            assertThat(info.account().adminId()).isEqualTo(before.account().adminId());
            assertThat(team.gangway().connections().list()).containsExactly(info);
            assertThat(team.plan(
                                    "olga@example.com",
                                    DataHandling.keepRecoverable().keepingDevices())
                            .refusals())
                    .extracting(Refusal::reason)
                    .contains(Reason.OWN_ACCOUNT);
        }
    }

    @Test
    void rightsThatAreGrantedAndNotUsedAreNamed() {
        try (SimulatedTeam team = SimulatedTeam.start(builder -> builder, DropboxConnector::readOnly)) {
            Credential.OAuthTokens all = new Credential.OAuthTokens(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Secret.of(team.simulator().refreshToken())),
                    Fact.of(Scopes.ALL.names()));

            ConnectionInfo info = team.gangway().connections().connect(DropboxConnector.ID, "Acme again", all);

            assertThat(info.account().warnings()).singleElement().satisfies(it -> {
                assertThat(it.problem()).isEqualTo(Problem.SCOPES_IN_EXCESS);
                assertThat(it.what()).contains("groups.write, members.delete, members.write, sessions.modify");
                assertThat(it.concerns())
                        .containsExactly(
                                Subject.scope("groups.write"),
                                Subject.scope("members.delete"),
                                Subject.scope("members.write"),
                                Subject.scope("sessions.modify"));
            });
            assertThat(team.gangway().connections().find(info.id())).contains(info);
            assertThat(team.gangway().connections().test(info.id()).account().warnings())
                    .isEqualTo(info.account().warnings());
            assertThat(team.info().account().warnings()).isEmpty();
        }
    }

    @Test
    void aTokenOfSomebodyWhoIsNoLongerAnAdminStillConnects() {
        try (SimulatedTeam team = SimulatedTeam.start(builder -> builder.team(TeamSetup.small()))) {
            demoteOlga(team);
            Secret refreshToken = Secret.of(team.simulator().refreshToken());

            ConnectionInfo info = team.gangway()
                    .connections()
                    .connect(DropboxConnector.ID, "Acme again", Credential.refreshToken(refreshToken));

            assertThat(info.account().adminId()).isInstanceOf(Fact.Unknown.class);
            assertThat(info.account().warnings()).hasSize(1);
            assertThat(team.gangway().connections().find(info.id())).contains(info);
        }
    }

    private static void demoteOlga(SimulatedTeam team) {
        new OtherClient(team.simulator())
                .call(
                        "team/members/set_admin_permissions_v2",
                        "{\"user\":{\".tag\":\"email\",\"email\":\"olga@example.com\"},\"new_roles\":[]}");
    }

    @Test
    void anAccessTokenThatDropboxCallsExpiredIsRenewedOnce() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            int refreshes = team.calls(TOKEN);
            team.inject(Fault.at("team/members/get_info_v2").expireToken());

            assertThat(team.person("ana@example.com").givenName()).isEqualTo("Ana");
            assertThat(team.calls(TOKEN)).isEqualTo(refreshes + 1);
        }
    }

    @Test
    void fourHoursLaterTheConnectionStillWorks() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            int refreshes = team.calls(TOKEN);
            team.clock().advance(Duration.ofHours(5));

            team.person("ana@example.com");

            assertThat(team.calls(TOKEN)).isEqualTo(refreshes + 1);
        }
    }

    @Test
    void aBareAccessTokenThatDropboxDoesNotTakeMakesNoConnection() {
        assertThatThrownBy(() -> connectWith(Credential.bearer(Secret.of("t0ps3cret-access-token"))))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("access token");
    }

    private static void connectWith(Credential credential) {
        TestClock clock = new TestClock();
        try (DropboxSimulator simulator =
                        DropboxSimulator.builder().clock(clock).start();
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forPublicApp(simulator.appKey()))
                        .httpClient(simulator.httpClient())
                        .time(clock)
                        .build()) {
            gangway.connections().connect(DropboxConnector.ID, "Acme", credential);
        }
    }

    @Test
    void disconnectingEndsTheGrant() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            assertThat(team.gangway()
                            .connections()
                            .disconnect(team.info().id())
                            .revocation()
                            .state())
                    .isEqualTo(State.REVOKED);

            assertThat(team.calls("auth/token/revoke")).isOne();
            assertThat(team.gangway().connections().list()).isEmpty();
        }
    }

    @Test
    void aTeamTokenThatCanNotWithdrawItselfIsSaidToLive() {
        try (SimulatedTeam team = SimulatedTeam.start(builder -> builder.revokesTeamTokens(false))) {
            assertThat(team.gangway()
                            .connections()
                            .disconnect(team.info().id())
                            .revocation()
                            .state())
                    .isEqualTo(State.NOT_POSSIBLE);
        }
    }

    @Test
    void aHandleOnAnotherNodeNeedsATokenAndGetsNoneOnceTheConnectionWasEnded() {
        TestClock clock = new TestClock();
        InMemoryStore store = new InMemoryStore(clock);
        Keyring keyring = Keyring.random();
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                        .clock(clock)
                        .revokesTeamTokens(false)
                        .start();
                Gangway node = gangway(connector(simulator), simulator, clock)
                        .store(store, keyring)
                        .build();
                Gangway other = gangway(connector(simulator), simulator, clock)
                        .store(store, keyring)
                        .build()) {
            Secret refreshToken = Secret.of(simulator.refreshToken());
            ConnectionId id = node.connections()
                    .connect(DropboxConnector.ID, "Acme", Credential.refreshToken(refreshToken))
                    .id();
            Users users = other.connection(id).users();
            node.connections().disconnect(id);
            int before = simulator.calls().size();

            assertThatThrownBy(() -> users.find(UserRef.email("ana@example.com")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("disconnected");
            assertThat(simulator.calls()).hasSize(before);
            assertThat(store.list("")).isEmpty();
        }
    }

    private static DropboxConnector connector(DropboxSimulator simulator) {
        return DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret()));
    }

    private static Gangway.Builder gangway(DropboxConnector connector, DropboxSimulator simulator, TestClock clock) {
        return Gangway.builder()
                .connector(connector)
                .httpClient(simulator.httpClient())
                .time(clock);
    }

    @Test
    void anAppThatWasUnlinkedInTheConsoleHasToBeConnectedAgain() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().people().unlinkApp();

            assertThatThrownBy(() -> team.seen(team.person("ana@example.com")))
                    .isInstanceOf(CredentialRejectedException.class)
                    .satisfies(team::seen);
            assertThat(team.gangway()
                            .connections()
                            .disconnect(team.info().id())
                            .revocation()
                            .state())
                    .isEqualTo(State.ALREADY_DEAD);
        }
    }

    @Test
    void aLostRevocationIsFoundToHaveWorked() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.inject(Fault.at("auth/token/revoke").loseAnswer());

            assertThat(team.gangway()
                            .connections()
                            .disconnect(team.info().id())
                            .revocation()
                            .state())
                    .isEqualTo(State.REVOKED);
        }
    }

    @Test
    void aReadIsRepeatedAfterAServerError() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            int before = team.calls(INFO);
            team.inject(Fault.at(INFO).serverError(503));

            team.gangway().connections().test(team.info().id());

            assertThat(team.calls(INFO)).isGreaterThan(before + 1);
        }
    }
}
