package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connection.Disconnection;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.LicenseData;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectingTest {

    private static final Credential WRONG = Credential.bearer(Secret.of("wrong-t0ps3cret"));
    private static final ProviderUnavailableException DOWN =
            new ProviderUnavailableException("The provider is down.", Optional.empty());

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Keyring keyring = Keyring.random();
    private final Gangway gangway =
            Gangway.builder().connector(team).time(clock).store(store, keyring).build();
    private final Connections connections = gangway.connections();

    @AfterEach
    void close() {
        gangway.close();
    }

    private ConnectionInfo connected() {
        return connections.connect(InMemoryConnector.ID, "Acme", team.credential());
    }

    private void assertNothingStored() {
        assertThat(store.list(""))
                .filteredOn(key -> !key.equals("receipt-keys"))
                .isEmpty(); // they are of no connection
        assertThat(connections.list()).isEmpty();
    }

    private static Diagnosis.Problem problem(Throwable thrown) {
        return ((ConnectFailedException) thrown).diagnosis().problem();
    }

    @Nested
    class Connecting {

        @Test
        void saysWhoseConnectionItIsAndWhatItIsGoodFor() {
            ConnectionInfo info = connected();

            assertThat(info.account().teamName()).isEqualTo("Team in memory");
            assertThat(info.account().adminId().toOptional())
                    .contains(team.admin().id());
            assertThat(info.state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(info.capabilities())
                    .extracting(CapabilityCheck::capability)
                    .containsExactlyElementsOf(InMemoryConnector.CAPABILITIES);
            assertThat(info.missing()).isEmpty();
            assertThat(connections.list()).containsExactly(info);
            assertThat(connections.find(info.id())).contains(info);
            assertThat(team.writes()).isEmpty();
        }

        @Test
        void showsAMissingScope() {
            team.missingScope(Capability.READ_SIGN_INS);

            assertThat(connected().missing())
                    .singleElement()
                    .extracting(CapabilityCheck::capability)
                    .isEqualTo(Capability.READ_SIGN_INS);
        }

        @Test
        void storesTheCredentialSealed() {
            connected();

            for (String key : store.list("")) {
                assertThat(new String(store.get(key).orElseThrow().data(), StandardCharsets.UTF_8))
                        .doesNotContain(team.credential().token().reveal());
            }
        }

        @Test
        void refusesACredentialOfAnotherKind() {
            Credential key = new Credential.ApiKey(Secret.of("api-key-t0ps3cret"));

            assertThatThrownBy(() -> connections.connect(InMemoryConnector.ID, "Acme", key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("API_KEY");
            assertThat(team.requests()).isZero();
            assertNothingStored();
        }

        @Test
        void refusesConsentWhereThereIsNone() {
            assertThatThrownBy(() -> connections.beginAuthorization(
                            InMemoryConnector.ID, "Acme", URI.create("https://app.example.com/callback")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertNothingStored();
        }

        @Test
        void refusesAConnectorThatIsNotRegistered() {
            assertThatThrownBy(() -> connections.connect(ConnectorId.of("acme"), "Acme", team.credential()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in-memory");
            assertNothingStored();
        }

        @Test
        void refusesABlankName() {
            assertThatThrownBy(() -> connections.connect(InMemoryConnector.ID, " ", team.credential()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(team.requests()).isZero();
            assertNothingStored();
        }

        @Test
        void failsWithADiagnosisIfTheCredentialIsWrong() {
            assertThatThrownBy(() -> connections.connect(InMemoryConnector.ID, "Acme", WRONG))
                    .isInstanceOf(ConnectFailedException.class)
                    .extracting(ConnectingTest::problem)
                    .isEqualTo(Diagnosis.Problem.CREDENTIAL_REJECTED);
            assertNothingStored();
        }

        @Test
        void failsWithADiagnosisIfTheAccountIsNoAdmin() {
            team.personHasRoles(team.admin().id());

            assertThatThrownBy(ConnectingTest.this::connected)
                    .isInstanceOf(ConnectFailedException.class)
                    .extracting(ConnectingTest::problem)
                    .isEqualTo(Diagnosis.Problem.NOT_AN_ADMIN);
            assertNothingStored();
        }

        @Test
        void failsWithADiagnosisIfAScopeIsMissingThatEverythingNeeds() {
            team.missingScope(Capability.READ_TEAM);

            assertThatThrownBy(ConnectingTest.this::connected)
                    .isInstanceOf(ConnectFailedException.class)
                    .extracting(ConnectingTest::problem)
                    .isEqualTo(Diagnosis.Problem.SCOPE_MISSING);
            assertNothingStored();
        }

        @Test
        void storesNothingIfTheProviderIsDown() {
            team.failNextRead(DOWN);

            assertThatThrownBy(ConnectingTest.this::connected).isSameAs(DOWN);
            assertNothingStored();
        }

        @Test
        void leavesACredentialAliveThatTheApplicationBrought() {
            team.failNextRead(DOWN);
            assertThatThrownBy(ConnectingTest.this::connected).isSameAs(DOWN);

            assertThat(connected().state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Nested
    class Testing {

        @Test
        void findsWhatHasChanged() {
            ConnectionInfo before = connected();
            team.missingScope(Capability.READ_DEVICES);
            clock.advance(Duration.ofHours(1));

            ConnectionInfo now = connections.test(before.id());

            assertThat(now.missing()).hasSize(1);
            assertThat(now.checkedAt()).isEqualTo(clock.instant());
            assertThat(now.connectedAt()).isEqualTo(before.connectedAt());
            assertThat(connections.find(before.id())).contains(now);
        }

        @Test
        void remembersARejectedCredential() {
            ConnectionId id = connected().id();
            team.revokeCredential();

            ConnectionInfo rejected = connections.test(id);

            assertThat(rejected.state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
            assertThat(rejected.diagnosis().orElseThrow().problem()).isEqualTo(Diagnosis.Problem.CREDENTIAL_REJECTED);
            assertThat(connections.find(id)).contains(rejected);
        }

        @Test
        void keepsTheFindingIfTheProviderIsDown() {
            ConnectionInfo info = connected();
            team.failNextRead(DOWN);

            assertThatThrownBy(() -> connections.test(info.id())).isSameAs(DOWN);

            assertThat(connections.find(info.id())).contains(info);
        }
    }

    @Nested
    class Disconnecting {

        @Test
        void withdrawsTheCredentialAndErasesEverything() {
            ConnectionId id = connected().id();
            UserId leo = team.personJoins(NewUser.of("leo@example.com"));
            Users users = gangway.connection(id).users();
            users.execute(users.planOffboarding(
                            UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                    .confirmedBy("it@example.com"));
            assertThat(store.list("journal/")).isNotEmpty();

            Disconnection disconnection = connections.disconnect(id);

            assertThat(disconnection.revocation().state()).isEqualTo(Revocation.State.REVOKED);
            assertNothingStored();
            assertThatThrownBy(ConnectingTest.this::connected).isInstanceOf(ConnectFailedException.class);
        }

        @Test
        void erasesEverythingAlsoIfTheCredentialIsDead() {
            ConnectionId id = connected().id();
            team.revokeCredential();

            assertThat(connections.disconnect(id).revocation().state()).isEqualTo(Revocation.State.ALREADY_DEAD);
            assertNothingStored();
        }

        @Test
        void keepsTheSealedCredentialToTryAgainIfTheProviderIsDown() {
            try (Gangway other = Gangway.builder()
                    .connector(unrevokable())
                    .time(clock)
                    .store(store, keyring)
                    .build()) {
                ConnectionId id = connected().id();

                Disconnection disconnection = other.connections().disconnect(id);

                assertThat(disconnection.revocation().state()).isEqualTo(Revocation.State.FAILED);
                assertThat(disconnection.revocation().explanation()).contains("again", "console");
                assertThat(connections.list()).singleElement().satisfies(it -> {
                    assertThat(it.state()).isEqualTo(ConnectionState.DISCONNECTED);
                    assertThat(it.latest().cause()).isEqualTo(ConnectionCause.REVOCATION_FAILED);
                    assertThat(it.diagnosis()).isPresent();
                });
                assertThatThrownBy(() -> gangway.connection(id)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> connections.test(id)).isInstanceOf(IllegalArgumentException.class);

                assertThat(connections.disconnect(id).revocation().state()).isEqualTo(Revocation.State.REVOKED);
                assertNothingStored();
            }
        }

        private ForwardingConnector unrevokable() {
            return new ForwardingConnector(team) {
                @Override
                public Session open(ConnectorContext context) {
                    return new ForwardingSession(super.open(context)) {
                        @Override
                        public Revocation revoke() {
                            throw DOWN;
                        }
                    };
                }
            };
        }

        @Test
        void closesEveryHandle() {
            Connection connection = gangway.connection(connected().id());
            Users users = connection.users();
            connections.disconnect(connection.info().id());

            assertThatThrownBy(connection::users).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(connection::licenses).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> users.find(UserRef.email("leo@example.com")))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isNotSkippedByForgetting() {
            ConnectionId id = connected().id();

            assertThatThrownBy(() -> connections.forget(id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("disconnect it first");
            assertThat(connections.test(id).state()).isEqualTo(ConnectionState.CONNECTED);
        }

        @Test
        void worksForAConnectorThatIsNoLongerRegistered() {
            ConnectionId id = connected().id();
            try (Gangway other = Gangway.builder()
                    .connector(new ForwardingConnector(team) {
                        @Override
                        public ConnectorSpec spec() {
                            return ConnectorSpec.of(
                                    ConnectorId.of("other"),
                                    "Other",
                                    Credential.Kind.BEARER_TOKEN,
                                    Set.of("other.invalid"));
                        }
                    })
                    .time(clock)
                    .store(store, keyring)
                    .build()) {
                assertThat(other.connections().disconnect(id).revocation().explanation())
                        .contains("isn't registered");
                other.connections().forget(id);
            }
            assertNothingStored();
        }

        @Test
        void twiceIsABug() {
            ConnectionId id = connected().id();
            connections.disconnect(id);

            assertThatThrownBy(() -> connections.disconnect(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class OtherNodes {

        @Test
        void workWithAConnectionThatTheFirstMade() {
            ConnectionInfo info = connected();
            try (Gangway other = Gangway.builder()
                    .connector(team)
                    .time(clock)
                    .store(store, keyring)
                    .build()) {
                assertThat(other.connections().list()).containsExactly(info);
                assertThat(other.connection(info.id()).users().stream()).hasSize(1);
            }
        }

        @Test
        void noticeThatAConnectionWasEnded() {
            ConnectionId id = connected().id();
            try (Gangway other = Gangway.builder()
                    .connector(team)
                    .time(clock)
                    .store(store, keyring)
                    .build()) {
                other.connection(id);
                connections.disconnect(id);

                assertThatThrownBy(() -> other.connection(id)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aClosedGangwayClosesItsHandles() {
        Connection connection = gangway.connection(connected().id());

        gangway.close();

        assertThatThrownBy(connection::users).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> gangway.connection(connection.info().id())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCapabilityThatTheConnectorLacksIsSaidSo() {
        ForwardingConnector bare = new ForwardingConnector(team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Optional<UserLifecycle> users() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<LicenseData> licenses() {
                        return Optional.empty();
                    }
                };
            }
        };
        try (Gangway other = Gangway.builder().connector(bare).time(clock).build()) {
            Connection connection = other.connection(other.connections()
                    .connect(InMemoryConnector.ID, "Acme", team.credential())
                    .id());

            assertThatThrownBy(connection::users).isInstanceOf(UnsupportedCapabilityException.class);
            assertThatThrownBy(connection::licenses).isInstanceOf(UnsupportedCapabilityException.class);
        }
    }

    @Test
    void theConnectorsOwnClientIsReached() {
        Connection connection = gangway.connection(connected().id());

        assertThat(connection.unwrap(InMemoryConnector.class)).containsSame(team);
        assertThat(connection.unwrap(String.class)).isEmpty();
    }
}
