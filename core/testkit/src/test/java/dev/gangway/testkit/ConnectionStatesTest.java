package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionEvent;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connection.Transition;
import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A connection's state follows what its calls find out; every transition has its cause and its time, and is told once. */
class ConnectionStatesTest {

    private static final UserRef ADA = UserRef.email("admin@example.com");

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final HookedStore hooked = new HookedStore(store);
    private final Keyring keyring = Keyring.random();
    private final List<ConnectionEvent> events = new ArrayList<>();
    private final Gangway gangway = node();
    private final Connections connections = gangway.connections();
    private final ConnectionId id =
            connections.connect(InMemoryConnector.ID, "Acme", team.credential()).id();
    private final Connection connection = gangway.connection(id);

    private Gangway node() {
        return Gangway.builder()
                .connector(team)
                .time(clock)
                .store(hooked, keyring)
                .listener(event -> {
                    throw new IllegalStateException("This listener always throws.");
                })
                .listener(events::add)
                .build();
    }

    @AfterEach
    void close() {
        gangway.close();
    }

    private ConnectionInfo info() {
        return connections.find(id).orElseThrow();
    }

    private List<String> told() {
        return events.stream()
                .map(it -> it.from().map(Enum::name).orElse("-") + ">"
                        + it.transition().state() + " " + it.transition().cause())
                .toList();
    }

    private void fails(Class<? extends Exception> how) {
        assertThatThrownBy(() -> connection.users().find(ADA)).isInstanceOf(how);
    }

    private void works() {
        clock.advance(Duration.ofSeconds(1));
        assertThat(connection.users().find(ADA)).isPresent();
    }

