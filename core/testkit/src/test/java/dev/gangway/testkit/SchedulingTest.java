package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.Disconnection;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Progress;
import dev.gangway.user.Receipt;
import dev.gangway.user.ScheduledOffboarding;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

        assertThat(World.reason(outcome(executeDue()))).isEqualTo(Reason.PLAN_VOID);
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
}
