package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionEvent;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionListener;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connection.NameTakenException;
import dev.gangway.connection.Transition;
import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Fact;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found out late, twice, in the wrong order or while somebody else is at it. */
class ConnectionRacesTest {

    private static final UserRef ADA = UserRef.email("admin@example.com");

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Keyring keyring = Keyring.random();
    private final List<ConnectionEvent> events = new ArrayList<>();
    private final List<Gangway> nodes = new ArrayList<>();
    private final Gangway gangway = node(team, store);
    private final Connections connections = gangway.connections();
    private final ConnectionId id =
            connections.connect(InMemoryConnector.ID, "Acme", team.credential()).id();

    private Gangway node(Connector connector, Store over, ConnectionListener... others) {
        Gangway.Builder builder = Gangway.builder()
                .connector(connector)
                .time(clock)
                .store(over, keyring)
                .announceExpiry(Duration.ofDays(14));
        List.of(others).forEach(builder::listener);
        Gangway node = builder.listener(events::add).build();
        nodes.add(node);
        return node;
    }

    /** A node that can't revoke, and to which something happens once in the middle of each test of a connection. */
    private Connections testing(Runnable event) {
        AtomicBoolean done = new AtomicBoolean();
        return node(
                        new ForwardingConnector(team) {
                            @Override
                            public Session open(ConnectorContext context) {
                                return new ForwardingSession(super.open(context)) {
                                    @Override
                                    public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
                                        List<CapabilityCheck> checks = super.check(grantedScopes);
                                        if (done.compareAndSet(false, true)) {
                                            event.run();
                                        }
                                        return checks;
                                    }

                                    @Override
                                    public Revocation revoke() {
                                        throw new ProviderUnavailableException("Down on purpose.", Optional.empty());
                                    }
                                };
                            }
                        },
                        store)
                .connections();
    }

    @AfterEach
    void close() {
        nodes.forEach(Gangway::close);
    }

    private ConnectionInfo info() {
        return connections.find(id).orElseThrow();
    }

    private List<ConnectionCause> history() {
        return info().history().stream().map(Transition::cause).toList();
    }

    private List<ConnectionCause> told() {
        return events.stream().map(it -> it.transition().cause()).toList();
    }

    private void find() {
        gangway.connection(id).users().find(ADA);
    }

    private void fails() {
        assertThatThrownBy(this::find).isInstanceOf(CredentialRejectedException.class);
    }

    private void works() {
        clock.advance(Duration.ofSeconds(1));
        find();
    }

    @Test
    void aTestThatEndsAfterTheConnectionDoesNotBringItBack() {
        Connections unable = testing(() -> {});
        Connections late = testing(() -> unable.disconnect(id));

        assertThatThrownBy(() -> late.test(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("disconnected");

        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.REVOCATION_FAILED);
        assertThat(info().state()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    void aTestOfAFormerCredentialSaysNothingOfTheNewOne() {
        Connections late = testing(() -> {
            connections.replaceCredential(id, team.renewCredential());
            team.revokeCredential();
            fails();
        });

        assertThat(late.test(id).state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);

        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.REVOKED);
    }

    @Test
    void aTestThatBeganBeforeTheTroubleHealsNothing() {
        Connections late = testing(() -> {
            clock.advance(Duration.ofSeconds(1));
            team.revokeCredential();
            fails();
        });

        assertThat(late.test(id).state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
    }

    private void isDownFor(Runnable call) {
        team.failNextRead(new ProviderUnavailableException("Down on purpose.", Optional.empty()));
        assertThatThrownBy(call::run).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void testsThatFindTheProviderDownForFiveMinutesSaySo() {
        for (int i = 0; i < 6; i++) {
            assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
            isDownFor(() -> connections.test(id));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.PROVIDER_UNAVAILABLE);
        assertThat(connections.test(id).state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aTestThatGoesThroughInBetweenStartsTheCountAnew() {
        for (int i = 0; i < 6; i++) {
            isDownFor(() -> gangway.connection(id).users().find(ADA));
            connections.test(id);
            clock.advance(Duration.ofMinutes(2));
        }

        assertThat(info().history()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Problem.class,
            names = {"RATE_LIMITED", "PROVIDER_UNAVAILABLE", "PERMISSION_DENIED"})
    void aTestThatCouldNotBeMadeLeavesTheStateAsItIs(Problem problem) {
        ConnectionInfo before = info();
        Connections unlucky = node(
                        new ForwardingConnector(team) {
                            @Override
                            public Session open(ConnectorContext context) {
                                return new ForwardingSession(super.open(context)) {
                                    @Override
                                    public Account account() {
                                        throw new ConnectFailedException(
                                                new Diagnosis(problem, "On purpose.", "Nothing.", Who.NOBODY));
                                    }
                                };
                            }
                        },
                        store)
                .connections();

        assertThatThrownBy(() -> unlucky.test(id)).isInstanceOf(ConnectFailedException.class);

        assertThat(info()).isEqualTo(before);
    }

    @Test
    void eachReplacementIsTold() {
        connections.actingAs("ann").replaceCredential(id, team.renewCredential());
        connections.actingAs("bob").replaceCredential(id, team.renewCredential());

        assertThat(told())
                .containsExactly(
                        ConnectionCause.CONNECTED,
                        ConnectionCause.CREDENTIAL_REPLACED,
                        ConnectionCause.CREDENTIAL_REPLACED)
                .isEqualTo(history());
        assertThat(info().latest().actor()).contains("bob");
    }

    @Test
    void eachRevocationThatFailedIsTold() {
        Connections unable = testing(() -> {});
        unable.disconnect(id);
        clock.advance(Duration.ofHours(1));
        unable.disconnect(id);

        assertThat(told())
                .endsWith(ConnectionCause.REVOCATION_FAILED, ConnectionCause.REVOCATION_FAILED)
                .isEqualTo(history());
        assertThat(info().latest().at()).isEqualTo(clock.instant());
    }

    @Test
    void moreThatIsLostIsSaid() {
        team.missingScope(Capability.READ_DEVICES);
        connections.test(id);
        connections.test(id);
        team.missingScope(Capability.READ_GROUPS);

        ConnectionInfo found = connections.test(id);

        assertThat(found.diagnosis().orElseThrow().what()).contains("read.devices", "read.groups");
        assertThat(told())
                .containsExactly(ConnectionCause.CONNECTED, ConnectionCause.SCOPE_LOST, ConnectionCause.SCOPE_LOST);
    }

    @Test
    void aScopeThatIsLostIsLostAfterAnotherTroubleToo() {
        team.missingScope(Capability.READ_DEVICES);
        Diagnosis lost = connections.test(id).diagnosis().orElseThrow();
        team.revokeCredential();
        fails();
        team.restoreCredential();

        works();

        assertThat(info().state()).isEqualTo(ConnectionState.DEGRADED);
        assertThat(info().latest().at()).isEqualTo(clock.instant());
        assertThat(info().diagnosis()).contains(lost);
        assertThat(told()).isEqualTo(history()).endsWith(ConnectionCause.REVOKED, ConnectionCause.SCOPE_LOST);
    }

    @Test
    void aCallWithAFormerCredentialDoesNotHealTheNewOne() {
        List<Gangway> self = new ArrayList<>();
        self.add(node(
                ForwardingConnector.withUsers(team, inner -> new ForwardingConnector.ForwardingUsers(inner) {
                    @Override
                    public Optional<User> find(UserRef user) {
                        assertThatThrownBy(() -> super.find(user)).isInstanceOf(CredentialRejectedException.class);
                        self.get(0).connection(id); // sees the new one
                        return Optional.empty();
                    }
                }),
                store));
        Users stale = self.get(0).connection(id).users();
        connections.replaceCredential(id, team.renewCredential());
        team.revokeCredential();
        fails();
        clock.advance(Duration.ofSeconds(1));

        stale.find(ADA);

        assertThat(info().latest().cause()).isEqualTo(ConnectionCause.REVOKED);
    }

    private ConnectionId ending(Duration in) {
        return connections
                .connect(
                        InMemoryConnector.ID,
                        "Acme for a while",
                        team.credential().endingAt(clock.instant().plus(in)))
                .id();
    }

    @Test
    void whatHealsByACallDoesSoAlsoIfAnEndIsAnnouncedInBetween() {
        ConnectionId other = ending(Duration.ofDays(20));
        for (int i = 0; i < 6; i++) {
            team.failNextRead(new ProviderUnavailableException("Down on purpose.", Optional.empty()));
            assertThatThrownBy(() -> gangway.connection(other).users().find(ADA))
                    .isInstanceOf(ProviderUnavailableException.class);
            clock.advance(Duration.ofMinutes(1));
        }
        clock.advance(Duration.ofDays(7));
        connections.sweep();
        assertThat(connections.find(other).orElseThrow()).satisfies(it -> {
            assertThat(it.latest().cause()).isEqualTo(ConnectionCause.EXPIRES_SOON);
            assertThat(it.state()).isEqualTo(ConnectionState.DEGRADED);
            assertThat(it.diagnosis().orElseThrow().problem()).isEqualTo(Problem.PROVIDER_UNAVAILABLE);
        });

        clock.advance(Duration.ofSeconds(1));
        gangway.connection(other).users().find(ADA);

        assertThat(connections.find(other).orElseThrow().latest().cause()).isEqualTo(ConnectionCause.RECOVERED);
    }

    @Test
    void aCredentialThatWorksBeyondItsEndIsSaidToHaveExpiredOnce() {
        ConnectionId other = ending(Duration.ofDays(1));
        clock.advance(Duration.ofDays(2));
        for (int i = 0; i < 5; i++) {
            gangway.connection(other).users().find(ADA);
            clock.advance(Duration.ofMinutes(1));
            connections.sweep();
        }

        assertThat(connections.find(other).orElseThrow().history())
                .extracting(Transition::cause)
                .containsExactly(
                        ConnectionCause.CONNECTED,
                        ConnectionCause.EXPIRES_SOON,
                        ConnectionCause.EXPIRED,
                        ConnectionCause.RECOVERED);
    }

    @Test
    void twoTransitionsOfOneChangeAreBothTold() {
        ConnectionId other = ending(Duration.ofDays(1));

        assertThat(events.stream()
                        .filter(it -> it.id().equals(other))
                        .map(it -> it.from() + " " + it.transition().cause()))
                .containsExactly("Optional.empty CONNECTED", "Optional[CONNECTED] EXPIRES_SOON");
    }

    @Test
    void aListenerThatThrowsAnErrorReachesNobody() {
        Gangway shaky = node(team, store, event -> {
            throw new AssertionError("On purpose.");
        });
        team.revokeCredential();

        assertThatThrownBy(() -> shaky.connection(id).users().find(ADA))
                .isInstanceOf(CredentialRejectedException.class);

        assertThat(told()).endsWith(ConnectionCause.REVOKED);
    }

    @Test
    void aListenerMayEndTheConnectionThatItIsToldAbout() {
        List<Gangway> self = new ArrayList<>();
        self.add(node(team, store, event -> {
            if (event.transition().cause() != ConnectionCause.DISCONNECT_REQUESTED) {
                self.get(0).connections().disconnect(event.id());
            }
        }));
        team.revokeCredential();

        assertThatThrownBy(() -> self.get(0).connection(id).users().find(ADA))
                .isInstanceOf(CredentialRejectedException.class);
        assertThat(connections.find(id)).isEmpty();
        team.restoreCredential();
        ConnectionId made = self.get(0)
                .connections()
                .connect(InMemoryConnector.ID, "Short", team.credential())
                .id();

        assertThatThrownBy(() -> self.get(0).connection(made)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void findingsDoNotProlongTheHalfMinuteOfAHandleOnAnotherNode() {
        Users elsewhere = node(team, store).connection(id).users();
        elsewhere.find(ADA);
        testing(() -> {}).disconnect(id);
        team.missingScope(Capability.READ_USERS);
        clock.advance(Duration.ofSeconds(29));
        assertThatThrownBy(() -> elsewhere.find(ADA)).isInstanceOf(PermissionMissingException.class);
        team.grantScope(Capability.READ_USERS);

        clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> elsewhere.find(ADA)).isInstanceOf(IllegalStateException.class);
    }

    /** Writes, and says that it failed. */
    private Store lying(String prefix, AtomicBoolean lies) {
        return new ForwardingStore(store) {
            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                OptionalLong done = super.compareAndSet(key, expectedVersion, data);
                if (key.startsWith(prefix) && lies.getAndSet(false)) {
                    throw new StoreException("The answer was lost.", null);
                }
                return done;
            }
        };
    }

    @Test
    void aConnectionThatWasStoredThoughTheStoreFailedIsThere() {
        Connections unsure =
                node(team, lying("connection/", new AtomicBoolean(true))).connections();

        ConnectionId made =
                unsure.connect(InMemoryConnector.ID, "Other", team.credential()).id();

        assertThat(connections.find(made)).isPresent();
        assertThat(events).filteredOn(it -> it.id().equals(made)).hasSize(1);
    }

    @Test
    void aConnectionThatMayHaveBeenStoredKeepsItsName() {
        AtomicBoolean written = new AtomicBoolean();
        AtomicBoolean down = new AtomicBoolean();
        Connections unsure = node(team, new ForwardingStore(store) {
                    @Override
                    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                        OptionalLong done = super.compareAndSet(key, expectedVersion, data);
                        if (key.startsWith("connection/") && !written.getAndSet(true)) {
                            down.set(true);
                            throw new StoreException("The answer was lost.", null);
                        }
                        return done;
                    }

                    @Override
                    public Optional<Versioned> get(String key) {
                        if (key.startsWith("connection/") && down.get()) {
                            throw new StoreException("The store is down.", null);
                        }
                        return super.get(key);
                    }
                })
                .connections();

        assertThatThrownBy(() -> unsure.connect(InMemoryConnector.ID, "Other", team.credential()))
                .isInstanceOf(StoreException.class);
        down.set(false);

        assertThat(connections.list()).extracting(ConnectionInfo::name).contains("Other");
        assertThatThrownBy(() -> connections.connect(InMemoryConnector.ID, "Other", team.credential()))
                .isInstanceOf(NameTakenException.class);
    }

    @Test
    void aTransitionThatWasStoredThoughTheStoreFailedIsTold() {
        Gangway unsure = node(team, lying("connection/", new AtomicBoolean(true)));
        team.revokeCredential();

        assertThatThrownBy(() -> unsure.connection(id).users().find(ADA))
                .isInstanceOf(CredentialRejectedException.class);

        assertThat(told()).isEqualTo(history()).endsWith(ConnectionCause.REVOKED);
    }

    @Test
    void aConnectionThatCanNotBeReadJustNowIsNotErased() {
        AtomicBoolean down = new AtomicBoolean(true);
        Connections unsure = node(team, new ForwardingStore(store) {
                    @Override
                    public Optional<Versioned> get(String key) {
                        if (key.startsWith("connection/") && down.getAndSet(false)) {
                            throw new StoreException("The store is down.", null);
                        }
                        return super.get(key);
                    }
                })
                .connections();

        assertThatThrownBy(() -> unsure.disconnect(id)).isInstanceOf(StoreException.class);

        assertThat(info().state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aConnectionWhoseKeyIsLostIsMendedByAnotherCredential() {
        try (Gangway stranger = Gangway.builder()
                .connector(team)
                .time(clock)
                .store(store, Keyring.random())
                .build()) {
            ConnectionInfo mended = stranger.connections().replaceCredential(id, team.renewCredential());

            assertThat(mended.account().warnings())
                    .singleElement()
                    .satisfies(it -> assertThat(it.what()).contains("may still be alive"));
            assertThat(stranger.connection(id).users().find(ADA)).isPresent();
        }
    }

    @Test
    void ofTwoWhoRenameAtOnceOneIsTurnedAway() {
        HookedStore hooked = new HookedStore(store);
        Connections slow = node(team, hooked).connections();
        hooked.afterWriting(
                "name/",
                () -> assertThatThrownBy(() -> connections.rename(id, "Third"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("try again"));

        slow.rename(id, "Second");

        assertThat(hooked.allHooksRan()).isTrue();
        assertThat(connections.rename(id, "Acme").name()).isEqualTo("Acme");
        assertThatThrownBy(() -> connections.connect(InMemoryConnector.ID, "Acme", team.credential()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRenamingThatIsOvertakenByTheEndKeepsNoName() {
        HookedStore hooked = new HookedStore(store);
        Connections slow = node(team, hooked).connections();
        Connections unable = testing(() -> {});
        hooked.afterWriting("name/", () -> unable.disconnect(id));

        assertThatThrownBy(() -> slow.rename(id, "Second")).isInstanceOf(IllegalArgumentException.class);

        assertThat(info().name()).isEqualTo("Acme");
        assertThat(connections
                        .connect(InMemoryConnector.ID, "Second", team.credential())
                        .name())
                .isEqualTo("Second");
    }
}
