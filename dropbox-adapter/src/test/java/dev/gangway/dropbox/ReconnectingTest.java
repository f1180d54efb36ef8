package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionCall;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionEvent;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connection.PendingAuthorization;
import dev.gangway.connection.TenantId;
import dev.gangway.connection.Transition;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.PermissionDeniedException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.http.CallAttempt;
import dev.gangway.oauth.TokenAnswer;
import dev.gangway.oauth.TokenEndpoint;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.Devices;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection gets another consent, and stays the same connection. */
class ReconnectingTest {

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");
    private static final String OLGA = "olga@example.com";
    private static final String PETE = "pete@example.com";

    private final TestClock clock = new TestClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Keyring keyring = Keyring.random();
    private final List<ConnectionEvent> events = new ArrayList<>();
    private final DropboxSimulator simulator =
            DropboxSimulator.builder().clock(clock).team(TeamSetup.small()).start();
    private final Gangway gangway = gangway(simulator);
    private final Connections connections = gangway.connections();
    private final ConnectionId id = consented(connections
                    .beginAuthorization(DropboxConnector.ID, "Acme", CALLBACK)
                    .uri())
            .id();

    private Gangway gangway(DropboxSimulator team) {
        team.registerRedirectUri(CALLBACK);
        return Gangway.builder()
                .connector(DropboxConnector.forApp(team.appKey(), Secret.of(team.appSecret())))
                .httpClient(team.httpClient())
                .store(store, keyring)
                .time(clock)
                .listener(events::add)
                .build();
    }

    @AfterEach
    void close() {
        gangway.close();
        simulator.close();
    }

    private ConnectionInfo consented(URI uri) {
        return connections.finishAuthorization(simulator.approve(uri));
    }

    private ConnectionInfo reconnected() {
        return consented(connections.beginReconnection(id, CALLBACK).uri());
    }

    private ConnectionInfo info() {
        return connections.find(id).orElseThrow();
    }

    private void suspendOlga() {
        simulator.people().browseAs(PETE);
        simulator.console().suspend(OLGA);
    }

    @Test
    void anAdminWhoIsSuspendedIsRecognisedAndAnotherOneReconnects() {
        Connection connection = gangway.connection(id);
        suspendOlga();

        ConnectionInfo broken = connections.test(id);

        assertThat(broken.state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        assertThat(broken.latest().cause()).isEqualTo(ConnectionCause.OWNER_DEACTIVATED);
        assertThat(broken.diagnosis().orElseThrow().problem()).isEqualTo(Problem.OWNER_DEACTIVATED);
        assertThat(broken.diagnosis().orElseThrow().what()).contains(OLGA);
        assertThat(connection.users().find(UserRef.email(PETE))).isPresent();
        assertThat(info().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);

        clock.advance(Duration.ofMinutes(1));
        ConnectionInfo again = reconnected();

        assertThat(again.id()).isEqualTo(id);
        assertThat(again.connectedAt()).isEqualTo(broken.connectedAt());
        assertThat(again.account().adminEmail().toOptional()).contains(PETE);
        assertThat(again.history())
                .extracting(Transition::cause)
                .containsExactly(
                        ConnectionCause.CONNECTED, ConnectionCause.OWNER_DEACTIVATED, ConnectionCause.RECONNECTED);
        assertThat(connections.test(id).state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(connection.users().find(UserRef.email(OLGA))).isPresent();
        assertThat(simulator.calls("auth/token/revoke")).hasSize(1);
        assertThat(again.account().warnings()).noneMatch(it -> it.what().contains("may still be alive"));
    }

    @Test
    void theOwnAccountIsTheNewAdminsFromThenOn() {
        Connection connection = gangway.connection(id);
        Users before = connection.users();
        suspendOlga();
        reconnected();
        simulator.console().unsuspend(OLGA);

        assertThatThrownBy(() -> before.suspend(UserRef.email(PETE), Devices.KEEP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another admin");
        assertThat(connection.users().suspend(UserRef.email(PETE), Devices.KEEP))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        it -> assertThat(it.refusal().reason()).isEqualTo(Refusal.Reason.OWN_ACCOUNT));
        assertThat(simulator.calls("team/members/suspend")).isEmpty();
    }

    @Test
    void aWithdrawnConsentIsMendedByAnother() {
        Connection connection = gangway.connection(id);
        simulator.people().withdrawConsent(OLGA);
        assertThatThrownBy(() -> connection.users().find(UserRef.email(PETE)))
                .isInstanceOf(CredentialRejectedException.class);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.REVOKED);

        reconnected();

        assertThat(connection.users().find(UserRef.email(PETE))).isPresent();
        assertThat(events)
                .extracting(it -> it.transition().cause())
                .containsExactly(
                        ConnectionCause.CONSENT_ASKED,
                        ConnectionCause.CONNECTED,
                        ConnectionCause.REVOKED,
                        ConnectionCause.RECONNECTED);
    }

    @Test
    void anotherTeamIsRefusedAndItsConsentGivenBack() {
        TreeMap<String, Object> before = stored();
        try (DropboxSimulator elsewhere = DropboxSimulator.builder()
                        .clock(clock)
                        .team(TeamSetup.small().named("Elsewhere"))
                        .seed(99)
                        .start();
                Gangway other = gangway(elsewhere)) {
            URI uri = other.connections().beginReconnection(id, CALLBACK).uri();

            assertThatThrownBy(() -> other.connections().finishAuthorization(elsewhere.approve(uri)))
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.WRONG_TEAM))
                    .hasMessageContaining("Elsewhere");
            assertThat(elsewhere.calls("auth/token/revoke")).hasSize(1);
        }

        assertThat(stored()).isEqualTo(before);
        assertThat(gangway.connection(id).users().find(UserRef.email(PETE))).isPresent();
    }

