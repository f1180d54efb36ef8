package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.Holdings;
import dev.gangway.user.IfInvited;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingStep;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Progress;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear error at the door: nothing is read, stored or sent. */
@SuppressWarnings("NullAway") // nulls are what it is about
class BadInputTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();
    private static final UserRef LEO = UserRef.email("leo@example.com");
    private static final NewUser ANA = NewUser.of("ana@example.com");

    private static final UserSession LAPTOP =
            new UserSession("s1", UserSession.Kind.DESKTOP, "A laptop", Optional.empty());
    private static final LinkedApp NOTES = new LinkedApp("a1", "Notes", Optional.empty());

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** A call with a null, and the name of the parameter. */
    record Door(String parameter, Consumer<Users> call) {
        @Override
        public String toString() {
            return parameter;
        }
    }

    static Stream<Door> doors() {
        return Stream.of(
                new Door("user", users -> users.find(null)),
                new Door("newUser", users -> users.onboard(null)),
                new Door("progress", users -> users.onboard(ANA, null)),
                new Door("user", users -> users.suspend(null, Devices.KEEP)),
                new Door("devices", users -> users.suspend(LEO, null)),
                new Door("user", users -> users.suspend(null, Devices.KEEP, IfInvited.LEAVE_IT)),
                new Door("devices", users -> users.suspend(LEO, null, IfInvited.LEAVE_IT)),
                new Door("ifInvited", users -> users.suspend(LEO, Devices.KEEP, null)),
                new Door("user", users -> users.withdrawInvitation(null)),
                new Door("user", users -> users.assignRoles(null, List.of())),
                new Door("roleIds", users -> users.assignRoles(LEO, null)),
                new Door("user", users -> users.changeProfile(null, ProfileChange.none())),
                new Door("change", users -> users.changeProfile(LEO, null)),
                new Door("user", users -> users.joinGroup(null, "g1")),
                new Door("groupId", users -> users.joinGroup(LEO, null)),
                new Door("groupId", users -> users.joinGroup(LEO, null, true)),
                new Door("user", users -> users.leaveGroup(null, "g1")),
                new Door("groupId", users -> users.leaveGroup(LEO, null)),
                new Door("user", users -> users.quota(null)),
                new Door("user", users -> users.setQuota(null, Quota.NONE)),
                new Door("quota", users -> users.setQuota(LEO, null)),
                new Door("user", users -> users.sessions(null)),
                new Door("user", users -> users.endSession(null, LAPTOP, Devices.KEEP)),
                new Door("session", users -> users.endSession(LEO, null, Devices.KEEP)),
                new Door("devices", users -> users.endSession(LEO, LAPTOP, null)),
                new Door("user", users -> users.endAllSessions(null, Devices.KEEP)),
                new Door("devices", users -> users.endAllSessions(LEO, null)),
                new Door("user", users -> users.linkedApps(null)),
                new Door("user", users -> users.unlinkApp(null, NOTES)),
                new Door("app", users -> users.unlinkApp(LEO, null)),
                new Door("user", users -> users.unlinkAllApps(null)),
                new Door("former", users -> users.transferFiles(null, LEO)),
                new Door("recipient", users -> users.transferFiles(LEO, null)),
                new Door("errorsTo", users -> users.transferFiles(LEO, LEO, null)),
                new Door("former", users -> users.deleteFiles(null)),
                new Door("handle", users -> users.acknowledge(null, "eva", "found")),
                new Door("by", users -> users.acknowledge(new JobHandle("write:none"), null, "found")),
                new Door("whatWasFound", users -> users.acknowledge(new JobHandle("write:none"), "eva", null)),
                new Door("user", users -> users.unsuspend(null)),
                new Door("user", users -> users.recover(null)),
                new Door("leaver", users -> users.planOffboarding(null, RECOVERABLE)),
                new Door("handling", users -> users.planOffboarding(LEO, null)),
                new Door("plan", users -> users.execute(null)),
                new Door("plan", users -> users.execute(null, Progress.IGNORED)),
                new Door("plan", users -> users.bulkOffboardings().execute(null)),
                new Door("plan", users -> users.bulkOffboardings().execute(null, Progress.IGNORED)),
                new Door("leavers", users -> users.bulkOffboardings().plan(null, leaver -> null)),
                new Door("resolver", users -> users.bulkOffboardings().plan(List.of(LEO), null)),
                new Door("run", users -> users.bulkOffboardings().resume(null, Progress.IGNORED)),
                new Door("run", users -> users.bulkOffboardings().pause(null, "x")),
                new Door("run", users -> users.bulkOffboardings().cancel(null, "x")),
                new Door("run", users -> users.bulkOffboardings().report(null)),
                new Door("plan", users -> users.schedule().add(null, Instant.EPOCH)),
                new Door("planId", users -> users.schedule().cancel(null)),
                new Door("progress", users -> users.schedule().executeDue(null)),
                new Door("receipt", users -> users.undo(null)),
                new Door("handle", users -> users.settle(null)),
                new Door("planId", users -> users.receipt(null)),
                new Door("recipient", users -> DataHandling.transferTo(null)),
                new Door(
                        "admin",
                        users -> ((DataHandling.Transfer)
                                        DataHandling.transferTo(LEO).keepingDevices())
                                .reportingErrorsTo(null)),
                new Door("id", users -> ANA.withExternalId(null)),
                new Door("role", users -> ANA.withRole(null)),
                new Door("groupId", users -> ANA.inGroup(null)),
                new Door("address", users -> UserRef.email(null)));
    }

    private void assertNothingHappens(Runnable call) {
        Map<String, Object> stored = world.stored();
        int requests = world.team.requests();

        call.run();

        assertThat(world.stored()).isEqualTo(stored);
        assertThat(world.team.requests()).isEqualTo(requests);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aNullIsNamedBeforeAnythingIsReadOrSent(Door door) {
        world.joins("leo");

        assertNothingHappens(() -> assertThatThrownBy(() -> door.call().accept(world.users()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(door.parameter()));
    }

    @Test
    void aNullListenerOfAnOffboardingIsNamed() {
        ConfirmedPlan plan = confirmed(world.joins("leo"));

        assertNothingHappens(() -> assertThatThrownBy(() -> world.users().execute(plan, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("progress"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "leo", "leo@", "@example.com", "leo@example", "le o@example.com", "leo@@example.com"})
    void whatIsNoAddressIsSaidSo(String text) {
        assertThatThrownBy(() -> UserRef.email(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not an e-mail address");
        assertThatThrownBy(() -> NewUser.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blankIdsAreSaidSo() {
        assertThatThrownBy(() -> ANA.withExternalId(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't be blank");
        assertThatThrownBy(() -> ANA.inGroup("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UserRef.externalId(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UserId("")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"write:none", "write:", "write:../x", "offboarding:none", "offboarding:../x", "something"})
    void aHandleThatNobodyGaveIsSaidSo(String text) {
        JobHandle handle = new JobHandle(text);

        assertNothingHappens(() -> assertThatThrownBy(() -> world.users().settle(handle))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../x", "a/b", "none", "\u0000"})
    void aPlanIdThatIsUnknownHasNoReceipt(String planId) {
        assertThat(world.users().receipt(planId)).isEmpty();
    }

    private ConfirmedPlan confirmed(UserId leaver) {
        return world.users().planOffboarding(UserRef.id(leaver), RECOVERABLE).confirmedBy(World.ACTOR);
    }

    private static OffboardingPlan changed(
            OffboardingPlan plan, String id, DataHandling handling, List<Refusal> refusals) {
        return changed(plan, id, handling, refusals, plan.steps());
    }

    private static OffboardingPlan changed(
            OffboardingPlan plan,
            String id,
            DataHandling handling,
            List<Refusal> refusals,
            List<OffboardingStep> steps) {
        return new OffboardingPlan(
                id,
                plan.madeAt(),
                plan.leaver(),
                plan.holdings(),
                handling,
                plan.mailTo(),
                plan.invitationsTo(),
                steps,
                plan.consequences(),
                refusals,
                plan.recoveryWindow());
    }

    @Nested
    class ARefusedPlan {

        @Test
        void cantBeConfirmedAndNamesEveryRefusal() {
            UserId leo = world.joins("leo");
            world.team.legalHold(leo, true);
            OffboardingPlan plan = world.users()
                    .planOffboarding(
                            UserRef.id(leo), DataHandling.deleteForGood().keepingDevices());

            assertNothingHappens(() -> assertThatThrownBy(() -> plan.confirmedBy(World.ACTOR))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PERMANENT_DELETION_DISABLED")
                    .hasMessageContaining("under legal hold"));
        }

        @Test
        void isRefusedAgainIfItsRefusalsAreTakenOff() {
            UserId leo = world.joins("leo");
            world.team.legalHold(leo, true);
            OffboardingPlan plan = world.users().planOffboarding(UserRef.id(leo), RECOVERABLE);

            OffboardingPlan smoothed = changed(plan, plan.id(), plan.handling(), List.of());

            assertThat(World.reason(world.users().execute(smoothed.confirmedBy(World.ACTOR))))
                    .isEqualTo(Reason.LEGAL_HOLD);
            assertThat(world.writes()).isEmpty();
        }

        @Test
        void aboutNobodyStaysRefused() {
            OffboardingPlan plan = world.users().planOffboarding(LEO, RECOVERABLE);

            assertThatThrownBy(() -> changed(plan, plan.id(), plan.handling(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nobody");
        }
    }

    @Nested
    class APlanChangedByHand {

        private OffboardingPlan planned(DataHandling handling) {
            return world.users().planOffboarding(UserRef.id(world.joins("leo")), handling);
        }

        @Test
        void isNotExecutedUnderAnIdThatWasExecuted() {
            OffboardingPlan plan = planned(RECOVERABLE);
            ConfirmedPlan other = changed(
                            plan, plan.id(), DataHandling.keepRecoverable().wipingDevices(), List.of())
                    .confirmedBy(World.ACTOR);
            Receipt receipt = World.done(world.users().execute(plan.confirmedBy(World.ACTOR)));

            assertThatThrownBy(() -> world.users().execute(other)).isInstanceOf(IllegalArgumentException.class);

            assertThat(World.done(world.users().receipt(plan.id()).orElseThrow()))
                    .isEqualTo(receipt);
            assertThat(world.writes()).containsExactly("suspend", "remove");
        }

        @Test
        void isRefusedWithoutARemovalOrWithStepsOutOfOrder() {
            OffboardingPlan plan = planned(RECOVERABLE);

            for (List<OffboardingStep> steps : List.of(
                    List.<OffboardingStep>of(),
                    List.of(OffboardingStep.SUSPEND),
                    List.of(OffboardingStep.REMOVE, OffboardingStep.SUSPEND),
                    List.of(OffboardingStep.SUSPEND, OffboardingStep.REMOVE, OffboardingStep.REMOVE))) {
                assertThatThrownBy(() -> changed(plan, plan.id(), plan.handling(), List.of(), steps))
                        .as(steps.toString())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("don't write plans by hand");
            }
        }

        @Test
        void isVoidIfItNamesSomebodyByAddress() {
            world.joins("mia");
            OffboardingPlan plan = planned(
                    DataHandling.transferTo(UserRef.email("mia@example.com")).keepingDevices());
            DataHandling byAddress =
                    DataHandling.transferTo(UserRef.email("mia@example.com")).keepingDevices();

            ConfirmedPlan other = changed(plan, plan.id(), byAddress, List.of()).confirmedBy(World.ACTOR);

            assertThat(World.reason(world.users().execute(other))).isEqualTo(Reason.PLAN_VOID);
            assertThat(world.writes()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1", "../../../../../../../../../../../../x"})
        void hasNoOtherId(String id) {
            OffboardingPlan plan = planned(RECOVERABLE);

            assertThatThrownBy(() -> changed(plan, id, plan.handling(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not the id of a plan");
        }
    }

    @Test
    void aClosedConnectionSaysSoAtEveryDoor() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo);
        world.team.holdJobs();
        JobHandle onboarding = World.unsettled(world.users().onboard(ANA)).handle();
        Receipt receipt = new Receipt(
                world.id.value(),
                UUID.randomUUID().toString(),
                World.ACTOR,
                world.team.user(leo),
                Holdings.unknown("not read"),
                RECOVERABLE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                world.clock.instant(),
                Optional.of(world.clock.instant().plus(Duration.ofDays(7))),
                Optional.empty());
        Users users = world.users();
        int sent = world.writes().size();
        world.close();
        Map<String, Object> stored = world.stored();

        Stream.<Consumer<Users>>of(
                        it -> it.find(LEO),
                        it -> it.stream().toList(),
                        Users::roles,
                        it -> it.onboard(NewUser.of("max@example.com")),
                        it -> it.suspend(LEO, Devices.KEEP),
                        it -> it.unsuspend(LEO),
                        it -> it.recover(LEO),
                        it -> it.planOffboarding(LEO, RECOVERABLE),
                        it -> it.execute(plan),
                        it -> it.undo(receipt),
                        it -> it.suspend(LEO, Devices.KEEP, IfInvited.LEAVE_IT),
                        it -> it.withdrawInvitation(LEO),
                        it -> it.assignRoles(LEO, List.of()),
                        it -> it.changeProfile(LEO, ProfileChange.none().externalId("E-1")),
                        it -> it.joinGroup(LEO, "g1"),
                        it -> it.leaveGroup(LEO, "g1"),
                        it -> it.quota(LEO),
                        it -> it.setQuota(LEO, Quota.NONE),
                        it -> it.sessions(LEO),
                        it -> it.endSession(LEO, LAPTOP, Devices.KEEP),
                        it -> it.endAllSessions(LEO, Devices.KEEP),
                        it -> it.linkedApps(LEO),
                        it -> it.unlinkApp(LEO, NOTES),
                        it -> it.unlinkAllApps(LEO),
                        it -> it.transferFiles(LEO, LEO),
                        it -> it.deleteFiles(LEO),
                        it -> it.acknowledge(onboarding, "eva", "found"),
                        it -> it.settle(onboarding))
                .forEach(call -> assertThatThrownBy(() -> call.accept(users))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed"));

        assertThat(world.stored()).isEqualTo(stored);
        assertThat(world.writes()).hasSize(sent);
    }
}
