package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeing people off and bringing them back, through core, against the simulated team. */
class OffboardingTest {

    private static final String REMOVE = "team/members/remove";
    private static final String LEO = "leo@example.com";
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();

    static Stream<Supplier<SimulatedTeam>> teams() {
        return Stream.of(SimulatedTeam::withJobs, SimulatedTeam::withoutJobs);
    }

    private static Receipt receipt(Outcome<Receipt> outcome) {
        return outcome.toOptional().orElseThrow(() -> new AssertionError(outcome));
    }

    private static Optional<UserStatus> status(SimulatedTeam team, UserId id) {
        return team.users().find(UserRef.id(id)).map(User::status);
    }

    @ParameterizedTest
    @MethodSource("teams")
    void aLeaverIsRemovedRecoverablyAndBroughtBack(Supplier<SimulatedTeam> start) {
        try (SimulatedTeam team = start.get()) {
            UserId leo = team.person(LEO).id();

            Receipt receipt = receipt(team.seen(team.offboard(LEO, KEEP)));

            assertThat(status(team, leo)).contains(UserStatus.REMOVED_RECOVERABLE);
            assertThat(receipt.undoUntil()).isPresent();
            assertThat(team.calls(REMOVE)).isOne();

            Outcome<Undone> undone = team.seen(team.users().undo(receipt));

            assertThat(undone.toOptional()).isPresent();
            assertThat(status(team, leo)).contains(UserStatus.ACTIVE);
        }
    }

    /** Of several questions how a job stands, the last one has told something. */
    @Test
    void theReceiptNamesTheRequestThatEachStepRestsOn() {
        try (SimulatedTeam team =
                SimulatedTeam.start(it -> it.jobs(JobStyle.ALWAYS).jobsTake(3, Duration.ZERO))) {
            Receipt receipt = receipt(team.offboard(LEO, KEEP));

            List<String> polls = team.requestIds(REMOVE + "/job_status/get");
            assertThat(polls).hasSizeGreaterThan(1);
            assertThat(receipt.steps())
                    .extracting(Receipt.Step::text, Receipt.Step::providerRequestIds)
                    .containsExactly(
                            tuple("sending: suspend, keeping devices", List.of()),
                            tuple("confirmed by reading back", team.requestIds("team/members/suspend")),
                            tuple("sending: remove from the team", List.of()),
                            tuple("the provider works on it in the background", team.requestIds(REMOVE)),
                            tuple("the provider reports it done", polls.subList(polls.size() - 1, polls.size())),
                            tuple("confirmed by reading back", List.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("teams")
    void filesMoveToTheRecipientAndTheLeaverCanNotComeBack(Supplier<SimulatedTeam> start) {
        try (SimulatedTeam team = start.get()) {
            UserId leo = team.person(LEO).id();

            Receipt receipt = receipt(team.offboard(
                    LEO,
                    DataHandling.transferTo(UserRef.email("ana@example.com")).keepingDevices()));

            assertThat(receipt.undoUntil()).isEmpty();
            assertThat(status(team, leo)).contains(UserStatus.REMOVED);
        }
    }

    @ParameterizedTest
    @MethodSource("teams")
    void anAccountIsKeptAsAPersonalOne(Supplier<SimulatedTeam> start) {
        try (SimulatedTeam team = start.get()) {
            UserId leo = team.person(LEO).id();

            receipt(team.offboard(LEO, DataHandling.keepAsPersonalAccount(Shares.REMOVE)));

            assertThat(status(team, leo)).contains(UserStatus.REMOVED);
        }
    }

    @Test
    void aRemovalTakesRolesAndGroupsAndTheUndoGivesThemBack() {
        TeamSetup setup = TeamSetup.small()
                .withGroup("Pilots", List.of("uma@example.com"), List.of("ana@example.com"))
                .withCompanyGroup("Watch", List.of("uma@example.com"));
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(setup))) {
            User before = team.person("uma@example.com");

            Receipt receipt = receipt(team.offboard("uma@example.com", KEEP));
            assertThat(receipt.holdings().groups().toOptional().orElseThrow())
                    .extracting(GroupMembership::groupName, GroupMembership::owner)
                    .containsExactlyInAnyOrder(tuple("Pilots", true), tuple("Watch", false));
            team.users().undo(receipt);

            User after = team.person("uma@example.com");
            assertThat(after.roles()).isEqualTo(before.roles());
            assertThat(after.groupIds()).isEqualTo(before.groupIds());
            assertThat(team.calls("team/groups/members/add")).isEqualTo(2);
        }
    }

    @Test
    void aPlanTellsWhatHangsOnThePerson() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().people().signIn(LEO);
            team.simulator().people().linkApp(LEO, "Planner");

            Holdings holdings = team.seen(team.plan(LEO, KEEP)).holdings();

            assertThat(holdings.webSessions()).isEqualTo(Fact.of(1));
            assertThat(holdings.linkedApps()).isEqualTo(Fact.of(List.of("Planner")));
            assertThat(holdings.devices()).isInstanceOf(Fact.Known.class);
            assertThat(holdings.groups()).isInstanceOf(Fact.Known.class);
        }
    }

