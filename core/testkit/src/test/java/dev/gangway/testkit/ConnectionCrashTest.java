package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connector.Account;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A node dies before and after every call to the store and to the provider while it makes, changes or ends a connection. Whatever the moment,
 * no half of a connection stays, none is lost, and another node comes to the same end.
 */
class ConnectionCrashTest {

    private static final UserRef ADA = UserRef.email("admin@example.com");

    /** A store, a team, one connection to it, and a node that dies. */
    private static final class Run implements AutoCloseable {
        final TestClock clock = new TestClock();
        final InMemoryConnector team = new InMemoryConnector(clock);
        final InMemoryStore store = new InMemoryStore(clock);
        final Keyring keyring = Keyring.random();
        final Fate fate = new Fate();
        final Gangway healthy = Gangway.builder()
                .connector(team)
                .time(clock)
                .store(store, keyring)
                .build();
        final Gangway mortal = Gangway.builder()
                .connector(mortal())
                .time(clock)
                .store(new MortalStore(store, fate), keyring)
                .build();
        final ConnectionId id = connect("Acme").id();

        private ForwardingConnector mortal() {
            return new ForwardingConnector(team) {
                @Override
                public Session open(ConnectorContext context) {
                    return new ForwardingSession(super.open(context)) {
                        @Override
                        public Account account() {
                            return fate.around(super::account);
                        }

                        @Override
                        public Revocation revoke() {
                            return fate.around(super::revoke);
                        }
                    };
                }
            };
        }

        ConnectionInfo connect(String name) {
            return connections().connect(InMemoryConnector.ID, name, team.credential());
        }

        /** Of the node that lives. */
        Connections connections() {
            return healthy.connections();
        }

        boolean works(ConnectionId connection) {
            clock.advance(Duration.ofMinutes(1));
            return healthy.connection(connection).users().find(ADA).isPresent();
        }

        boolean survives(int moment, Consumer<Connections> work) {
            fate.dieAt(moment);
            try {
                work.accept(mortal.connections());
                return true;
            } catch (Fate.Crash crash) {
                return false;
            }
        }

        /** Ends it by a node that can't open the credential. */
        void endWithoutRevoking() {
            try (Gangway stranger = Gangway.builder()
                    .connector(team)
                    .time(clock)
                    .store(store, Keyring.random())
                    .build()) {
                stranger.connections().disconnect(id);
            }
        }

        /** What a node left behind is swept away after a while. */
        void later() {
            clock.advance(Duration.ofMinutes(10));
            connections().sweep();
        }

        @Override
        public void close() {
            healthy.close();
            mortal.close();
        }
    }

    /** Lets a node die at each moment of some work, and looks each time at what it left. */
    private static void atEachMoment(int atLeast, Consumer<Run> before, Work work, Consumer<Run> after) {
        long moments = Stream.iterate(1, moment -> moment + 1)
                .takeWhile(moment -> {
                    try (Run run = new Run()) {
                        before.accept(run);
                        boolean survived = run.survives(moment, connections -> work.run(run, connections));
                        after.accept(run);
                        return !survived;
                    }
                })
                .count();
        assertThat(moments).isGreaterThanOrEqualTo(atLeast);
    }

    private interface Work {
        void run(Run run, Connections connections);
    }

    @Test
    void aNewConnectionIsThereWholeOrNotAtAll() {
        atEachMoment(
                8,
                run -> {},
                (run, connections) -> connections.connect(InMemoryConnector.ID, "Beta", run.team.credential()),
                run -> {
                    run.later();
                    boolean there = run.connections().list().size() == 2;
                    assertThat(run.store.list("name/")).hasSize(there ? 2 : 1);
                    if (!there) {
                        run.connect("Beta");
                    }
                    assertThat(run.connections().list())
                            .allMatch(it -> it.state() == ConnectionState.CONNECTED && run.works(it.id()))
                            .extracting(ConnectionInfo::name)
                            .containsExactlyInAnyOrder("Acme", "Beta");
                });
    }

    @Test
    void aReplacedCredentialIsTheOldOneOrTheNewOne() {
        atEachMoment(
                8,
                run -> {},
                (run, connections) -> connections.replaceCredential(run.id, run.team.credential()),
                run -> {
                    assertThat(run.works(run.id)).isTrue();
                    Credential fresh = run.team.renewCredential();
                    assertThat(run.connections()
                                    .replaceCredential(run.id, fresh)
                                    .state())
                            .isEqualTo(ConnectionState.CONNECTED);
                    assertThat(run.works(run.id)).isTrue();
                });
    }

    @Test
    void aConnectionHasItsOldNameOrItsNewOneAndNeverBothForLong() {
        atEachMoment(8, run -> {}, (run, connections) -> connections.rename(run.id, "Beta"), run -> {
            assertThat(run.connections().list())
                    .singleElement()
                    .extracting(ConnectionInfo::name)
                    .isIn("Acme", "Beta");
            run.clock.advance(Duration.ofSeconds(31)); // as long as a node that died keeps others from it
            run.connections().rename(run.id, "Beta");
            run.later();
            assertThat(run.connect("Acme").name()).isEqualTo("Acme");
            assertThat(run.store.list("name/")).hasSize(2);
        });
    }

    @Test
    void anEndedConnectionIsEndedByEndingItAgain() {
        atEachMoment(
                12,
                run -> World.done(
                        run.healthy.connection(run.id).users().onboard(dev.gangway.user.NewUser.of("ana@example.com"))),
                (run, connections) -> connections.disconnect(run.id),
                ConnectionCrashTest::endsForGood);
    }

    @Test
    void aForgottenConnectionIsForgottenByForgettingItAgain() {
        atEachMoment(
                8,
                Run::endWithoutRevoking,
                (run, connections) -> connections.forget(run.id),
                ConnectionCrashTest::endsForGood);
    }

    private static void endsForGood(Run run) {
        if (run.connections().find(run.id).isPresent()) {
            run.connections().disconnect(run.id);
        }
        run.later();
        assertThat(run.store.list("")).isEmpty();
    }
}
