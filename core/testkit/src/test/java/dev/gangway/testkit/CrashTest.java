package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connector.Connector;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A node dies before and after every call to the store and to the provider; another node goes on. Whatever the moment, the end is the same
 * and the provider hears of the removal at most once.
 */
class CrashTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    private static Connector mortal(Connector team, Fate fate) {
        return ForwardingConnector.withUsers(team, inner -> (UserLifecycle) Proxy.newProxyInstance(
                UserLifecycle.class.getClassLoader(),
                new Class<?>[] {UserLifecycle.class},
                (proxy, method, args) -> fate.around(() -> {
                    try {
                        return method.invoke(inner, args);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() instanceof RuntimeException it ? it : new IllegalStateException(failed);
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })));
    }

    /** Whether a node that dies at this moment got to the end of its work before. */
    static boolean survives(World world, int moment, Consumer<Users> work) {
        return survives(world, moment, world.team, work);
    }

    /** The same over a connector between the node and the team. */
    static boolean survives(World world, int moment, Connector connector, Consumer<Users> work) {
        return survives(world, moment, connector, new Fate(), work);
    }

    /** The same if something else of the node can die, too. */
    static boolean survives(World world, int moment, Connector connector, Fate fate, Consumer<Users> work) {
        Users users = world.gangway(mortal(connector, fate), new MortalStore(world.store, fate))
                .connection(world.id)
                .users();
        fate.dieAt(moment);
        try {
            work.accept(users);
            return true;
        } catch (Fate.Crash crash) {
            return false;
        }
    }

    /** A run of one offboarding that nodes die in; the leaver is suspended already, so that the removal is all that is sent. */
    private static final class Run implements AutoCloseable {
        final World world = new World();
        final UserId leo = world.joinsSuspended("leo");
        final UserId mia = world.joins("mia");
        final ConfirmedPlan plan;

        Run(Function<UserId, DataHandling> handling) {
            world.team.personHasFiles(leo, 7);
            world.team.jobsTake(2);
            plan = world.users()
                    .planOffboarding(UserRef.id(leo), handling.apply(mia))
                    .confirmedBy(World.ACTOR);
        }

        boolean survives(int moment) {
            return CrashTest.survives(world, moment, users -> users.execute(plan));
        }

        /** Another node asks until it knows the end. */
        Outcome<Receipt> end() {
            Users other = world.otherNode();
            Outcome<Receipt> outcome = other.execute(plan);
            for (int i = 0; i < 20 && outcome instanceof Outcome.Unsettled; i++) {
                world.clock.advance(Duration.ofHours(2));
                outcome = other.execute(plan);
            }
            return outcome;
        }

        void assertNothingIsLeftOpen() {
            assertThat(world.journal())
                    .as("what stays in the journal besides the offboarding's own record")
                    .noneMatch(key -> key.contains("/writes/") || key.contains("/leaving/"));
        }

        @Override
        public void close() {
            world.close();
        }
    }

    private static DataHandling transfer(UserId recipient) {
        return DataHandling.transferTo(UserRef.id(recipient)).keepingDevices();
    }