    @Test
    void aRejectedCredentialIsNoticedByAnOrdinaryCallAndToldOnce() {
        clock.advance(Duration.ofHours(1));
        team.revokeCredential();

        fails(CredentialRejectedException.class);
        fails(CredentialRejectedException.class);

        assertThat(info().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        assertThat(info().latest()).satisfies(it -> {
            assertThat(it.cause()).isEqualTo(ConnectionCause.REVOKED);
            assertThat(it.at()).isEqualTo(clock.instant());
            assertThat(it.words()).contains("connect again");
        });
        assertThat(connection.info()).isEqualTo(info());
        assertThat(told()).containsExactly("->CONNECTED CONNECTED", "CONNECTED>NEEDS_RECONNECT REVOKED");
    }

    @Test
    void aConnectionHealsByItselfWhenTheProviderDoes() {
        team.revokeCredential();
        fails(CredentialRejectedException.class);
        team.restoreCredential();

        works();

        assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(info().diagnosis()).isEmpty();
        assertThat(info().history())
                .extracting(Transition::cause)
                .containsExactly(ConnectionCause.CONNECTED, ConnectionCause.REVOKED, ConnectionCause.RECOVERED);
        assertThat(told()).hasSize(3);
    }

    @Test
    void anAnswerThatWasUnderWayWhenTheTroubleWasFoundHealsNothing() {
        Gangway slow = Gangway.builder()
                .connector(ForwardingConnector.withUsers(team, inner -> new ForwardingConnector.ForwardingUsers(inner) {
                    @Override
                    public Optional<dev.gangway.user.User> find(UserRef user) {
                        Optional<dev.gangway.user.User> found = super.find(user);
                        team.revokeCredential();
                        fails(CredentialRejectedException.class);
                        return found;
                    }
                }))
                .time(clock)
                .store(store, keyring)
                .build();

        slow.connection(id).users().find(ADA);

        assertThat(info().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        slow.close();
    }

    @Test
    void aProviderThatFailsForFiveMinutesIsSaidToBeDown() {
        for (int i = 0; i < 6; i++) {
            assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
            team.failNextRead(new ProviderUnavailableException("Down on purpose.", Optional.empty()));
            fails(ProviderUnavailableException.class);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(info().state()).isEqualTo(ConnectionState.DEGRADED);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.PROVIDER_UNAVAILABLE);
        assertThat(info().latest().words()).contains("heals by itself");
        works();
        assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aSingleCallThatGoesThroughStartsTheCountAnew() {
        for (int i = 0; i < 20; i++) {
            team.failNextRead(new ProviderUnavailableException("Down on purpose.", Optional.empty()));
            fails(ProviderUnavailableException.class);
            works();
            clock.advance(Duration.ofMinutes(4));
        }

        assertThat(told()).containsExactly("->CONNECTED CONNECTED");
    }

    @Test
    void aScopeThatIsLostDegradesAndItsReturnHeals() {
        team.missingScope(Capability.READ_DEVICES);
        clock.advance(Duration.ofHours(1));

        ConnectionInfo degraded = connections.test(id);

        assertThat(degraded.state()).isEqualTo(ConnectionState.DEGRADED);
        assertThat(degraded.since()).isEqualTo(clock.instant());
        assertThat(degraded.diagnosis().orElseThrow().what()).contains("read.devices", "read devices");
        works();
        assertThat(connections.test(id).state()).isEqualTo(ConnectionState.DEGRADED);
        team.grantScope(Capability.READ_DEVICES);
        assertThat(connections.test(id).state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(told()).hasSize(3);
    }

    @Test
    void aScopeThatIsLostIsAlsoNoticedByTheCallThatNeedsIt() {
        team.missingScope(Capability.READ_USERS);

        fails(PermissionMissingException.class);

        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.SCOPE_LOST);
    }

    @Test
    void aScopeThatWasNeverThereIsNoNews() {
        team.missingScope(Capability.READ_SIGN_INS);
        ConnectionId other = connections
                .connect(InMemoryConnector.ID, "Acme, read only", team.credential())
                .id();

        assertThat(connections.test(other).state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(connections.test(other).missing()).hasSize(1);
    }

    @Test
    void ofTwoNodesThatFindTheSameTroubleOneTellsIt() {
        Gangway other = node();
        Connection there = other.connection(id);
        team.revokeCredential();
        hooked.afterReading(
                "connection/",
                () -> assertThatThrownBy(() -> there.users().find(ADA))
                        .isInstanceOf(CredentialRejectedException.class));

        fails(CredentialRejectedException.class);

        assertThat(hooked.allHooksRan()).isTrue();
        assertThat(told()).containsExactly("->CONNECTED CONNECTED", "CONNECTED>NEEDS_RECONNECT REVOKED");
        other.close();
    }

    @Test
    void theLastTwentyTransitionsAreKept() {
        for (int i = 0; i < 15; i++) {
            team.revokeCredential();
            fails(CredentialRejectedException.class);
            team.restoreCredential();
            works();
        }

        assertThat(info().history()).hasSize(ConnectionInfo.HISTORY);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.RECOVERED);
        assertThat(told()).hasSize(31);
    }

    @Test
    void endingIsToldToo() {
        connections.actingAs("it@example.com").disconnect(id);

        assertThat(told()).containsExactly("->CONNECTED CONNECTED", "CONNECTED>DISCONNECTED DISCONNECT_REQUESTED");
        assertThat(events.get(1).transition().actor()).contains("it@example.com");
    }

    @Nested
    class ReplacingACredential {

        @Test
        void keepsIdNameHandlesAndHistory() {
            team.revokeCredential();
            fails(CredentialRejectedException.class);
            Credential fresh = team.renewCredential();

            ConnectionInfo replaced = connections.actingAs("it@example.com").replaceCredential(id, fresh);

            assertThat(replaced.id()).isEqualTo(id);
            assertThat(replaced.state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(replaced.latest().cause()).isEqualTo(ConnectionCause.CREDENTIAL_REPLACED);
            assertThat(replaced.latest().actor()).contains("it@example.com");
            assertThat(connection.users().find(ADA)).isPresent();
            assertThat(connections.list()).containsExactly(replaced);
        }

        @Test
        void isNoticedByAnotherNodeAtTheFirstRejection() {
            Gangway other = node();
            Connection there = other.connection(id);
            there.users().find(ADA);
            connections.replaceCredential(id, team.renewCredential());

            clock.advance(Duration.ofSeconds(30));

            assertThat(there.users().find(ADA)).isPresent();
            assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
            other.close();
        }

        @Test
        void saysThatTheFormerOneMayBeAliveIfRevokingCouldEndBoth() {
            assertThat(connections
                            .replaceCredential(id, team.renewCredential())
                            .account()
                            .warnings())
                    .singleElement()
                    .satisfies(it -> assertThat(it.what()).contains("may still be alive"));
        }

        @Test
        void leavesEverythingIfTheNewOneDoesNotWork() {
            ConnectionInfo before = info();
            Credential stale = team.credential();
            Credential good = team.renewCredential();
            connections.replaceCredential(id, good);
            ConnectionInfo then = info();

            assertThatThrownBy(() -> connections.replaceCredential(id, stale))
                    .isInstanceOf(ConnectFailedException.class);

            assertThat(info()).isEqualTo(then).isNotEqualTo(before);
            assertThat(connection.users().find(ADA)).isPresent();
        }

        @Test
        void refusesAnotherTeam() {
            Gangway elsewhere = gangway(new AtomicReference<>("another-team"));
            ConnectionInfo before = info();

            assertThatThrownBy(() -> elsewhere.connections().replaceCredential(id, team.credential()))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("team");

            assertThat(info()).isEqualTo(before);
            elsewhere.close();
        }
    }

    @Test
    void aCredentialThatNowBelongsToAnotherTeamNeedsReconnection() {
        Gangway elsewhere = gangway(new AtomicReference<>("another-team"));

        assertThat(elsewhere.connections().test(id)).isEqualTo(info());

        assertThat(info().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.WRONG_TEAM);
        elsewhere.close();
    }

    private Gangway gangway(AtomicReference<String> teamId) {
        return Gangway.builder()
                .connector(new ForwardingConnector(team) {
                    @Override
                    public Session open(ConnectorContext context) {
                        return new ForwardingSession(super.open(context)) {
                            @Override
                            public Account account() {
                                Account it = super.account();
                                return new Account(
                                        teamId.get(), it.teamName(), it.adminId(), it.adminEmail(), it.adminRole());
                            }

                            @Override
                            public Revocation revoke() {
                                throw new AssertionError("Nothing is revoked here.");
                            }
                        };
                    }
                })
                .time(clock)
                .store(store, keyring)
                .build();
    }
}
