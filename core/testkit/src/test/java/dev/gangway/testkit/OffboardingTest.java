package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
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
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffboardingTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    private final World world = new World(builder -> builder.allowPermanentDeletion());

    @AfterEach
    void close() {
        world.close();
    }

    private ConfirmedPlan confirmed(UserId leaver, DataHandling handling) {
        return world.users().planOffboarding(UserRef.id(leaver), handling).confirmedBy(World.ACTOR);
    }

    private void assertRefused(ConfirmedPlan plan, Reason reason) {
        assertThat(World.reason(world.users().execute(plan))).isEqualTo(reason);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void theReceiptSaysWhatWasThereAndWhatWasDone() {
        world.team.group("g1", "Design");
        UserId leo = world.team.personJoins(
                NewUser.of("leo@example.com").named("Leo", "Lima").inGroup("g1"));
        world.team.personHas(leo, 2, 1, "Notes");
        world.team.jobsTake(3);

        Outcome<Receipt> outcome = world.seeOff(leo);

        Receipt receipt = World.done(outcome);
        assertThat(receipt.actor()).isEqualTo(World.ACTOR);
        assertThat(receipt.before().displayName()).isEqualTo("Leo Lima");
        assertThat(receipt.before().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(receipt.holdings().devices().toOptional()).contains(2);
        assertThat(receipt.after().orElseThrow().status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
        assertThat(receipt.handling()).isEqualTo(RECOVERABLE);
        assertThat(receipt.undoUntil()).contains(receipt.steps().get(2).at().plus(Duration.ofDays(7)));
        assertThat(receipt.steps())
                .extracting(Receipt.Step::text)
                .containsExactly(
                        "sending: suspend, keeping devices",
                        "confirmed by reading back",
                        "sending: remove from the team",
                        "the provider works on it in the background",
                        "the provider reports it done",
                        "confirmed by reading back");
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void aTransferMovesTheFilesAndCannotBeUndone() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.team.personHasFiles(leo, 7);
        world.team.personHasFiles(mia, 2);

        Receipt receipt = World.done(
                world.seeOff(leo, DataHandling.transferTo(UserRef.id(mia)).keepingDevices()));

        assertThat(world.team.files(mia)).isEqualTo(9);
        assertThat(receipt.undoUntil()).isEmpty();
    }

    @Test
    void devicesAreWipedOnlyWhenToldTo() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.team.personHas(leo, 1, 0);
        world.team.personHas(mia, 1, 0);

        World.done(world.seeOff(leo));
        World.done(world.seeOff(mia, DataHandling.keepRecoverable().wipingDevices()));

        assertThat(world.team.devicesWiped(leo)).isFalse();
        assertThat(world.team.devicesWiped(mia)).isTrue();
    }

    @Test
    void aPlanIsCarriedOutOnceAndGivesTheSameReceiptAgain() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);
        Receipt first = World.done(world.users().execute(plan));

        Outcome<Receipt> again = world.otherNode().execute(plan);

        assertThat(again).isEqualTo(Outcome.alreadyDone(first));
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void aThousandCallsAtOnceCarryAPlanOutOnce() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        List<Users> nodes = List.of(world.users(), world.otherNode());

        List<Outcome<Receipt>> outcomes = Race.<Outcome<Receipt>>of(
                1_000, thread -> () -> nodes.get(thread % 2).execute(plan));

        assertThat(world.writes()).containsExactly("suspend", "remove");
        assertThat(outcomes).noneMatch(it -> it instanceof Outcome.Refused);
        assertThat(outcomes)
                .filteredOn(it -> it instanceof Outcome.Done<Receipt> done && done.changed())
                .hasSize(1);
        assertThat(outcomes.stream().flatMap(it -> it.toOptional().stream()).distinct())
                .hasSize(1);
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void afterAnUndoTheOldPlanStillDoesNothing() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        Receipt receipt = World.done(world.users().execute(plan));
        World.done(world.users().undo(receipt));

        world.users().execute(plan);

        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.writes()).containsExactly("suspend", "remove", "recover", "unsuspend");
    }

    @Test
    void aPlanIsVoidWhenThePersonHasChanged() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.personHasRoles(leo, InMemoryConnector.USER_ADMIN);

        assertRefused(plan, Reason.PLAN_VOID);
    }

    @Test
    void aPlanIsVoidAfterADay() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);
        world.clock.advance(Duration.ofHours(25));

        assertRefused(plan, Reason.PLAN_VOID);
    }

    @Test
    void nobodyCarriesOutAPlanAboutThemselves() {
        UserId leo = world.joins("leo");
        OffboardingPlan byAddress = world.users().planOffboarding(UserRef.id(leo), RECOVERABLE);
        OffboardingPlan byId = world.users().planOffboarding(UserRef.id(leo), RECOVERABLE);

        assertRefused(byAddress.confirmedBy("LEO@example.com"), Reason.ACTING_ADMIN);
        assertRefused(byId.confirmedBy(leo.value()), Reason.ACTING_ADMIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Leo Lima <leo@example.com>",
                "LEO@example.com (helpdesk)",
                "helpdesk/leo@example.com",
                "'leo@example.com'",
                "mailto:leo@example.com.",
                "it@example.com, leo@example.com"
            })
    void norWhereTheirAddressIsAWordOfWhoConfirmed(String actor) {
        UserId leo = world.joins("leo");

        assertRefused(
                world.users().planOffboarding(UserRef.id(leo), RECOVERABLE).confirmedBy(actor), Reason.ACTING_ADMIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joleo@example.com",
                "jo.leo@example.com",
                "o'leo@example.com",
                "Jo <jo-leo@example.com>",
                "leo@example.com.au",
                "leo@example.community"
            })
    void whoseAddressOnlyContainsTheLeaversMayConfirm(String actor) {
        UserId leo = world.joins("leo");

        World.done(world.users()
                .execute(world.users()
                        .planOffboarding(UserRef.id(leo), RECOVERABLE)
                        .confirmedBy(actor)));
    }

    @Test
    void whoIsProtectedSincePlanningIsNotRemoved() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);

        assertThat(World.reason(protecting(leo).execute(plan))).isEqualTo(Reason.PROTECTED_USER);

        assertThat(world.writes()).isEmpty();
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void whoIsProtectedSinceTheSuspensionIsNotRemovedAndLetInAgain() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        Users down = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId user, DataHandling handling) {
                throw new ProviderUnavailableException("The provider is down.", Optional.empty());
            }
        }));
        assertThatThrownBy(() -> down.execute(plan)).isInstanceOf(ProviderUnavailableException.class);

        assertThat(World.reason(protecting(leo).execute(plan))).isEqualTo(Reason.PROTECTED_USER);

        assertThat(world.writes()).containsExactly("suspend", "unsuspend");
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
    }

    /** A node whose protected list was made longer. */
    private Users protecting(UserId person) {
        return world.gangway(world.team, world.store, it -> it.protect(UserRef.id(person)))
                .connection(world.id)
                .users();
    }

    @Test
    void theLastAdminGuardIsAskedAgainBeforeSending() {
        UserId eva = world.joins("eva");
        world.team.personHasRoles(eva, InMemoryConnector.TEAM_ADMIN);
        ConfirmedPlan plan = confirmed(eva, RECOVERABLE);
        world.team.personIsSuspended(world.team.admin().id());

        assertRefused(plan, Reason.LAST_ADMIN);
    }

    @Test
    void theRecipientIsLookedAtAgainBeforeSending() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        ConfirmedPlan plan =
                confirmed(leo, DataHandling.transferTo(UserRef.id(mia)).keepingDevices());
        world.team.personIsSuspended(mia);

        assertRefused(plan, Reason.RECIPIENT_UNSUITABLE);
    }

    @Test
    void aRefusalIsFinalForItsPlanAndFreesThePerson() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.personHasRoles(leo, InMemoryConnector.USER_ADMIN);
        world.users().execute(plan);
        world.team.personHasRoles(leo);

        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.PLAN_VOID);
        assertThat(World.done(world.seeOff(leo)).after()).isPresent();
    }

    @Test
    void twoPlansForOnePersonRemoveThemOnce() {
        UserId leo = world.joins("leo");
        ConfirmedPlan first = confirmed(leo, RECOVERABLE);
        ConfirmedPlan second = confirmed(leo, RECOVERABLE);
        World.done(world.users().execute(first));

        assertThat(World.reason(world.users().execute(second))).isEqualTo(Reason.PLAN_VOID);
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void aSecondPlanWaitsForTheFirst() {
        UserId leo = world.joins("leo");
        ConfirmedPlan first = confirmed(leo, RECOVERABLE);
        ConfirmedPlan second = confirmed(leo, RECOVERABLE);
        world.team.holdJobs();
        World.unsettled(world.users().execute(first));

        assertThat(World.reason(world.users().execute(second))).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void aMarkThatWasLeftBehindCountsNoMore() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        Users careless = world.gangway(world.team, new ForwardingStore(world.store) {
                    @Override
                    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                        if (data.length == 0) {
                            throw new StoreException("This store erases nothing.", null);
                        }
                        return super.compareAndSet(key, expectedVersion, data);
                    }
                })
                .connection(world.id)
                .users();

        World.done(careless.execute(plan));

        assertThat(world.journal()).anyMatch(key -> key.contains("/leaving/"));
        assertThat(world.users().openRequests()).isEmpty();
        World.done(world.users().recover(UserRef.id(leo)));
        World.done(world.seeOff(leo));
        assertThat(world.journal()).noneMatch(key -> key.contains("/leaving/"));
    }

    @Test
    void anOldPlanLeavesTheMarkOfANewOneAlone() {
        UserId leo = world.joins("leo");
        ConfirmedPlan old = confirmed(leo, RECOVERABLE);
        World.done(world.users().execute(old));
        World.done(world.users().recover(UserRef.id(leo)));
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.seeOff(leo)).handle();

        world.users().execute(old);

        assertThat(World.open(world.users())).containsExactly(handle);
    }

    @Test
    void aRemovalThatWasNotCarriedOutCanBeAskedForAgain() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.failNextBefore(
                new RateLimitedException("Too many requests.", Duration.ofMinutes(5), Optional.empty()));

        Assertions.assertThatThrownBy(() -> world.users().execute(plan)).isInstanceOf(RateLimitedException.class);
        Receipt receipt = World.done(world.users().execute(plan));

        assertThat(receipt.after().orElseThrow().status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void aHoldPlacedAfterPlanningIsTheProvidersRefusal() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.legalHold(leo, true);

        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.LEGAL_HOLD);
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void anInvitationIsWithdrawnByAPlan() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

        Receipt receipt = World.done(world.seeOff(ana));

        assertThat(world.team.user(ana).status().isOnTeam()).isFalse();
        assertThat(receipt.undoUntil()).isEmpty();
    }

    /** The node dies before the request arrives, and nobody carries the plan on for days. */
    @Test
    void whoJoinedLongAfterTheirInvitationWasToBeWithdrawnAndWasRemovedByAnotherHandHasNoReceipt() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
        ConfirmedPlan plan = confirmed(ana, RECOVERABLE);
        Users dying = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId user, DataHandling handling) {
                throw new CallInterruptedException("The node goes down.");
            }
        }));
        assertThatThrownBy(() -> dying.execute(plan)).isInstanceOf(CallInterruptedException.class);
        world.clock.advance(Duration.ofHours(1));
        world.team.personAccepts(ana);
        world.clock.advance(Duration.ofDays(2));
        world.team.personLeaves(ana, true);

        Outcome<Receipt> outcome = world.otherNode().execute(plan);

        assertThat(World.refusal(outcome).reason()).isEqualTo(Reason.NOT_ON_TEAM);
        assertThat(World.refusal(outcome).explanation()).contains("another hand");
        assertThat(world.users().openRequests()).isEmpty();
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void somebodyListensToALongRemoval() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);
        world.team.jobsTake(3);
        List<String> heard = new ArrayList<>();

        world.users().execute(plan, progress -> heard.add(progress.message()));

        assertThat(heard)
                .startsWith("sending: suspend, keeping devices")
                .containsSubsequence(
                        "sending: remove from the team",
                        "the provider works on it in the background",
                        "the provider works on it in the background")
                .endsWith("confirmed by reading back");
    }

    @Test
    void aListenerThatThrowsStopsNothing() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);

        Outcome<Receipt> outcome = world.users().execute(plan, OffboardingTest::clumsy);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    private static void clumsy(Progress progress) {
        throw new IllegalStateException("the listener's own trouble at " + progress.at());
    }

    @Test
    void aTransferIsNotTakenForDoneWhenAnotherHandRemovedThePersonFirst() {
        UserId leo = world.joinsSuspended("leo");
        UserId ana = world.team.personJoins(NewUser.of("ana@example.com"));
        ConfirmedPlan plan =
                confirmed(leo, DataHandling.transferTo(UserRef.id(ana)).keepingDevices());

        Outcome<Receipt> outcome = world.users().execute(plan, progress -> anotherHandRemoves(leo, progress));

        assertThat(World.reason(outcome)).isEqualTo(Reason.NOT_ON_TEAM);
        assertThat(world.users().execute(plan)).isEqualTo(outcome);
    }

    @Test
    void aTransferWhoseAnswerWasLostIsNotSettledByAnotherHandsRemoval() {
        UserId leo = world.joinsSuspended("leo");
        UserId ana = world.team.personJoins(NewUser.of("ana@example.com"));
        ConfirmedPlan plan =
                confirmed(leo, DataHandling.transferTo(UserRef.id(ana)).keepingDevices());
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));

        Outcome<Receipt> outcome = world.users().execute(plan, progress -> anotherHandRemoves(leo, progress));

        JobHandle handle = World.unsettled(outcome).handle();
        world.clock.advance(Duration.ofHours(25));
        World.unsettled(World.carriedOn(world.users(), handle));
        world.clock.advance(Duration.ofDays(7));
        World.unsettled(World.carriedOn(world.users(), handle));
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void anOffboardingWhoseProcessDiedIsListedUntilItIsSettled() {
        UserId leo = world.team.personJoins(NewUser.of("leo@example.com"));
        world.team.holdJobs();
        Outcome<Receipt> unsettled = world.seeOff(leo);

        assertThat(World.open(world.otherNode()))
                .containsExactly(World.unsettled(unsettled).handle());
        world.team.releaseJobs();
        World.done(
                World.carriedOn(world.otherNode(), World.open(world.otherNode()).get(0)));

        assertThat(World.open(world.users())).isEmpty();
    }

    @Test
    void anAdminWhoIsLeavingDoesNotCountAsOneWhoStays() {
        UserId second = world.team.personJoins(NewUser.of("second@example.com"));
        world.team.personHasRoles(second, InMemoryConnector.TEAM_ADMIN);
        UserId third = world.team.personJoins(NewUser.of("third@example.com"));
        world.team.personHasRoles(third, InMemoryConnector.TEAM_ADMIN);
        world.team.personHasRoles(world.team.admin().id());
        world.team.holdJobs();
        World.unsettled(world.seeOff(second, DataHandling.keepAsPersonalAccount(Shares.REMOVE)));
        assertThat(world.team.user(second).status()).isEqualTo(UserStatus.ACTIVE);

        assertThat(world.users().planOffboarding(UserRef.id(third), RECOVERABLE).refusals())
                .extracting(Refusal::reason)
                .containsExactly(Reason.LAST_ADMIN);
    }

    @Test
    void aLegalHoldThatIsPlacedAfterPlanningIsSeen() {
        UserId leo = world.team.personJoins(NewUser.of("leo@example.com"));
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.legalHold(leo, true);

        assertRefused(plan, Reason.LEGAL_HOLD);
    }

    @Test
    void whatChangedInTheMeantimeIsNeverRemovedByAnOldRun() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        Outcome<Receipt> first = world.users().execute(plan, progress -> {
            if (progress.message().startsWith("the answer was lost")) {
                world.clock.advance(Duration.ofDays(30));
            }
        });

        Outcome<Receipt> later = world.otherNode().execute(plan);

        assertThat(List.of(first, later)).noneMatch(Outcome.Done.class::isInstance);
        assertThat(world.writes()).containsExactly("remove");
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.SUSPENDED);
    }

    @Test
    void aSecondSendingPassesTheGuardsAgain() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));

        Outcome<Receipt> outcome = world.users().execute(plan, progress -> {
            if (progress.message().startsWith("the answer was lost")) {
                world.team.legalHold(leo, true);
            }
        });

        assertThat(World.reason(outcome)).isEqualTo(Reason.LEGAL_HOLD);
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void whoIsBeingGivenFilesIsNotRemovedByAPlanMadeBefore() {
        UserId leo = world.team.personJoins(NewUser.of("leo@example.com"));
        UserId mia = world.team.personJoins(NewUser.of("mia@example.com"));
        ConfirmedPlan miaLeaves = confirmed(mia, RECOVERABLE);
        world.team.holdJobs();
        World.unsettled(
                world.seeOff(leo, DataHandling.transferTo(UserRef.id(mia)).keepingDevices()));

        assertThat(World.reason(world.users().execute(miaLeaves))).isEqualTo(Reason.TRANSFER_IN_PROGRESS);
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void aPlanThatWasUndoneDoesNotCountAsDone() {
        UserId leo = world.team.personJoins(NewUser.of("leo@example.com"));
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        World.done(world.users().undo(World.done(world.users().execute(plan))));

        Outcome<Receipt> again = world.users().execute(plan);

        assertThat(World.reason(again)).isEqualTo(Reason.PLAN_VOID);
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.writes()).containsExactly("suspend", "remove", "recover", "unsuspend");
    }

    @Test
    void aReceiptIsReadBackFromTheStoreWithoutAskingTheProvider() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);
        Receipt receipt = World.done(world.users().execute(plan));
        Users other = world.otherNode();
        int requests = world.team.requests();

        assertThat(other.receipt(plan.plan().id())).contains(Outcome.alreadyDone(receipt));
        assertThat(world.team.requests()).isEqualTo(requests);
    }

    @Test
    void aPlanThatWasNeverExecutedHasNoReceipt() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);

        assertThat(world.users().receipt(plan.plan().id())).isEmpty();
    }

    @Test
    void insteadOfAReceiptARefusedRunHasItsRefusal() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        world.team.legalHold(leo, true);
        Outcome<Receipt> refused = world.users().execute(plan);

        assertThat(world.otherNode().receipt(plan.plan().id())).contains(refused);
    }

    @Test
    void insteadOfAReceiptARunThatHasNotEndedHasItsHandle() {
        ConfirmedPlan plan = confirmed(world.joins("leo"), RECOVERABLE);
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.users().execute(plan)).handle();

        Outcome<Receipt> recorded = world.otherNode().receipt(plan.plan().id()).orElseThrow();

        assertThat(World.unsettled(recorded).handle()).isEqualTo(handle);
    }

    private void anotherHandRemoves(UserId user, Progress progress) {
        if (progress.message().startsWith("sending")) {
            world.team.personLeaves(user, true);
        }
    }

    @Test
    void aRefusalSaysOfASuspensionOnlyWhatBecameOfIt() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                world.team.personLeaves(leaver, true);
                return super.remove(leaver, handling);
            }
        }));

        assertThat(World.refusal(users.execute(plan)).explanation())
                .contains("removed by another hand")
                .doesNotContain("taken back");
    }

    @Test
    void whoStaysSuspendedIsNotSaidToHaveAccessAgain() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo, RECOVERABLE);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                return Outcome.refusedByProvider(Reason.TRY_LATER, "too_busy");
            }

            @Override
            public Outcome<UserId> unsuspend(UserId user) {
                return Outcome.refusedByProvider(Reason.TRY_LATER, "too_busy");
            }
        }));

        assertThat(World.refusal(users.execute(plan)).explanation())
                .contains("leo@example.com is still suspended")
                .doesNotContain("taken back");
    }
}
