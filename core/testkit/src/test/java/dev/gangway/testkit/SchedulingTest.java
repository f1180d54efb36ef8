package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.Disconnection;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Holdings;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Progress;
import dev.gangway.user.Receipt;
import dev.gangway.user.ScheduledOffboarding;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    private final World world = new World();
    private final UserId leo = world.joins("leo");
    private final Instant due = world.clock.instant().plus(Duration.ofDays(30));

    @AfterEach
    void close() {
        world.close();
    }

    private ConfirmedPlan confirmed() {
        return world.users()
                .planOffboarding(UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR);
    }

    private List<Row<ScheduledOffboarding, Receipt>> executeDue() {
        return world.otherNode().schedule().executeDue(Progress.IGNORED);
    }

    private static Outcome<Receipt> outcome(List<Row<ScheduledOffboarding, Receipt>> rows) {
        assertThat(rows).hasSize(1);
        return ((Row.Attempted<Receipt>) rows.get(0).end()).outcome();
    }

    @Test
    void nothingHappensBeforeItsTimeAndThenItDoesOnce() {
        ConfirmedPlan plan = confirmed();
        ScheduledOffboarding waiting = world.users().schedule().add(plan, due);

        assertThat(world.users().schedule().waiting()).containsExactly(waiting);
        world.clock.advance(Duration.ofDays(29));
        assertThat(executeDue()).isEmpty();
        assertThat(world.writes()).isEmpty();

        world.clock.advance(Duration.ofDays(1));
        Receipt receipt = World.done(outcome(executeDue()));
        assertThat(receipt.planId()).isEqualTo(plan.plan().id());
        assertThat(executeDue()).isEmpty();
        assertThat(world.users().schedule().waiting()).isEmpty();
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void whatIsCancelledNeverHappens() {
        ConfirmedPlan plan = confirmed();
        world.users().schedule().add(plan, due);

        assertThat(world.otherNode().schedule().cancel(plan.plan().id())).isTrue();

        world.clock.advance(Duration.ofDays(31));
        assertThat(executeDue()).isEmpty();
        assertThat(world.writes()).isEmpty();
        assertThat(world.users().schedule().cancel(plan.plan().id())).isFalse();
    }

    @Test
    void somebodyWhoHasChangedByThenIsNotSeenOff() {
        world.users().schedule().add(confirmed(), due);
        world.team.personHasRoles(leo, InMemoryConnector.USER_ADMIN);
        world.clock.advance(Duration.ofDays(30));

        assertThat(World.reason(outcome(executeDue()))).isEqualTo(Reason.PLAN_VOID);

        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(executeDue()).isEmpty();
    }

    @Test
    void whoeverAsksMoreThanADayTooLateHasToPlanAgain() {
        world.users().schedule().add(confirmed(), due);
        world.clock.advance(Duration.ofDays(31).plusSeconds(1));

        Refusal refusal = World.refusal(outcome(executeDue()));

        assertThat(refusal.reason()).isEqualTo(Reason.PLAN_VOID);
        assertThat(refusal.explanation()).startsWith("This was due on " + due + ", more than a day ago");
    }

    @Test
    void whatIsNotSettledIsDueAgainAndCannotBeCancelled() {
        ConfirmedPlan plan = confirmed();
        world.users().schedule().add(plan, due);
        world.clock.advance(Duration.ofDays(30));
        world.team.holdJobs();
        World.unsettled(outcome(executeDue()));
        assertThat(world.users().schedule().cancel(plan.plan().id())).isFalse();

        world.team.releaseJobs();

        assertThat(World.done(outcome(executeDue())).before().id()).isEqualTo(leo);
        assertThat(executeDue()).isEmpty();
    }

    @Test
    void whatCouldNotBeTriedStillWaitsAndCanBeCancelled() {
        ConfirmedPlan plan = confirmed();
        ScheduledOffboarding waiting = world.users().schedule().add(plan, due);
        world.clock.advance(Duration.ofDays(30));
        world.team.revokeCredential();
        executeDue();
        world.team.restoreCredential();

        assertThat(world.users().schedule().waiting()).containsExactly(waiting);
        assertThat(world.users().schedule().cancel(plan.plan().id())).isTrue();

        assertThat(executeDue()).isEmpty();
        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.PLAN_VOID);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aProviderThatCannotBeReachedLosesNothing() {
        world.users().schedule().add(confirmed(), due);
        world.clock.advance(Duration.ofDays(30));
        world.team.revokeCredential();

        assertThat(executeDue())
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.end()).isInstanceOf(Row.NotAttempted.class));

        world.team.restoreCredential();
        World.done(outcome(executeDue()));
    }

    @Test
    void aTimeThatHasPassedAndASecondTimeAreRefusedAtTheDoor() {
        ConfirmedPlan plan = confirmed();

        assertThatThrownBy(() -> world.users().schedule().add(plan, world.clock.instant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("execute(…)");
        world.users().schedule().add(plan, due);
        assertThatThrownBy(() -> world.users().schedule().add(plan, due)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoWasToLeaveIsNamedWhenTheConnectionEndsBefore() {
        world.users().schedule().add(confirmed(), due);

        Disconnection ended =
                world.gangway(world.team, world.store).connections().disconnect(world.id);

        assertThat(ended.neverBegun().toOptional().orElseThrow())
                .extracting(User::id)
                .containsExactly(leo);
        assertThat(ended.openOffboardings().toOptional().orElseThrow()).isEmpty();
    }

    @Test
    void whatStoppedHalfWayIsNotToldAsNeverAttempted() {
        ConfirmedPlan plan = confirmed();
        world.users().schedule().add(plan, due);
        world.clock.advance(Duration.ofDays(30));
        Users failing = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId user, DataHandling handling) {
                throw new ProviderUnavailableException("The provider is down.", Optional.empty());
            }
        }));

        Outcome<Receipt> outcome = outcome(failing.schedule().executeDue(Progress.IGNORED));

        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.SUSPENDED);
        assertThat(World.unsettled(outcome).handle().value())
                .isEqualTo("offboarding:" + plan.plan().id());
        world.team.revokeCredential();
        World.unsettled(outcome(executeDue()));
        world.team.restoreCredential();
        World.done(outcome(executeDue()));
    }

    /** Whoever comes first is trouble each time. */
    @Test
    void onePersonWhoIsTroubleKeepsNobodyElseWaiting() {
        world.users().schedule().add(confirmed(), due);
        UserId mia = world.joins("mia");
        world.users()
                .schedule()
                .add(
                        world.users()
                                .planOffboarding(
                                        UserRef.id(mia),
                                        DataHandling.keepRecoverable().keepingDevices())
                                .confirmedBy(World.ACTOR),
                        due);
        world.clock.advance(Duration.ofDays(30));
        AtomicReference<UserId> trouble = new AtomicReference<>();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                trouble.compareAndSet(null, user);
                if (user.equals(trouble.get())) {
                    throw new ProviderProtocolException("what hangs on " + user + " can't be read", Optional.empty());
                }
                return super.inspect(user);
            }
        }));

        List<Row<ScheduledOffboarding, Receipt>> rows = users.schedule().executeDue(Progress.IGNORED);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).end()).isInstanceOf(Row.NotAttempted.class);
        World.done(((Row.Attempted<Receipt>) rows.get(1).end()).outcome());
        assertThat(world.team.user(trouble.get()).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.users().schedule().waiting()).hasSize(1);
    }

    @Test
    void whatWasExecutedByHandCannotBeCancelledAnyMore() {
        ConfirmedPlan plan = confirmed();
        world.users().schedule().add(plan, due);
        World.done(world.users().execute(plan));

        assertThat(world.users().schedule().cancel(plan.plan().id())).isFalse();
        assertThat(world.users().schedule().waiting()).isEmpty();
    }

    /** A node on which something else happens right after it has read what waits. */
    private Users meanwhile(Runnable action) {
        HookedStore store = new HookedStore(world.store);
        store.afterReading("journal/" + world.id + "/scheduled/", action);
        return world.gangway(world.team, store).connection(world.id).users();
    }

    @Test
    void ofCancellingAndTakingWhicheverIsQuickerWins() {
        String plan = world.users().schedule().add(confirmed(), due).plan().id();
        Users cancelled = meanwhile(
                () -> assertThat(world.users().schedule().cancel(plan)).isTrue());
        world.clock.advance(Duration.ofDays(30));

        assertThat(cancelled.schedule().executeDue(Progress.IGNORED)).isEmpty();

        assertThat(world.writes()).isEmpty();
        Instant soon = world.clock.instant().plusSeconds(1);
        String other = world.users().schedule().add(confirmed(), soon).plan().id();
        Users taken = meanwhile(() -> World.done(outcome(executeDue())));
        world.clock.advance(Duration.ofSeconds(1));

        assertThat(taken.schedule().cancel(other)).isFalse();

        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
    }

    /** It was taken, and nothing of it is written down or begun. */
    @Test
    void whatIsCancelledBetweenTakingAndBeginningNeverHappens() {
        String plan = world.users().schedule().add(confirmed(), due).plan().id();
        HookedStore store = new HookedStore(world.store);
        store.afterReading(waiting(), () -> {}); // what is due
        store.afterReading(
                waiting(),
                () -> assertThat(world.users().schedule().cancel(plan)).isTrue());
        world.clock.advance(Duration.ofDays(30));

        Outcome<Receipt> outcome = outcome(world.gangway(world.team, store)
                .connection(world.id)
                .users()
                .schedule()
                .executeDue(Progress.IGNORED));

        assertThat(store.allHooksRan()).isTrue();
        assertThat(World.reason(outcome)).isEqualTo(Reason.PLAN_VOID);
        assertThat(world.writes()).isEmpty();
    }

    private String waiting() {
        return "journal/" + world.id + "/scheduled/";
    }

    @Test
    void whatIsTakenJustBeforeItWouldBeErasedIsNotSaidToBeCancelled() {
        String plan = world.users().schedule().add(confirmed(), due).plan().id();
        HookedStore store = new HookedStore(world.store);
        store.afterReading("journal/" + world.id + "/offboardings/", () -> World.done(outcome(executeDue())));
        world.clock.advance(Duration.ofDays(30));

        boolean cancelled = world.gangway(world.team, store)
                .connection(world.id)
                .users()
                .schedule()
                .cancel(plan);

        assertThat(store.allHooksRan()).isTrue();
        assertThat(cancelled).isFalse();
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
    }

    @Test
    void eightPeopleInARowWhoAreTroubleKeepTheRestForLater() {
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 9; i++) {
            OffboardingPlan plan = world.users()
                    .planOffboarding(
                            UserRef.id(world.joins("person" + i)),
                            DataHandling.keepRecoverable().keepingDevices());
            world.users().schedule().add(plan.confirmedBy(World.ACTOR), due);
        }
        world.clock.advance(Duration.ofDays(30));
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                asked.incrementAndGet();
                throw new ProviderProtocolException("what hangs on " + user + " can't be read", Optional.empty());
            }
        }));

        assertThat(users.schedule().executeDue(Progress.IGNORED))
                .hasSize(9)
                .allSatisfy(row -> assertThat(row.end()).isInstanceOf(Row.NotAttempted.class));

        assertThat(asked).hasValue(8);
        assertThat(world.users().schedule().waiting()).hasSize(9);
    }

    @Test
    void whereTheStoreDoesNotSayWhetherAnythingWasBegunItMayHaveBeen() {
        world.users().schedule().add(confirmed(), due);
        HookedStore store = new HookedStore(world.store);
        store.afterWriting(waiting(), SchedulingTest::fail);
        store.afterReading("journal/" + world.id + "/offboardings/", SchedulingTest::fail);
        world.clock.advance(Duration.ofDays(30));

        Outcome<Receipt> outcome = outcome(world.gangway(world.team, store)
                .connection(world.id)
                .users()
                .schedule()
                .executeDue(Progress.IGNORED));

        assertThat(World.unsettled(outcome).why()).startsWith("The store failed on purpose.");
        World.done(outcome(executeDue()));
    }

    private static void fail() {
        throw new StoreException("The store failed on purpose.", null);
    }

    @Test
    void ofCancellingAndTakingInTheSameMomentExactlyOneHappens() {
        long start = System.nanoTime();
        for (int times = 0; Race.again(times, start); times++) {
            UserId leaver = world.joins("leaver" + times);
            String plan = world.users()
                    .schedule()
                    .add(
                            world.users()
                                    .planOffboarding(
                                            UserRef.id(leaver),
                                            DataHandling.keepRecoverable().keepingDevices())
                                    .confirmedBy(World.ACTOR)
                                    .releasingBrake("Kim", "a test"),
                            world.clock.instant().plusSeconds(1))
                    .plan()
                    .id();
            world.clock.advance(Duration.ofSeconds(1));

            boolean cancelled = Race.<Boolean>of(
                            2,
                            thread -> () -> thread == 0
                                    ? world.users().schedule().cancel(plan)
                                    : world.otherNode()
                                            .schedule()
                                            .executeDue(Progress.IGNORED)
                                            .isEmpty())
                    .get(0);

            assertThat(world.team.user(leaver).status().isRemoved()).isEqualTo(!cancelled);
            assertThat(executeDue()).isEmpty();
        }
    }
}