    private static int moments(Function<UserId, DataHandling> handling) {
        return Stream.iterate(1, moment -> moment + 1)
                .filter(moment -> {
                    try (Run run = new Run(handling)) {
                        return run.survives(moment);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherNodeBringsARecoverableRemovalToTheSameEnd() {
        int moments = moments(mia -> RECOVERABLE);
        assertThat(moments).isGreaterThan(30);
        int done = 0;

        for (int moment = 1; moment < moments; moment++) {
            try (Run run = new Run(mia -> RECOVERABLE)) {
                assertThat(run.survives(moment)).isFalse();

                Outcome<Receipt> end = run.end();

                String when = "a crash at moment " + moment;
                if (end instanceof Outcome.Done) {
                    assertThat(run.world.team.user(run.leo).status())
                            .as(when)
                            .isEqualTo(UserStatus.REMOVED_RECOVERABLE);
                    assertThat(run.world.writes()).as(when).containsExactly("remove");
                    done++;
                } else { // it died between the intent and the request, and too much time has passed to repeat it
                    // unasked
                    assertThat(World.reason(end)).as(when).isEqualTo(Reason.TRY_LATER);
                    assertThat(run.world.team.user(run.leo).status()).as(when).isEqualTo(UserStatus.SUSPENDED);
                    assertThat(run.world.writes()).as(when).isEmpty();
                }
                assertThat(run.world.team.files(run.leo)).isEqualTo(7);
                run.assertNothingIsLeftOpen();
            }
        }
        assertThat(done).as("ends of " + moments + " crashes").isGreaterThanOrEqualTo(moments - 5);
    }

    @Test
    void aTransferIsDoneWholeOrNotAtAllAndNeverTwice() {
        int moments = moments(CrashTest::transfer);

        for (int moment = 1; moment < moments; moment++) {
            try (Run run = new Run(CrashTest::transfer)) {
                run.survives(moment);

                Outcome<Receipt> end = run.end();

                if (end instanceof Outcome.Done) {
                    assertThat(run.world.writes())
                            .as("requests, moment " + moment)
                            .containsExactly("remove");
                    assertThat(run.world.team.files(run.mia)).isEqualTo(7);
                } else {
                    assertThat(World.reason(end)).as("moment " + moment).isEqualTo(Reason.TRY_LATER);
                    assertThat(run.world.writes())
                            .as("requests, moment " + moment)
                            .isEmpty();
                    assertThat(run.world.team.files(run.leo)).isEqualTo(7);
                }
                run.assertNothingIsLeftOpen();
            }
        }
    }

    @Test
    void aSecondCrashDuringTheRepairSendsNothingTwice() {
        int moments = moments(mia -> RECOVERABLE);

        for (int first = 1; first < moments; first += 4) {
            for (int second = 1 + first / 4 % 4; second < moments; second += 4) {
                try (Run run = new Run(mia -> RECOVERABLE)) {
                    run.survives(first);
                    run.world.clock.advance(Duration.ofMinutes(10));
                    run.survives(second);

                    Outcome<Receipt> end = run.end();

                    String when = "crashes at moments " + first + " and " + second;
                    if (end instanceof Outcome.Done) {
                        assertThat(run.world.team.user(run.leo).status())
                                .as(when)
                                .isEqualTo(UserStatus.REMOVED_RECOVERABLE);
                        assertThat(run.world.writes()).as(when).containsExactly("remove");
                    } else {
                        assertThat(World.reason(end)).as(when).isEqualTo(Reason.TRY_LATER);
                        assertThat(run.world.writes()).as(when).isEmpty();
                    }
                    run.assertNothingIsLeftOpen();
                }
            }
        }
    }

    /** Settles all that a dead node left behind, and asks again. */
    private static void settleAll(Users users, World world) {
        world.clock.advance(Duration.ofMinutes(7));
        for (OpenRequest open : users.openRequests()) {
            assertThat(users.settle(open.handle())).as(open.toString()).isNotInstanceOf(Outcome.Unsettled.class);
        }
        assertThat(users.openRequests()).isEmpty();
    }

    @Test
    void aSuspensionIsSettledAndAtMostOneTakesEffect() {
        boolean survived = false;
        for (int moment = 1; !survived; moment++) {
            try (World world = new World()) {
                UserId leo = world.joins("leo");
                survived = survives(world, moment, users -> users.suspend(UserRef.id(leo), Devices.KEEP));
                int sent = world.writes().size();

                Users other = world.otherNode();
                settleAll(other, world);

                assertThat(world.writes())
                        .as("requests after settling, moment " + moment)
                        .hasSize(sent);
                assertThat(World.done(other.suspend(UserRef.id(leo), Devices.KEEP))
                                .status())
                        .isEqualTo(UserStatus.SUSPENDED);
                assertThat(world.writes()).as("requests, moment " + moment).containsExactly("suspend");
            }
        }
    }

    @Test
    void anUndoIsGoneOnWithAndBringsNothingTwice() {
        boolean survived = false;
        for (int moment = 1; !survived; moment++) {
            try (World world = new World()) {
                world.team.group("g1", "Design");
                UserId leo = world.team.personJoins(NewUser.of("leo@example.com")
                        .withRole(InMemoryConnector.USER_ADMIN)
                        .inGroup("g1"));
                world.team.suspensionsOutlastRemovals(false);
                world.team.personIsSuspended(leo);
                Receipt receipt = World.done(world.seeOff(leo));
                survived = survives(world, moment, users -> users.undo(receipt));

                Users other = world.otherNode();
                settleAll(other, world);
                Undone undone = World.done(other.undo(receipt));

                boolean suspended = undone.user().status() == UserStatus.SUSPENDED;
                assertThat(undone.notRestored())
                        .as("what is not said to be missing, moment " + moment)
                        .filteredOn(it -> it.startsWith("the suspension: "))
                        .hasSize(suspended ? 0 : 1);
                assertThat(undone.user().roles()).as("moment " + moment).containsExactly(InMemoryConnector.USER_ADMIN);
                assertThat(undone.user().groupIds().toOptional()).contains(List.of("g1"));
                assertThat(world.writes())
                        .as("moment " + moment)
                        .startsWith("remove", "recover", "assign-roles", "join-group")
                        .hasSize(suspended ? 5 : 4);
            }
        }
    }
}
