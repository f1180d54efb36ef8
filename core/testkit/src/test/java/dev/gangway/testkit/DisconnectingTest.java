package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.Disconnection;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.OpenOffboarding;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** After a connection was ended nothing goes on, whichever node ended it, even if its credential is still alive. */
class DisconnectingTest {

    private static final UserRef ADA = UserRef.email("admin@example.com");

    private final World world = new World();
    private final UserId leo = world.joins("leo");
    private final HookedStore hooked = new HookedStore(world.store);
    private final Gangway node = world.gangway(unrevokable(() -> alive()), hooked);
    private final Gangway other = world.gangway(unrevokable(() -> alive()), world.store);

    @AfterEach
    void close() {
        world.close();
    }

    private static Revocation alive() {
        return new Revocation(Revocation.State.NOT_POSSIBLE, "This provider's credentials live on.");
    }

    private ForwardingConnector unrevokable(Supplier<Revocation> answer) {
        return new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Revocation revoke() {
                        return answer.get();
                    }
                };
            }
        };
    }

    private void end() {
        other.connections().disconnect(world.id);
    }

    private static void assertEnded(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("disconnected");
    }

    /** The keys of receipts are of no connection: receipts that were exported are verified for years. */
    private void assertNothingIsLeft() {
        assertThat(world.store.list(""))
                .filteredOn(key -> !key.equals("receipt-keys"))
                .isEmpty();
        assertThat(hooked.allHooksRan()).isTrue();
    }

    @Nested
    class AHandleOnAnotherNode {

        private final Connection connection = node.connection(world.id);
        private final Users users = connection.users();

        @Test
        void changesNothingAnyMore() {
            ConfirmedPlan plan = users.planOffboarding(
                            UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                    .confirmedBy(World.ACTOR);
            end();

            assertEnded(() -> users.execute(plan));
            assertThat(world.writes()).isEmpty();
            assertNothingIsLeft();
        }

        @Test
        void changesNothingInItsFirstCallEither() {
            end();

            assertEnded(() -> users.suspend(UserRef.id(leo), Devices.KEEP));
            assertThatThrownBy(() -> users.onboard(NewUser.of("ana@example.com")))
                    .isInstanceOf(IllegalStateException.class);
            assertEnded(connection::users);
            assertThat(world.writes()).isEmpty();
            assertNothingIsLeft();
        }

        @Test
        void readsForHalfAMinuteAtMost() {
            end();
            world.clock.advance(Duration.ofSeconds(29));
            users.find(ADA);
            int before = world.team.requests();
            world.clock.advance(Duration.ofSeconds(1));

            assertEnded(() -> users.find(ADA));
            assertEnded(connection::licenses);
            assertThat(world.team.requests()).isEqualTo(before);
        }

        @Test
        void readsOnWhileTheStoreIsDownAndChangesNothing() {
            world.clock.advance(Duration.ofMinutes(1));
            hooked.afterReading("connection/", DisconnectingTest::storeIsDown);
            hooked.afterReading("connection/", DisconnectingTest::storeIsDown);

            assertThat(users.find(ADA)).isPresent();
            assertThatThrownBy(() -> users.suspend(UserRef.id(leo), Devices.KEEP))
                    .isInstanceOf(StoreException.class);
            assertThat(world.writes()).isEmpty();
            assertThat(hooked.allHooksRan()).isTrue();
        }

        @Test
        void thatHasJustNotedWhatItIsAboutToSendDoesNotSendIt() {
            hooked.afterWriting("journal/", DisconnectingTest.this::end);

            assertEnded(() -> users.suspend(UserRef.id(leo), Devices.KEEP));
            assertThat(world.writes()).isEmpty();
            assertNothingIsLeft();
        }
    }

    private static void storeIsDown() {
        throw new StoreException("The store is down on purpose.", null);
    }

    @Test
    void whoWasSendingIsToldThatItMayHaveTakenEffect() {
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> endingAfterSending(inner)));

        assertThatThrownBy(() -> users.suspend(UserRef.id(leo), Devices.KEEP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("may have taken effect");
        assertThat(world.writes()).containsExactly("suspend");
        assertNothingIsLeft();
    }

    private UserLifecycle endingAfterSending(UserLifecycle inner) {
        return new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                Outcome<UserId> outcome = super.suspend(user, devices);
                end();
                return outcome;
            }
        };
    }

    @Nested
    class WhoOpensAtTheSameMoment {

        @Test
        void findsNoConnectionIfAnotherNodeEndedIt() {
            hooked.afterReading("connection/", DisconnectingTest.this::end);

            assertThatThrownBy(() -> node.connection(world.id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("disconnected");
            assertNothingIsLeft();
        }

        @Test
        void findsNoConnectionIfTheSameNodeEndedIt() {
            hooked.afterReading("connection/", () -> node.connections().disconnect(world.id));

            assertThatThrownBy(() -> node.connection(world.id)).isInstanceOf(IllegalArgumentException.class);
            assertNothingIsLeft();
        }

        @Test
        void getsADeadHandleIfItWasEndedAMomentLater() {
            hooked.afterReading("connection/", () -> {});
            hooked.afterReading("connection/", () -> node.connections().disconnect(world.id));

            Connection connection = node.connection(world.id);

            assertEnded(connection::users);
            assertNothingIsLeft();
        }

        @Test
        void findsNoConnectionToTestAndAsksNobody() {
            int before = world.team.requests();
            hooked.afterReading("connection/", DisconnectingTest.this::end);

            assertThatThrownBy(() -> node.connections().test(world.id)).isInstanceOf(IllegalArgumentException.class);
            assertThat(world.team.requests()).isEqualTo(before);
            assertNothingIsLeft();
        }

        @Test
        void getsNothingFromAGangwayThatIsBeingClosed() {
            hooked.afterReading("connection/", node::close);

            assertThatThrownBy(() -> node.connection(world.id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }

        @Test
        void getsNothingFromAGangwayThatIsClosedWhileTheSessionOpens() {
            AtomicReference<Gangway> closing = new AtomicReference<>();
            closing.set(world.gangway(
                    new ForwardingConnector(world.team) {
                        @Override
                        public Session open(ConnectorContext context) {
                            Session session = super.open(context);
                            onAnotherThread(() -> closing.get().close());
                            return session;
                        }
                    },
                    world.store));

            assertThatThrownBy(() -> closing.get().connection(world.id))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }

        private static void onAnotherThread(Runnable work) {
            Thread thread = new Thread(work);
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    @Test
    void aClosedGangwayStoresNothingMore() {
        Users users = node.connection(world.id).users();
        ConfirmedPlan plan = users.planOffboarding(
                        UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR);
        node.close();

        assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(IllegalStateException.class);
        assertThat(world.journal()).isEmpty();
    }

    @Nested
    class AnOffboardingThatHasNotEnded {

        private final Users users = node.connection(world.id).users();

        @BeforeEach
        void begin() {
            world.team.holdJobs();
        }

        private JobHandle seeOff(UserId leaver) {
            return World.unsettled(users.execute(users.planOffboarding(
                                    UserRef.id(leaver),
                                    DataHandling.keepRecoverable().keepingDevices())
                            .confirmedBy(World.ACTOR)))
                    .handle();
        }

        @Test
        void isNamedWithItsLeaver() {
            User leaver = world.team.user(leo);
            JobHandle handle = seeOff(leo);

            Disconnection ended = other.connections().disconnect(world.id);

            assertThat(ended.openOffboardings()).isEqualTo(Fact.of(List.of(new OpenOffboarding(handle, leaver))));
            assertNothingIsLeft();
        }

        @Test
        void isTheLastOneSinceNoneBeginsWhileTheConnectionIsBeingEnded() {
            seeOff(leo);
            UserId mia = world.joins("mia");
            hooked.afterErasing(
                    "journal/", () -> assertThatThrownBy(() -> seeOff(mia)).isInstanceOf(IllegalStateException.class));

            Disconnection ended = node.connections().disconnect(world.id);

            assertThat(ended.openOffboardings().toOptional().orElseThrow())
                    .extracting(it -> it.leaver().id())
                    .containsExactly(leo);
            assertNothingIsLeft();
        }

        @Test
        void isUnknownIfTheJournalIsDamaged() {
            seeOff(leo);
            String run =
                    world.store.list("journal/" + world.id + "/offboardings/").get(0);
            world.store.compareAndSet(
                    run, world.store.get(run).orElseThrow().version(), "{".getBytes(StandardCharsets.UTF_8));

            assertThat(other.connections().disconnect(world.id).openOffboardings())
                    .isInstanceOf(Fact.Unknown.class);
            assertNothingIsLeft();
        }
    }

    @Test
    void anOffboardingThatHasEndedIsNotNamed() {
        World.done(world.seeOff(leo));

        assertThat(other.connections().disconnect(world.id).openOffboardings()).isEqualTo(Fact.of(List.of()));
    }

    @Test
    void aConnectionWhoseRecordIsDamagedCanStillBeEnded() {
        String key = "connection/" + world.id;
        world.store.compareAndSet(
                key, world.store.get(key).orElseThrow().version(), "{".getBytes(StandardCharsets.UTF_8));

        assertThat(node.connections().disconnect(world.id).revocation()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(Revocation.State.FAILED);
            assertThat(it.explanation()).contains("damaged", "console");
        });
        assertNothingIsLeft();
    }

    @Test
    void aConnectionWhoseKeyIsLostCanStillBeEnded() {
        try (Gangway stranger = Gangway.builder()
                .connector(world.team)
                .time(world.clock)
                .store(world.store, Keyring.random())
                .build()) {
            assertThat(stranger.connections().disconnect(world.id).revocation().state())
                    .isEqualTo(Revocation.State.FAILED);
            assertThat(stranger.connections().forget(world.id).revocation().explanation())
                    .contains("console");
        }
        assertNothingIsLeft();
    }

    @Test
    void aSessionThatFailsToCloseKeepsNothingFromEnding() {
        ForwardingConnector stubborn = new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public void close() {
                        throw new IllegalStateException("This session doesn't want to close.");
                    }
                };
            }
        };
        Gangway third = world.gangway(stubborn, world.store);
        Connection connection = third.connection(world.id);

        assertThat(third.connections().disconnect(world.id).revocation().state())
                .isEqualTo(Revocation.State.REVOKED);
        assertEnded(connection::users);
        assertNothingIsLeft();
    }

    @Test
    void whoIsInterruptedBeforeTheProviderAnsweredCanEndItAgain() {
        Gangway interrupted = world.gangway(
                unrevokable(() -> {
                    throw new CallInterruptedException("Interrupted on purpose.");
                }),
                world.store);

        assertThatThrownBy(() -> interrupted.connections().disconnect(world.id))
                .isInstanceOf(CallInterruptedException.class);
        assertThatThrownBy(() -> other.connection(world.id)).isInstanceOf(IllegalArgumentException.class);
        other.connections().disconnect(world.id);
        assertNothingIsLeft();
    }
}
