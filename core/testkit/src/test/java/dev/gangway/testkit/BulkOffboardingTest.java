package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.Disconnection;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.http.Deadline;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import dev.gangway.store.Store;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Brake;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.BulkReport;
import dev.gangway.user.BulkReport.State;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.OffboardingResolver;
import dev.gangway.user.Progress;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkOffboardingTest {

    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();
    private static final OffboardingResolver KEEPING = leaver -> OffboardingRequest.of(UserRef.id(leaver.id()), KEEP);

    private final World world = new World(builder -> builder.protect(UserRef.email("boss@example.com"))
            .offboardingBrake(new Brake(100, 5, Duration.ofHours(24))));

    @AfterEach
    void close() {
        world.close();
    }

    private List<UserRef> join(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> UserRef.id(world.joins("person" + i)))
                .toList();
    }

    private ConfirmedBulkPlan confirmed(List<UserRef> leavers) {
        return world.users()
                .bulkOffboardings()
                .plan(leavers, KEEPING)
                .confirmedBy(World.ACTOR)
                .atOnce(1);
    }

    private static String end(Row<UserRef, Receipt> row) {
        return row.end()
                .match(
                        done -> "done",
                        refused -> refused.refusal().reason().name(),
                        unsettled -> "unsettled",
                        notAttempted -> "not attempted");
    }

    private UserStatus status(UserRef person) {
        return world.team.user(person.asId().orElseThrow()).status();
    }

    @Test
    void everybodyHasOneRowInTheOrderGiven() {
        UserRef boss = UserRef.id(world.joins("boss"));
        UserRef leo = UserRef.id(world.joins("leo"));
        UserRef nobody = UserRef.email("nobody@example.com");
        UserRef mia = UserRef.email("mia@example.com");
        UserId miaId = world.joins("mia");
        List<UserRef> asked = List.of(boss, leo, nobody, mia, UserRef.id(miaId));

        BulkReport report = world.users().bulkOffboardings().execute(confirmed(asked));

        assertThat(report.rows()).extracting(Row::input).isEqualTo(asked);
        assertThat(report.rows())
                .extracting(BulkOffboardingTest::end)
                .containsExactly("PROTECTED_USER", "done", "USER_NOT_FOUND", "done", "INVALID_INPUT");
        assertThat(report.state()).isEqualTo(State.FINISHED);
        assertThat(report.words()).isEqualTo("5 people: 2 gone, 3 refused, 0 not settled, 0 not attempted");
        assertThat(world.writes()).containsExactly("suspend", "remove", "suspend", "remove");
        assertThat(world.users().bulkOffboardings().open()).isEmpty();
    }

    @Test
    void planningWritesNothing() {
        List<UserRef> leavers = join(3);
        var before = world.stored();

        BulkPlan plan = world.users().bulkOffboardings().plan(leavers, KEEPING);

        assertThat(plan.leaving()).hasSize(3);
        assertThat(plan.summary())
                .contains(
                        "3 of 3 people leave.",
                        "3 people can no longer sign in, on the web or on any device.",
                        "It can be undone for 3 people for 7 days, if a license is free then.");
        assertThat(world.writes()).isEmpty();
        assertThat(world.stored()).isEqualTo(before);
    }

    @Test
    void theResolverNamesTheRecipientOfEachAndNobodyReceivesWhoLeaves() {
        UserRef mia = UserRef.id(world.joins("mia"));
        UserRef leo = UserRef.id(world.joins("leo"));
        UserRef kim = UserRef.id(world.joins("kim"));
        world.team.personHasFiles(leo.asId().orElseThrow(), 7);

        BulkPlan plan = world.users()
                .bulkOffboardings()
                .plan(
                        List.of(leo, kim),
                        leaver -> OffboardingRequest.of(
                                UserRef.id(leaver.id()),
                                DataHandling.transferTo(leaver.email().startsWith("leo") ? mia : leo)
                                        .keepingDevices()));

        assertThat(plan.staying()).extracting(BulkPlan.Entry::asked).containsExactly(kim);
        assertThat(plan.staying().get(0).plan().refusals().get(0).reason()).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
        world.users().bulkOffboardings().execute(plan.confirmedBy(World.ACTOR));
        assertThat(world.team.files(mia.asId().orElseThrow())).isEqualTo(7);
        assertThat(status(kim)).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void aResolverThatAnswersAboutSomebodyElseIsABug() {
        List<UserRef> leavers = join(2);

        assertThatThrownBy(() -> world.users()
                        .bulkOffboardings()
                        .plan(leavers, leaver -> OffboardingRequest.of(leavers.get(1), KEEP)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("person0");
    }

    @Test
    void notAllAdminsLeaveAtOnce() {
        UserId kim = world.joins("kim");
        UserId leo = world.joins("leo");
        world.team.personHasRoles(kim, InMemoryConnector.TEAM_ADMIN);
        world.team.personHasRoles(leo, InMemoryConnector.TEAM_ADMIN);
        UserRef own = UserRef.id(
                world.connection().info().account().adminId().toOptional().orElseThrow());

        BulkPlan plan = world.users()
                .bulkOffboardings()
                .plan(
                        Stream.concat(Stream.of(own), Stream.of(kim, leo).map(UserRef::id))
                                .toList(),
                        KEEPING);

        assertThat(plan.staying()).extracting(BulkPlan.Entry::asked).containsExactly(own);
        world.team.personHasRoles(own.asId().orElseThrow());
        BulkPlan both = world.users()
                .bulkOffboardings()
                .plan(Stream.of(kim, leo).map(UserRef::id).toList(), KEEPING);
        assertThat(both.staying())
                .hasSize(2)
                .allSatisfy(
                        it -> assertThat(it.plan().refusals().get(0).reason()).isEqualTo(Reason.LAST_ADMIN));
        assertThatThrownBy(() -> both.confirmedBy(World.ACTOR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No active admin");
    }

    @Test
    void theBrakeHoldsAsAWholeUntilSomebodyReleasesItByName() {
        try (World braked = new World()) {
            List<UserRef> leavers = IntStream.range(0, 10)
                    .mapToObj(i -> UserRef.id(braked.joins("person" + i)))
                    .toList();
            BulkPlan plan = braked.users().bulkOffboardings().plan(leavers, KEEPING);
            ConfirmedBulkPlan held = plan.confirmedBy(World.ACTOR);

            assertThat(plan.brake().orElseThrow().reason()).isEqualTo(Reason.MASS_OFFBOARDING);
            assertThatThrownBy(() -> braked.users().bulkOffboardings().execute(held))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("releasingBrake");
            assertThat(braked.writes()).isEmpty();

            BulkReport report = braked.users()
                    .bulkOffboardings()
                    .execute(held.releasingBrake("Kim Boss", "The Paris office closes"));
            assertThat(report.done()).isEqualTo(10);
            assertThat(receipt(report, 0).release().orElseThrow().by()).isEqualTo("Kim Boss");
        }
    }

    private static Receipt receipt(BulkReport report, int index) {
        return report.rows()
                .get(index)
                .end()
                .match(
                        done -> Optional.of(done.value()),
                        refused -> Optional.<Receipt>empty(),
                        unsettled -> Optional.<Receipt>empty(),
                        notAttempted -> Optional.<Receipt>empty())
                .orElseThrow();
    }

    @Test
    void severalAtATimeIsTheSameAsOneByOne() {
        List<UserRef> leavers = join(20);
        world.team.jobsTake(2);

        BulkReport report = world.users()
                .bulkOffboardings()
                .execute(world.users()
                        .bulkOffboardings()
                        .plan(leavers, KEEPING)
                        .confirmedBy(World.ACTOR)
                        .atOnce(4));

        assertThat(report.done()).isEqualTo(20);
        assertThat(world.writes()).hasSize(40);
        assertThat(leavers).allSatisfy(it -> assertThat(status(it)).isEqualTo(UserStatus.REMOVED_RECOVERABLE));
    }

    @Test
    void aProcessThatDiesHalfWayIsResumedOnAnotherNode() {
        List<UserRef> leavers = join(6);
        ConfirmedBulkPlan plan = confirmed(leavers);
        Fate fate = new Fate();
        Users mortal = world.gangway(world.team, new MortalStore(world.store, fate))
                .connection(world.id)
                .users();
        fate.dieAt(160);
        assertThatThrownBy(() -> mortal.bulkOffboardings().execute(plan)).isInstanceOf(Fate.Crash.class);
        int gone = (int) leavers.stream().filter(it -> status(it).isRemoved()).count();
        assertThat(gone).isBetween(1, 5);
        world.clock.advance(Duration.ofMinutes(20));
        Users other = world.otherNode();

        BulkReport report =
                other.bulkOffboardings().resume(other.bulkOffboardings().open().get(0), Progress.IGNORED);

        assertThat(report.done()).isEqualTo(6);
        assertThat(world.writes()).filteredOn("remove"::equals).hasSize(6);
        assertThat(other.bulkOffboardings().open()).isEmpty();
        int writes = world.writes().size();
        assertThat(other.bulkOffboardings().execute(plan).rows()).isEqualTo(report.rows());
        assertThat(world.writes()).hasSize(writes);
    }

    @Test
    void aPausedRunBeginsWithNobodyElseUntilItIsResumed() {
        List<UserRef> leavers = join(4);
        ConfirmedBulkPlan plan = confirmed(leavers);
        Users other = world.otherNode();
        List<String> told = new ArrayList<>();

        BulkReport paused = world.users().bulkOffboardings().execute(plan, it -> {
            told.add(it.message());
            if (told.size() == 2) {
                other.bulkOffboardings().pause(plan.handle(), "Kim");
            }
        });

        assertThat(told.get(0)).isEqualTo("1 of 4 have ended; number 1 is gone");
        assertThat(paused.handle()).isEqualTo(plan.handle());
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.why()).isEqualTo("paused by Kim; resume the run to go on");
        assertThat(paused.rows())
                .extracting(BulkOffboardingTest::end)
                .containsExactly("done", "done", "not attempted", "not attempted");
        assertThat(other.bulkOffboardings().report(paused.handle())).isEqualTo(paused);
        assertThat(world.users().bulkOffboardings().execute(plan).state()).isEqualTo(State.PAUSED);

        BulkReport report = other.bulkOffboardings().resume(paused.handle(), Progress.IGNORED);
        assertThat(report.state()).isEqualTo(State.FINISHED);
        assertThat(report.done()).isEqualTo(4);
    }

    @Test
    void aCancelledRunNeverBeginsWithAnybodyElse() {
        List<UserRef> leavers = join(3);
        Users users = world.users();

        BulkReport cancelled = users.bulkOffboardings()
                .execute(
                        confirmed(leavers),
                        it -> users.bulkOffboardings()
                                .cancel(users.bulkOffboardings().open().get(0), "Kim"));
        BulkReport resumed = users.bulkOffboardings().resume(cancelled.handle(), Progress.IGNORED);

        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.rows())
                .extracting(BulkOffboardingTest::end)
                .containsExactly("done", "not attempted", "not attempted");
        assertThat(resumed).isEqualTo(cancelled);
        users.bulkOffboardings().pause(cancelled.handle(), "Leo");
        assertThat(users.bulkOffboardings().report(cancelled.handle()).why()).isEqualTo("cancelled by Kim");
        assertThat(status(leavers.get(2))).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void aDeadCredentialStopsTheRunAndTheReportSaysSo() {
        List<UserRef> leavers = join(3);
        ConfirmedBulkPlan plan = confirmed(leavers);

        BulkReport report = world.users().bulkOffboardings().execute(plan, it -> world.team.revokeCredential());

        assertThat(report.state()).isEqualTo(State.OPEN);
        assertThat(report.why()).startsWith("the run stopped: ");
        assertThat(report.rows())
                .extracting(BulkOffboardingTest::end)
                .containsExactly("done", "not attempted", "not attempted");
        world.team.restoreCredential();
        assertThat(world.users()
                        .bulkOffboardings()
                        .resume(report.handle(), Progress.IGNORED)
                        .done())
                .isEqualTo(3);
    }

    @Test
    void aPlanThatWasChangedByHandIsNotCarriedOut() {
        List<UserRef> leavers = join(2);
        BulkPlan plan = world.users().bulkOffboardings().plan(leavers, KEEPING);
        world.users().bulkOffboardings().execute(plan.confirmedBy(World.ACTOR));
        BulkPlan other = new BulkPlan(plan.id(), plan.madeAt(), plan.entries().subList(0, 1), Optional.empty());

        assertThatThrownBy(() -> world.users().bulkOffboardings().execute(other.confirmedBy(World.ACTOR)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.users().bulkOffboardings().report(new JobHandle("bulk:none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bulk:none");
    }

    @Test
    void whoeverWasSeenOffByARunCanBeBroughtBack() {
        List<UserRef> leavers = join(2);
        BulkReport report = world.users().bulkOffboardings().execute(confirmed(leavers));

        World.done(world.users().undo(receipt(report, 1)));

        assertThat(status(leavers.get(0))).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
        assertThat(status(leavers.get(1))).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void whoIsLeftOfARunIsNamedWhenTheConnectionEnds() {
        List<UserRef> leavers = join(3);
        Users users = world.users();
        users.bulkOffboardings()
                .execute(
                        confirmed(leavers),
                        it -> users.bulkOffboardings()
                                .pause(users.bulkOffboardings().open().get(0), "Kim"));

        Disconnection ended =
                world.gangway(world.team, world.store).connections().disconnect(world.id);

        assertThat(ended.neverBegun().toOptional().orElseThrow())
                .extracting(it -> UserRef.id(it.id()))
                .containsExactlyInAnyOrder(leavers.get(1), leavers.get(2));
    }

    @Test
    void aRunEndsWithItsCallersDeadlineAndGoesOnLater() {
        List<UserRef> leavers = join(3);
        ConfirmedBulkPlan plan = confirmed(leavers);

        BulkReport report = Deadline.in(Duration.ofMinutes(1), world.clock)
                .during(() -> world.users()
                        .bulkOffboardings()
                        .execute(plan, it -> world.clock.advance(Duration.ofMinutes(2))));

        assertThat(report.state()).isEqualTo(State.OPEN);
        assertThat(report.why()).contains("deadline is over");
        assertThat(report.rows())
                .extracting(BulkOffboardingTest::end)
                .containsExactly("done", "not attempted", "not attempted");
        assertThat(world.users()
                        .bulkOffboardings()
                        .resume(report.handle(), Progress.IGNORED)
                        .done())
                .isEqualTo(3);
    }

    @Test
    void anInterruptedRunStopsAndKeepsTheFlag() {
        List<UserRef> leavers = join(3);
        ConfirmedBulkPlan plan = confirmed(leavers);

        assertThatThrownBy(() -> world.users()
                        .bulkOffboardings()
                        .execute(plan, it -> Thread.currentThread().interrupt()))
                .isInstanceOf(CallInterruptedException.class)
                .hasMessageContaining("resume");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void whoIsLeftOfACancelledRunIsNotSeenOffByTheirHandleEither() {
        List<UserRef> leavers = join(3);
        Users users = world.users();
        BulkPlan plan = users.bulkOffboardings().plan(leavers, KEEPING);
        BulkReport cancelled = users.bulkOffboardings()
                .execute(
                        plan.confirmedBy(World.ACTOR).atOnce(1),
                        it -> users.bulkOffboardings()
                                .cancel(users.bulkOffboardings().open().get(0), "Kim"));
        String last = plan.entries().get(2).plan().id();

        assertThat(World.reason(users.settle(new JobHandle("offboarding:" + last))))
                .isEqualTo(Reason.PLAN_VOID);

        assertThat(status(leavers.get(2))).isEqualTo(UserStatus.ACTIVE);
        assertThat(users.openRequests()).isEmpty();
        assertThat(cancelled.notAttempted()).isEqualTo(2);
        assertThat(world.gangway(world.team, world.store)
                        .connections()
                        .disconnect(world.id)
                        .neverBegun()
                        .toOptional()
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void aPausedRunBeginsWithNobodyByTheirHandle() {
        List<UserRef> leavers = join(2);
        Users users = world.users();
        BulkPlan plan = users.bulkOffboardings().plan(leavers, KEEPING);
        users.bulkOffboardings()
                .execute(
                        plan.confirmedBy(World.ACTOR).atOnce(1),
                        it -> users.bulkOffboardings()
                                .pause(users.bulkOffboardings().open().get(0), "Kim"));

        assertThat(World.unsettled(users.settle(new JobHandle(
                                "offboarding:" + plan.entries().get(1).plan().id())))
                        .why())
                .contains("paused by Kim");

        assertThat(status(leavers.get(1))).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void manyAdminsLeaveOneAfterTheOther() {
        List<UserRef> admins = join(12);
        admins.forEach(it -> world.team.personHasRoles(it.asId().orElseThrow(), InMemoryConnector.TEAM_ADMIN));

        BulkReport report = world.users()
                .bulkOffboardings()
                .execute(world.users()
                        .bulkOffboardings()
                        .plan(admins, KEEPING)
                        .confirmedBy(World.ACTOR)
                        .atOnce(1));

        assertThat(report.words()).isEqualTo("12 people: 12 gone, 0 refused, 0 not settled, 0 not attempted");
    }

    @Test
    void aRunThatDiedBeforeEverybodyWasWrittenDownEndsWithNobodySeenOff() {
        List<UserRef> leavers = join(4);
        ConfirmedBulkPlan plan = confirmed(leavers);
        Fate fate = new Fate();
        Users mortal = world.gangway(world.team, new MortalStore(world.store, fate))
                .connection(world.id)
                .users();
        fate.dieAt(14);
        assertThatThrownBy(() -> mortal.bulkOffboardings().execute(plan)).isInstanceOf(Fate.Crash.class);
        Users other = world.otherNode();
        JobHandle run = other.bulkOffboardings().open().get(0);
        assertThat(other.bulkOffboardings().resume(run, Progress.IGNORED).state())
                .isEqualTo(State.OPEN); // it may be alive
        world.clock.advance(Duration.ofMinutes(20));

        BulkReport report = other.bulkOffboardings().resume(run, Progress.IGNORED);

        assertThat(report.state()).isEqualTo(State.CANCELLED);
        assertThat(report.why()).contains("plan again");
        assertThat(report.rows()).extracting(BulkOffboardingTest::end).containsOnly("not attempted");
        assertThat(other.bulkOffboardings().open()).isEmpty();
        assertThat(world.writes()).isEmpty();
    }

    /** A plan for three people, since which somebody else was seen off: the brake has less room than when it was made. */
    private static ConfirmedBulkPlan plannedBeforeTheBrakeTightened(World braked) {
        List<UserRef> leavers = IntStream.range(0, 3)
                .mapToObj(i -> UserRef.id(braked.joins("person" + i)))
                .toList();
        ConfirmedBulkPlan plan = braked.users()
                .bulkOffboardings()
                .plan(leavers, KEEPING)
                .confirmedBy(World.ACTOR)
                .atOnce(1);
        World.done(braked.seeOff(braked.joins("somebody")));
        return plan;
    }

    @Test
    void whoeverOnlyTheBrakeRefusedGoesOnceItIsReleased() {
        try (World braked = new World()) {
            ConfirmedBulkPlan plan = plannedBeforeTheBrakeTightened(braked);
            assertThat(braked.users().bulkOffboardings().execute(plan).rows())
                    .extracting(BulkOffboardingTest::end)
                    .containsExactly("done", "done", "MASS_OFFBOARDING");

            BulkReport report = braked.users().bulkOffboardings().execute(plan.releasingBrake("Kim", "it is meant"));

            assertThat(report.done()).isEqualTo(3);
            assertThat(receipt(report, 2).release().orElseThrow().by()).isEqualTo("Kim");
        }
    }

    @Test
    void whoIsInOtherHandsIsLeftToThemAndTheRunReturns() {
        List<UserRef> leavers = join(2);
        BulkPlan plan = world.users().bulkOffboardings().plan(leavers, KEEPING);
        String lease = "journal/" + world.id.value() + "/offboardings/"
                + plan.entries().get(0).plan().id();

        try (Store.Lease held = world.store.lease(lease, Duration.ofHours(1)).orElseThrow()) {
            BulkReport report = world.users()
                    .bulkOffboardings()
                    .execute(plan.confirmedBy(World.ACTOR).atOnce(1));

            assertThat(held.isHeld()).isTrue();
            assertThat(report.state()).isEqualTo(State.OPEN);
            assertThat(report.rows()).extracting(BulkOffboardingTest::end).containsExactly("not attempted", "done");
        }
    }

    @Test
    void aReleaseOfTheBrakeDoesNotReviveACancelledRun() {
        try (World braked = new World()) {
            List<UserRef> leavers = IntStream.range(0, 3)
                    .mapToObj(i -> UserRef.id(braked.joins("person" + i)))
                    .toList();
            ConfirmedBulkPlan plan = braked.users()
                    .bulkOffboardings()
                    .plan(leavers, KEEPING)
                    .confirmedBy(World.ACTOR)
                    .atOnce(1);
            World.done(braked.seeOff(braked.joins("somebody")));
            Users users = braked.users();
            users.bulkOffboardings()
                    .execute(
                            plan,
                            it -> users.bulkOffboardings()
                                    .cancel(users.bulkOffboardings().open().get(0), "Kim"));
            int writes = braked.writes().size();

            BulkReport report = users.bulkOffboardings().execute(plan.releasingBrake("Kim", "it is meant"));

            assertThat(report.state()).isEqualTo(State.CANCELLED);
            assertThat(braked.writes()).hasSize(writes);
        }
    }

    @Test
    void whoWasSeenOffByThemselvesBeforeTheRunHasARowLikeEverybodyElse() {
        List<UserRef> leavers = join(3);
        BulkPlan plan = world.users().bulkOffboardings().plan(leavers, KEEPING);
        Receipt first =
                World.done(world.users().execute(plan.entries().get(0).plan().confirmedBy(World.ACTOR)));

        BulkReport report = world.users().bulkOffboardings().execute(plan.confirmedBy(World.ACTOR));

        assertThat(report.rows()).extracting(Row::input).isEqualTo(leavers);
        assertThat(receipt(report, 0)).isEqualTo(first);
        assertThat(report.state()).isEqualTo(State.FINISHED);
        assertThat(report.done()).isEqualTo(3);
    }

    /** The node dies right after it has marked the first; its lease still holds while the run is cancelled. */
    @Test
    void aNodeThatDiedLeavesNobodyOfACancelledRunBlocked() {
        List<UserRef> leavers = join(2);
        ConfirmedBulkPlan plan = confirmed(leavers);
        Users other = world.otherNode();
        JobHandle run = diedBeforeTheFirstRequest(plan);
        try (Store.Lease held = leaseOfTheFirst(plan)) {
            other.bulkOffboardings().cancel(run, "Kim");
            assertThat(held.isHeld()).isTrue();
        }

        BulkReport report = other.bulkOffboardings().resume(run, Progress.IGNORED);

        assertThat(report.words()).isEqualTo("2 people: 0 gone, 0 refused, 0 not settled, 2 not attempted");
        assertThat(report.rows().get(0).end()).isEqualTo(report.rows().get(1).end());
        assertThat(other.openRequests()).isEmpty();
        World.done(world.seeOff(leavers.get(0).asId().orElseThrow()));
    }

    @Test
    void aNodeThatDiedLeavesNobodyOfAPausedRunBlocked() {
        List<UserRef> leavers = join(2);
        Users other = world.otherNode();
        JobHandle run = diedBeforeTheFirstRequest(confirmed(leavers));
        other.bulkOffboardings().pause(run, "Kim");

        World.unsettled(other.settle(World.open(other).get(0)));

        assertThat(other.openRequests()).isEmpty();
        World.done(world.seeOff(leavers.get(0).asId().orElseThrow()));
    }

    private JobHandle diedBeforeTheFirstRequest(ConfirmedBulkPlan plan) {
        HookedStore store = new HookedStore(world.store);
        store.afterWriting("journal/" + world.id + "/leaving/", () -> {
            throw new Fate.Crash();
        });
        Users mortal = world.gangway(world.team, store).connection(world.id).users();
        assertThatThrownBy(() -> mortal.bulkOffboardings().execute(plan)).isInstanceOf(Fate.Crash.class);
        assertThat(world.writes()).isEmpty();
        return world.users().bulkOffboardings().open().get(0);
    }

    private Store.Lease leaseOfTheFirst(ConfirmedBulkPlan plan) {
        String id = plan.plan().entries().get(0).plan().id();
        return world.store
                .lease("journal/" + world.id + "/offboardings/" + id, Duration.ofHours(1))
                .orElseThrow();
    }

    @Test
    void aReleaseCountsForARunThatHasNotEnded() {
        try (World braked = new World()) {
            ConfirmedBulkPlan plan = plannedBeforeTheBrakeTightened(braked);
            braked.users().bulkOffboardings().execute(plan, it -> braked.team.revokeCredential());
            braked.team.restoreCredential();

            BulkReport report = braked.users().bulkOffboardings().execute(plan.releasingBrake("Kim", "it is meant"));

            assertThat(report.words()).isEqualTo("3 people: 3 gone, 0 refused, 0 not settled, 0 not attempted");
            assertThat(receipt(report, 2).release().orElseThrow().by()).isEqualTo("Kim");
        }
    }

    /** Another node has released the brake and failed, right before the first call writes down that the run has ended. */
    @Test
    void aReleaseIsNotLostOnARunThatEndsInTheSameMoment() {
        try (World braked = new World()) {
            List<UserRef> leavers = IntStream.range(0, 3)
                    .mapToObj(i -> UserRef.id(braked.joins("person" + i)))
                    .toList();
            ConfirmedBulkPlan plan = braked.users()
                    .bulkOffboardings()
                    .plan(leavers, KEEPING)
                    .confirmedBy(World.ACTOR)
                    .atOnce(1);
            ConfirmedBulkPlan released = plan.releasingBrake("Kim", "it is meant");
            World.done(braked.seeOff(braked.joins("somebody")));
            Users other = braked.otherNode();
            HookedStore store = new HookedStore(braked.store);
            Users users =
                    braked.gangway(braked.team, store).connection(braked.id).users();

            BulkReport report = users.bulkOffboardings().execute(plan, it -> {
                if (it.message().contains("number 3 is refused")) {
                    String run = "journal/" + braked.id + "/bulk/";
                    IntStream.range(0, 3).forEach(reading -> store.afterReading(run, () -> {})); // for the report
                    store.afterReading(run, () -> {
                        braked.team.revokeCredential();
                        other.bulkOffboardings().execute(released);
                        braked.team.restoreCredential();
                    });
                }
            });

            assertThat(store.allHooksRan()).isTrue();
            assertThat(report.state()).isEqualTo(State.OPEN);
            assertThat(other.bulkOffboardings().execute(released).done()).isEqualTo(3);
        }
    }

    @Test
    void aReleaseDoesNotContinueARunThatIsPaused() {
        List<UserRef> leavers = join(2);
        ConfirmedBulkPlan plan = confirmed(leavers);
        Users users = world.users();
        users.bulkOffboardings()
                .execute(
                        plan,
                        it -> users.bulkOffboardings()
                                .pause(users.bulkOffboardings().open().get(0), "Leo"));

        BulkReport report = users.bulkOffboardings().execute(plan.releasingBrake("Kim", "it is meant"));

        assertThat(report.state()).isEqualTo(State.PAUSED);
        assertThat(status(leavers.get(1))).isEqualTo(UserStatus.ACTIVE);
    }

    /** All eight removals wait; meanwhile another node tries to go on. */
    @Test
    void whoeverGoesOnWhileAnotherNodeIsAtWorkSaysNothingIllOfTheProvider() {
        List<UserRef> leavers = join(8);
        Users other = world.otherNode();
        CountDownLatch all = new CountDownLatch(8);
        CountDownLatch looked = new CountDownLatch(1);
        List<BulkReport> seen = new ArrayList<>();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                try {
                    all.countDown();
                    assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
                    if (leaver.equals(leavers.get(0).asId().orElseThrow())) {
                        JobHandle run = other.bulkOffboardings().open().get(0);
                        seen.add(other.bulkOffboardings().resume(run, Progress.IGNORED));
                        looked.countDown();
                    }
                    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
                    return super.remove(leaver, handling);
                } catch (InterruptedException never) {
                    throw new IllegalStateException(never);
                }
            }
        }));

        BulkReport report = users.bulkOffboardings().execute(confirmed(leavers).atOnce(8));

        assertThat(seen).singleElement().satisfies(it -> {
            assertThat(it.unsettled()).isEqualTo(8);
            assertThat(it.why()).isEqualTo("resume the run to go on");
        });
        assertThat(report.done()).isEqualTo(8);
        assertThat(world.writes()).filteredOn("remove"::equals).hasSize(8);
    }

    /** The first three wait for each other, so that fewer at once would never end. */
    @Test
    void asManyAreSeenOffAtOnceAsWasSaidAndNeverMore() {
        List<UserRef> leavers = join(60);
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                three.countDown();
                try {
                    assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
                    return super.remove(leaver, handling);
                } catch (InterruptedException never) {
                    throw new IllegalStateException(never);
                } finally {
                    now.decrementAndGet();
                }
            }
        }));

        BulkReport report = users.bulkOffboardings().execute(confirmed(leavers).atOnce(3));

        assertThat(report.done()).isEqualTo(60);
        assertThat(most).hasValue(3);
        ConfirmedBulkPlan plan = confirmed(join(1));
        assertThatThrownBy(() -> plan.atOnce(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.atOnce(17)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aThousandArePausedAndGoneOnWithOnAnotherNodeAndHaveOneRowEach() {
        List<UserRef> leavers = join(1_000);
        ConfirmedBulkPlan plan = confirmed(leavers).atOnce(4).releasingBrake("Kim", "the company closes");
        AtomicInteger told = new AtomicInteger();
        Users users = world.users();

        BulkReport paused = users.bulkOffboardings().execute(plan, it -> {
            if (told.incrementAndGet() == 400) {
                users.bulkOffboardings().pause(users.bulkOffboardings().open().get(0), "Kim");
            }
        });
        BulkReport report = world.otherNode().bulkOffboardings().resume(paused.handle(), Progress.IGNORED);

        assertThat(paused.done()).isBetween(400, 404);
        assertThat(paused.done() + paused.notAttempted()).isEqualTo(1_000);
        assertThat(report.words()).isEqualTo("1000 people: 1000 gone, 0 refused, 0 not settled, 0 not attempted");
        assertThat(report.rows()).extracting(Row::input).isEqualTo(leavers);
        assertThat(world.writes()).filteredOn("remove"::equals).hasSize(1_000);
        assertThat(leavers).allMatch(it -> status(it).isRemoved());
    }
}