    @Test
    void aPlanWithoutTheScopeForSessionsSaysThatTheyAreNotKnown() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().untickScope("sessions.list");

            OffboardingPlan plan = team.plan(LEO, KEEP);

            assertThat(plan.holdings().devices().toString()).contains("unknown", "sessions.list");
            assertThat(plan.refusals()).isEmpty();
        }
    }

    @Test
    void anInvitationIsWithdrawn() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            UserId ivy = team.person("ivy@example.com").id();

            receipt(team.offboard("ivy@example.com", KEEP));

            assertThat(status(team, ivy).filter(UserStatus::isOnTeam)).isEmpty();
        }
    }

    @Test
    void theConnectionsOwnAdminIsNotPlannedAway() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            OffboardingPlan plan = team.plan("olga@example.com", KEEP);

            assertThat(plan.refusals()).extracting(Refusal::reason).contains(Reason.OWN_ACCOUNT);
            assertThat(team.calls(REMOVE)).isZero();
        }
    }

    @Test
    void anotherTeamAdminMayGoWhileOneStays() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            assertThat(team.plan("pete@example.com", KEEP).refusals()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("teams")
    void aLostAnswerIsSettledByReading(Supplier<SimulatedTeam> start) {
        try (SimulatedTeam team = start.get()) {
            UserId leo = team.person(LEO).id();
            team.inject(Fault.at(REMOVE).loseAnswer());

            receipt(team.offboard(LEO, KEEP));

            assertThat(status(team, leo)).contains(UserStatus.REMOVED_RECOVERABLE);
            assertThat(team.calls(REMOVE)).isOne();
        }
    }

    @Test
    void anAnswerThatCanNotBeUnderstoodIsSettledByReading() {
        try (SimulatedTeam team = SimulatedTeam.withoutJobs()) {
            team.inject(Fault.at(REMOVE).unknownTag("too_windy"));

            receipt(team.offboard(LEO, KEEP));

            assertThat(team.calls(REMOVE)).isOne();
        }
    }

    @Test
    void aJobThatFailsAfterItsWorkIsSettledByReading() {
        try (SimulatedTeam team = SimulatedTeam.withJobs()) {
            team.inject(Fault.at(REMOVE).failJobAfterEffect());

            receipt(team.offboard(LEO, KEEP));

            assertThat(team.calls(REMOVE)).isOne();
        }
    }

    @Test
    void aTransferWhoseJobFailsIsNeverStartedTwice() {
        try (SimulatedTeam team = SimulatedTeam.withJobs()) {
            UserId leo = team.person(LEO).id();
            team.inject(Fault.at(REMOVE).failJob());

            Outcome<Receipt> outcome = team.offboard(
                    LEO,
                    DataHandling.transferTo(UserRef.email("ana@example.com")).keepingDevices());

            assertThat(outcome).isInstanceOf(Outcome.Unsettled.class);
            assertThat(status(team, leo)).contains(UserStatus.SUSPENDED);
            assertThat(team.calls(REMOVE)).isOne();
        }
    }

    @Test
    void aJobThatTakesItsTimeIsSettledLaterByItsHandle() {
        try (SimulatedTeam team =
                SimulatedTeam.start(it -> it.jobs(JobStyle.ALWAYS).jobsTake(1, Duration.ofHours(1)))) {
            Outcome<Receipt> first = team.seen(team.offboard(LEO, KEEP));
            JobHandle handle = ((Outcome.Unsettled<Receipt>) first).handle();
            team.clock().advance(Duration.ofHours(2));

            Outcome<Optional<User>> later = team.users().settle(new JobHandle(handle.value()));

            assertThat(later).isInstanceOf(Outcome.Done.class);
            assertThat(team.calls(REMOVE)).isOne();
        }
    }

    @Test
    void aRefusalOfTomorrowIsARefusalAndNothingHappened() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            UserId leo = team.person(LEO).id();
            team.inject(Fault.at(REMOVE).unknownErrorTag("too_windy"));

            Outcome<Receipt> outcome = team.offboard(LEO, KEEP);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            it -> assertThat(it.refusal().toString())
                                    .startsWith("OTHER: The provider refused for a reason of its own; see its code.")
                                    .endsWith("[provider: too_windy]"));
            assertThat(status(team, leo)).contains(UserStatus.ACTIVE);
        }
    }

    @Test
    void withoutTheScopeNobodyIsRemovedAndTheJournalIsClean() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().untickScope("members.delete");

            assertThat(catchThrowable(() -> team.offboard("sam@example.com", KEEP)))
                    .hasMessageContaining("members.delete");
            assertThat(team.person("sam@example.com").status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(team.users().openRequests()).isEmpty();
        }
    }

    @Test
    void aScopeThatIsGoneAfterTheSuspensionLeavesTheRunOpen() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().untickScope("members.delete");

            assertThat(catchThrowable(() -> team.offboard(LEO, KEEP))).hasMessageContaining("members.delete");
            assertThat(team.person(LEO).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(team.users().openRequests()).hasSize(1);
        }
    }
}