    @Test
    void aConsentThatIsDeniedOrForgottenChangesNothing() {
        TreeMap<String, Object> before = stored();
        URI uri = connections.beginReconnection(id, CALLBACK).uri();
        assertThat(connections.pending()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(id);
            assertThat(it.reconnection()).isTrue();
        });
        assertThatThrownBy(() -> connections.finishAuthorization(simulator.deny(uri)))
                .isInstanceOf(ConnectFailedException.class);
        connections.beginReconnection(id, CALLBACK);
        clock.advance(Duration.ofMinutes(10));
        connections.sweep();

        assertThat(stored()).isEqualTo(before);
        assertThat(connections.pending()).isEmpty();
        assertThat(events).hasSize(2);
    }

    @Test
    void aConnectionThatWasEndedMeanwhileIsNotRevived() {
        URI callback =
                simulator.approve(connections.beginReconnection(id, CALLBACK).uri());
        connections.disconnect(id);

        assertThatThrownBy(() -> connections.finishAuthorization(callback))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("disconnected");
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void aCredentialOfSomebodyWhoIsNoLongerAnAdminReplacesNone() {
        Credential stale = Credential.refreshToken(Secret.of(simulator.refreshToken()));
        suspendOlga();
        reconnected();
        ConnectionInfo healthy = info();

        assertThatThrownBy(() -> connections.replaceCredential(id, stale))
                .isInstanceOfSatisfying(
                        ConnectFailedException.class,
                        it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.OWNER_DEACTIVATED));

        assertThat(info()).isEqualTo(healthy);
        assertThat(connections.test(id).state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void theSameCredentialAgainIsNotRevoked() {
        Credential same = Credential.refreshToken(Secret.of(simulator.refreshToken()));
        ConnectionId other =
                connections.connect(DropboxConnector.ID, "Acme by token", same).id();

        connections.replaceCredential(other, same);

        assertThat(simulator.calls("auth/token/revoke")).isEmpty();
        clock.advance(Duration.ofHours(5));
        assertThat(gangway.connection(other).users().find(UserRef.email(PETE))).isPresent();
    }

    /** A node to which something happens once right after it has proved a new credential. */
    private Gangway overtaken(Runnable event) {
        AtomicBoolean done = new AtomicBoolean();
        return Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                .httpClient(simulator.httpClient())
                .store(store, keyring)
                .time(clock)
                .callListener(call -> {
                    if (call.attempt().route().equals("team/get_info") && done.compareAndSet(false, true)) {
                        event.run();
                    }
                })
                .build();
    }

    @Test
    void ofTwoAdminsWhoReconnectAtOnceNoCredentialStaysAliveUnseen() {
        URI first =
                simulator.approve(connections.beginReconnection(id, CALLBACK).uri());
        URI second =
                simulator.approve(connections.beginReconnection(id, CALLBACK).uri());
        try (Gangway slow = overtaken(() -> connections.finishAuthorization(second))) {
            ConnectionInfo last = slow.connections().finishAuthorization(first);

            assertThat(last.history()).extracting(Transition::cause).hasSize(3);
            assertThat(last.account().warnings()).noneMatch(it -> it.what().contains("may still be alive"));
            assertThat(simulator.calls("auth/token/revoke")).hasSize(2);
            assertThat(slow.connection(id).users().find(UserRef.email(PETE))).isPresent();
            clock.advance(Duration.ofHours(5));
            assertThat(gangway.connection(id).users().find(UserRef.email(PETE))).isPresent();
        }
    }

    @Test
    void aCredentialThatAnotherConnectionUsesIsNotRevoked() {
        Credential same = Credential.refreshToken(Secret.of(simulator.refreshToken()));
        ConnectionId one = connections.connect(DropboxConnector.ID, "One", same).id();
        ConnectionId other =
                connections.connect(DropboxConnector.ID, "Other", same).id();

        ConnectionInfo again =
                consented(connections.beginReconnection(one, CALLBACK).uri());

        assertThat(simulator.calls("auth/token/revoke")).isEmpty();
        assertThat(again.account().warnings())
                .anySatisfy(it -> assertThat(it.toString()).contains("Another connection uses it"));
        clock.advance(Duration.ofHours(5));
        assertThat(gangway.connection(other).users().find(UserRef.email(PETE))).isPresent();
    }

    @Test
    void aCredentialOfAnotherKindIsTakenUpByOtherNodes() {
        Users there = overtaken(() -> {}).connection(id).users();
        there.find(UserRef.email(PETE));
        Credential bearer = accessToken();
        connections.replaceCredential(id, bearer);
        assertThat(simulator.calls("auth/token/revoke")).hasSize(1);

        assertThat(there.find(UserRef.email(PETE))).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(there.find(UserRef.email(PETE))).isPresent();
    }

    /** As an application may have it from elsewhere. */
    private Credential accessToken() {
        TokenAnswer answer = TokenEndpoint.of(
                        DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret()))
                                .spec()
                                .oauth()
                                .orElseThrow(),
                        simulator.httpClient(),
                        clock)
                .refresh(Credential.refreshToken(Secret.of(simulator.refreshToken())));
        return Credential.bearer(
                ((TokenAnswer.Granted) answer).tokens().accessToken().orElseThrow());
    }

    @Test
    void aCallWhoseCredentialWasReplacedWhileItWasUnderWayIsMadeWithTheNewOne() {
        ConnectionId other = connections
                .connect(DropboxConnector.ID, "For an afternoon", accessToken())
                .id();
        clock.advance(Duration.ofHours(5));
        List<Gangway> self = new ArrayList<>();
        try (Gangway node = Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                .httpClient(simulator.httpClient())
                .store(store, keyring)
                .time(clock)
                .callListener(call -> {
                    if (call.attempt().result() == CallAttempt.Result.CREDENTIAL_REJECTED
                            && call.connection().isPresent()) {
                        self.get(0).connections().replaceCredential(other, accessToken());
                    }
                })
                .build()) {
            self.add(node);

            assertThat(node.connection(other).users().find(UserRef.email(PETE))).isPresent();
        }
    }

    @Test
    void aConsentThatWasStoredThoughTheStoreFailedIsNotGivenBack() {
        AtomicBoolean lies = new AtomicBoolean();
        AtomicBoolean down = new AtomicBoolean();
        Store unsure = new Store() {
            @Override
            public Optional<Versioned> get(String key) {
                if (down.getAndSet(false)) {
                    throw new StoreException("The store is down.", null);
                }
                return store.get(key);
            }

            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                OptionalLong done = store.compareAndSet(key, expectedVersion, data);
                if (key.startsWith("connection/") && lies.getAndSet(false)) {
                    down.set(true);
                    throw new StoreException("The answer was lost.", null);
                }
                return done;
            }

            @Override
            public List<String> list(String prefix) {
                return store.list(prefix);
            }

            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                return store.lease(name, duration);
            }
        };
        try (Gangway node = Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                .httpClient(simulator.httpClient())
                .store(unsure, keyring)
                .time(clock)
                .build()) {
            URI callback = simulator.approve(
                    connections.beginReconnection(id, CALLBACK).uri());
            lies.set(true);

            assertThatThrownBy(() -> node.connections().finishAuthorization(callback))
                    .isInstanceOf(StoreException.class);

            assertThat(simulator.calls("auth/token/revoke")).isEmpty();
            clock.advance(Duration.ofHours(5));
            assertThat(gangway.connection(id).users().find(UserRef.email(PETE))).isPresent();
        }
    }

    @Test
    void whatComesOfAConsentWasPendingBefore() {
        assertThat(events)
                .extracting(ConnectionEvent::from)
                .containsExactly(Optional.empty(), Optional.of(ConnectionState.PENDING));
    }

    private Gangway node(String secret, OkHttpClient client) {
        return Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(secret)))
                .httpClient(client)
                .store(store, keyring)
                .time(clock)
                .listener(events::add)
                .build();
    }

    private void heals() {
        clock.advance(Duration.ofSeconds(1));
        assertThat(gangway.connection(id).users().find(UserRef.email(PETE))).isPresent();
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.RECOVERED);
        assertThat(info().diagnosis()).isEmpty();
    }

    @Test
    void aTokenEndpointThatIsNotReachedForMinutesDegradesUntilACallGoesThrough() {
        clock.advance(Duration.ofHours(5));
        OkHttpClient offline = simulator
                .httpClient()
                .newBuilder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        try (Gangway cutOff = node(simulator.appSecret(), offline)) {
            Users users = cutOff.connection(id).users();
            for (int call = 0; call < 3; call++) {
                assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
                assertThatThrownBy(() -> users.find(UserRef.email(PETE)))
                        .isInstanceOf(ProviderUnavailableException.class);
                clock.advance(Duration.ofMinutes(3));
            }
        }

        assertThat(info().state()).isEqualTo(ConnectionState.DEGRADED);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.PROVIDER_UNAVAILABLE);
        heals();
    }

    @Test
    void anAppWhoseSecretIsWrongDegradesUntilItIsRight() {
        clock.advance(Duration.ofHours(5));
        try (Gangway wrong = node("t0ps3cret-of-another-app", simulator.httpClient())) {
            Users users = wrong.connection(id).users();
            assertThatThrownBy(() -> users.find(UserRef.email(PETE))).isInstanceOf(ConnectFailedException.class);
        }

        assertThat(info().state()).isEqualTo(ConnectionState.DEGRADED);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.APP_MISCONFIGURED);
        heals();
    }

    @Test
    void aTeamWithoutLicensesDegradesUntilATestFindsSome() {
        simulator.people().haveLicenses(0);
        assertThat(connections.test(id)).isEqualTo(info());

        assertThat(info().state()).isEqualTo(ConnectionState.DEGRADED);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.ACCOUNT_UNFIT);
        simulator.people().haveLicenses(10);
        assertThat(connections.test(id).latest().cause()).isEqualTo(ConnectionCause.RECOVERED);
    }

    @Test
    void aTokenThatHasExpiredIsSaidSoAndIsStillThere() {
        ConnectionId other = connections
                .connect(DropboxConnector.ID, "For an afternoon", accessToken())
                .id();
        clock.advance(Duration.ofHours(5));
        assertThatThrownBy(() -> gangway.connection(other).users().find(UserRef.email(PETE)))
                .isInstanceOf(CredentialRejectedException.class);

        assertThat(connections.find(other).orElseThrow().latest()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
            assertThat(it.cause()).isEqualTo(ConnectionCause.EXPIRED);
        });
        assertThat(new String(store.get("connection/" + other).orElseThrow().data(), StandardCharsets.UTF_8))
                .contains("\"token\"");
        assertThat(connections.replaceCredential(other, accessToken()).state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aConsentOfSomebodyElseOrAnotherTenantIsRefused() {
        Connections acme = connections.ofTenant(TenantId.of("acme")).actingAs("ann");
        for (Connections intruder : List.of(
                connections.ofTenant(TenantId.of("beta")),
                acme.actingAs("eve"),
                connections.ofTenant(TenantId.of("beta")).actingAs("ann"))) {
            URI callback = simulator.approve(acme.beginAuthorization(DropboxConnector.ID, "Main", CALLBACK)
                    .uri());

            assertThatThrownBy(() -> intruder.finishAuthorization(callback))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("somebody else");
            assertThatThrownBy(() -> acme.finishAuthorization(callback)).isInstanceOf(ConnectFailedException.class);
        }

        assertThat(acme.list()).isEmpty();
        assertThat(connections.list()).hasSize(1);
    }

    @Test
    void theOneWhoAskedIsAskedAboutAgainWhenTheConsentComes() {
        List<String> asked = new ArrayList<>();
        try (Gangway strict = Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                .httpClient(simulator.httpClient())
                .time(clock)
                .permissions((action, actor, tenant, connector) -> {
                    asked.add(action + " by " + actor.orElse("-"));
                    return asked.size() > 1 ? Optional.of("You have left since.") : Optional.empty();
                })
                .build()) {
            URI callback = simulator.approve(strict.connections()
                    .actingAs("ann")
                    .beginAuthorization(DropboxConnector.ID, "Main", CALLBACK)
                    .uri());
            int exchanges = simulator.calls("oauth2/token").size();

            assertThatThrownBy(() -> strict.connections().finishAuthorization(callback))
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("left");
            assertThat(asked).containsExactly("INSTALL by ann", "INSTALL by ann");
            assertThat(simulator.calls("oauth2/token")).hasSize(exchanges);
        }
    }

    @Test
    void everyAttemptIsHeardWithItsConnection() {
        List<ConnectionCall> heard = new ArrayList<>();
        try (Gangway metered = Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                .httpClient(simulator.httpClient())
                .store(store, keyring)
                .time(clock)
                .callListener(heard::add)
                .build()) {
            clock.advance(Duration.ofHours(5));
            simulator.inject(Fault.at("team/members/get_info_v2").rateLimited(Duration.ofSeconds(3)));
            metered.connection(id).users().find(UserRef.email(PETE));

            assertThat(heard)
                    .allMatch(it -> it.connection().equals(Optional.of(id))
                            && it.connector().equals(DropboxConnector.ID))
                    .extracting(it -> it.attempt().route() + " " + it.attempt().result() + " "
                            + it.attempt().waited().toSeconds())
                    .containsExactly(
                            "token/refresh ANSWERED 0",
                            "team/members/get_info_v2 RATE_LIMITED 0",
                            "team/members/get_info_v2 ANSWERED 3");
        }
    }

    @Test
    void aConsentUnderWayIsPendingUntilItIsGivenOrOver() {
        events.clear();
        ConnectionId asked = connections
                .beginAuthorization(DropboxConnector.ID, "Later", CALLBACK)
                .connection();
        assertThat(connections.pending())
                .extracting(PendingAuthorization::id, PendingAuthorization::name)
                .containsExactly(tuple(asked, "Later"));
        clock.advance(Duration.ofMinutes(10));
        connections.sweep();

        assertThat(events)
                .extracting(
                        it -> it.id(),
                        it -> it.transition().state(),
                        it -> it.transition().cause())
                .containsExactly(
                        tuple(asked, ConnectionState.PENDING, ConnectionCause.CONSENT_ASKED),
                        tuple(asked, ConnectionState.DISCONNECTED, ConnectionCause.CONSENT_EXPIRED));
    }

    private TreeMap<String, Object> stored() {
        TreeMap<String, Object> all = new TreeMap<>();
        store.list("").forEach(key -> all.put(key, store.get(key).orElseThrow()));
        return all;
    }
}
