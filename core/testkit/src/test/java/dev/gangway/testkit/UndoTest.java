package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.Capability;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.Role;
import dev.gangway.user.Undone;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UndoTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private UserId leo() {
        world.team.group("g1", "Design");
        return world.team.personJoins(NewUser.of("leo@example.com")
                .named("Leo", "Lima")
                .withRole(InMemoryConnector.USER_ADMIN)
                .inGroup("g1"));
    }

    @Test
    void accountRolesAndGroupsComeBack() {
        UserId leo = leo();
        User before = world.team.user(leo);
        world.team.personHasFiles(leo, 7);
        Receipt receipt = World.done(world.seeOff(leo));

        Outcome<Undone> outcome = world.otherNode().undo(receipt);

        Undone undone = World.done(outcome);
        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.user().roles()).extracting(Role::id).containsExactly(InMemoryConnector.USER_ADMIN.id());
        assertThat(undone.user().groupIds()).isEqualTo(before.groupIds());
        assertThat(undone.restored())
                .containsExactly("the account and its files", "access", "the role User admin", "the group Design");
        assertThat(undone.notRestored()).isEmpty();
        assertThat(world.team.files(leo)).isEqualTo(7);
    }

    @Test
    void whoWasSuspendedIsSuspendedAgain() {
        UserId leo = leo();
        world.team.suspensionsOutlastRemovals(false);
        world.team.personIsSuspended(leo);
        world.team.personHas(leo, 2, 0);
        Receipt receipt = World.done(world.seeOff(leo));

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.SUSPENDED);
        assertThat(world.team.devicesWiped(leo)).isFalse();
        assertThat(undone.restored()).contains("the suspension");
    }

    @Test
    void whatCannotComeBackIsListed() {
        UserId leo = leo();
        world.team.personHas(leo, 2, 1);
        Receipt receipt =
                World.done(world.seeOff(leo, DataHandling.keepRecoverable().wipingDevices()));

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.notRestored())
                .anyMatch(it -> it.startsWith("synced files on devices"))
                .anyMatch(it -> it.startsWith("web sessions"));
    }

    @Test
    void devicesAndAppsThatAreNotLinkedAnyMoreAreListed() {
        UserId leo = leo();
        world.team.personHas(leo, 2, 0, "Chart Room", "Mail Merge");
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.personHas(leo, 0, 0, "Mail Merge");

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.notRestored())
                .containsExactly(
                        "2 linked devices; to be linked again by the person",
                        "linked apps: Chart Room; to be linked again by the person");
    }

    @Test
    void onlyWhatIsMissingIsListed() {
        UserId leo = leo();
        world.team.personHas(leo, 3, 0, "Chart Room", "Mail Merge", "Sketch");
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.personHas(leo, 1, 0, "Mail Merge");

        assertThat(World.done(world.users().undo(receipt)).notRestored())
                .containsExactly(
                        "2 linked devices; to be linked again by the person",
                        "linked apps: Chart Room, Sketch; to be linked again by the person");

        world.team.personHas(leo, 3, 0, "Chart Room", "Mail Merge", "Sketch");
        assertThat(World.done(world.users().undo(receipt)).notRestored()).isEmpty();
    }

    @Test
    void whoHadNothingLinkedHasNothingToLinkAgainAlsoIfThatCannotBeRead() {
        Receipt receipt = World.done(world.seeOff(leo()));
        world.team.missingScope(Capability.READ_DEVICES);

        assertThat(World.done(world.users().undo(receipt)).notRestored()).isEmpty();
    }

    @Test
    void aSuspensionThatSomebodyDecidedOnSinceStays() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        World.done(world.users().unsuspend(UserRef.id(leo)));
        world.clock.advance(Duration.ofMinutes(7));
        world.team.personIsSuspended(leo);

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.SUSPENDED);
        assertThat(undone.notRestored())
                .containsExactly("access: the person was suspended after the offboarding; look at why");
    }

    @Test
    void whatIsNotKnownYetIsListedAndAskingAgainTellsWhatBecameOfIt() {
        Receipt receipt = World.done(world.seeOff(leo()));
        Users losing = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
                throw new AnswerLostException("lost on the way", Optional.empty());
            }
        }));

        assertThat(World.done(losing.undo(receipt)).notRestored())
                .containsExactly(
                        "the group Design: not known yet, the answer was lost, and reading could not settle yet "
                                + "what happened; ask for the undo again");
        assertThat(World.done(world.users().undo(receipt)).restored()).contains("the group Design");
    }

    @Test
    void whatCannotBeReadAfterwardsIsNotSaidToBeGone() {
        UserId leo = leo();
        world.team.personHas(leo, 2, 0, "Chart Room");
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.missingScope(Capability.READ_DEVICES);

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.notRestored())
                .hasSize(2)
                .anyMatch(it -> it.startsWith("2 linked devices; not known whether they are still linked"))
                .anyMatch(it -> it.startsWith("linked apps: Chart Room; not known whether they are still linked"));
    }

    @Test
    void theQuotaComesBackAndTheGroupIsManagedAgain() {
        UserId leo = leo();
        GroupMembership managing = new GroupMembership("g1", "Design", true);
        World.done(world.users().joinGroup(UserRef.id(leo), "g1", true));
        world.team.personHasQuota(leo, Quota.of(5_000_000_000L));
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.personHasQuota(leo, Quota.NONE);

        Undone undone = World.done(world.users().undo(Receipt.fromJson(receipt.toJson())));

        assertThat(undone.restored()).contains("the quota (" + Quota.of(5_000_000_000L) + ")", "the group Design");
        assertThat(undone.notRestored()).isEmpty();
        assertThat(World.done(world.users().undo(receipt)).restored()).isEqualTo(undone.restored());
        assertThat(world.users().quota(UserRef.id(leo)).toOptional()).hasValue(Quota.of(5_000_000_000L));
        assertThat(World.done(world.seeOff(leo))
                        .holdings()
                        .groups()
                        .toOptional()
                        .orElseThrow())
                .containsExactly(managing);
    }

    @Test
    void aQuotaThatWasGivenSinceStays() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        world.team.personHasQuota(leo, Quota.of(7_000_000_000L));

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.notRestored())
                .singleElement()
                .asString()
                .endsWith("the person has been given another since, and keeps it");
        assertThat(world.users().quota(UserRef.id(leo)).toOptional()).hasValue(Quota.of(7_000_000_000L));
    }

    @Test
    void aQuotaThatIsNotKnownIsListed() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        Users blind = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<Quota> quota(UserId user) {
                return Fact.unknown("no scope");
            }
        }));

        assertThat(World.done(blind.undo(receipt)).notRestored())
                .containsExactly("the quota (" + Quota.NONE + "): not known whether it is still so: no scope");
    }

    @Test
    void aQuotaThatWasNotKnownIsListed() {
        UserId leo = leo();
        Users blind = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                return Holdings.unknown("no scope");
            }
        }));
        Receipt receipt = World.done(blind.execute(blind.planOffboarding(
                        UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR)));

        assertThat(World.done(world.users().undo(receipt)).notRestored())
                .contains("the quota: it was not known when the person left");
    }

    @Test
    void whatNoPermissionIsLeftForIsListedAndTheRestComesBack() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        Users less = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
                throw new PermissionMissingException("The scope roles is missing.", Set.of("roles"), Optional.empty());
            }
        }));

        Undone undone = World.done(less.undo(receipt));

        assertThat(undone.notRestored()).containsExactly("the role User admin: The scope roles is missing.");
        assertThat(undone.restored()).contains("the group Design");
        assertThat(world.users().openRequests()).isEmpty();
    }

    /** All was restored; only the last look fails. */
    @Test
    void anUndoWhoseLastReadingFailsSaysSoAndDoesNotThrow() {
        UserId leo = leo();
        world.team.personHas(leo, 2, 0, "Chart Room");
        Receipt receipt = World.done(world.seeOff(leo));
        AtomicBoolean joined = new AtomicBoolean();
        AtomicBoolean down = new AtomicBoolean();
        Users failing = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
                joined.set(true);
                return super.joinGroup(user, group);
            }

            @Override
            public Holdings inspect(UserId user) {
                down.set(joined.get());
                if (down.get()) {
                    throw new ProviderUnavailableException("The provider doesn't answer.", Optional.empty());
                }
                return super.inspect(user);
            }

            @Override
            public Optional<User> find(UserRef user) {
                if (down.get()) {
                    throw new ProviderUnavailableException("The provider doesn't answer.", Optional.empty());
                }
                return super.find(user);
            }
        }));

        Undone undone = World.done(failing.undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.user().groupIds().toOptional()).hasValue(List.of("g1"));
        assertThat(undone.restored()).contains("the group Design");
        assertThat(undone.notRestored())
                .containsExactly(
                        "2 linked devices; not known whether they are still linked: the last reading failed: "
                                + "The provider doesn't answer.",
                        "linked apps: Chart Room; not known whether they are still linked: the last reading failed: "
                                + "The provider doesn't answer.",
                        "the last reading of the person, who is shown as read before it: The provider doesn't answer.");
        assertThat(world.team.user(leo).roles()).hasSize(1);
    }

    @Test
    void aGroupThatIsGoneIsListedAndTheRestComesBack() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        Receipt other = new Receipt(
                receipt.connectionId(),
                receipt.planId(),
                receipt.actor(),
                receipt.before(),
                new Holdings(
                        receipt.holdings().devices(),
                        receipt.holdings().webSessions(),
                        receipt.holdings().linkedApps(),
                        Fact.of(List.of(new GroupMembership("gone", "Gone", false))),
                        receipt.holdings().legalHold(),
                        receipt.holdings().storedBytes(),
                        receipt.holdings().quota()),
                receipt.handling(),
                receipt.mailTo(),
                receipt.release(),
                receipt.steps(),
                receipt.notDone(),
                receipt.after(),
                receipt.finishedAt(),
                receipt.undoUntil(),
                Optional.empty());

        Undone undone = World.done(world.users().undo(other));

        assertThat(undone.notRestored()).singleElement().asString().startsWith("the group Gone: ");
        assertThat(undone.restored()).contains("the role User admin");
    }

    @Test
    void askingTwiceBringsNothingTwice() {
        Receipt receipt = World.done(world.seeOff(leo()));
        world.users().undo(receipt);
        int sent = world.writes().size();

        Outcome<Undone> again = world.users().undo(receipt);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isFalse());
        assertThat(World.done(again).restored())
                .containsExactly("the account and its files", "access", "the role User admin", "the group Design");
        assertThat(world.writes()).hasSize(sent);
    }

    /** A job queue that delivers twice hands the first receipt in again. */
    @Test
    void anOldReceiptDoesNotUndoALaterOffboarding() {
        UserId leo = leo();
        Receipt first = World.done(world.seeOff(leo));
        World.done(world.users().undo(first));
        Receipt second = World.done(world.seeOff(leo));
        int sent = world.writes().size();

        Refusal refusal = World.refusal(world.otherNode().undo(first));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(refusal.explanation()).contains("leo@example.com was seen off again since", second.planId());
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
        assertThat(world.writes()).hasSize(sent);
        assertThat(World.done(world.users().undo(second)).user().status()).isEqualTo(UserStatus.ACTIVE);
    }

    /** An older version kept no record of who left last. */
    @Test
    void norDoesItWhereNoRecordNamesTheLastOffboarding() {
        UserId leo = leo();
        Receipt first = World.done(world.seeOff(leo));
        World.done(world.users().undo(first));
        world.clock.advance(Duration.ofMinutes(1));
        Receipt second = World.done(world.seeOff(leo));
        world.store
                .list("journal/" + world.id + "/last/")
                .forEach(key -> world.store.compareAndSet(
                        key, world.store.get(key).orElseThrow().version(), new byte[0]));

        assertThat(World.reason(world.users().undo(first))).isEqualTo(Reason.NOT_RECOVERABLE);

        assertThat(World.done(world.users().undo(second)).user().status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void anUndoThatFoundNoLicenseIsDoneByAskingAgain() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.licenses(InMemoryConnector.FULL, 1);
        assertThat(World.reason(world.users().undo(receipt))).isEqualTo(Reason.NO_LICENSE_AVAILABLE);
        world.team.licenses(InMemoryConnector.FULL, 10);

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.notRestored()).isEmpty();
    }

    @Test
    void afterTheWindowNothingComesBack() {
        Receipt receipt = World.done(world.seeOff(leo()));
        world.clock.advance(Duration.ofDays(8));

        assertThat(World.reason(world.users().undo(receipt))).isEqualTo(Reason.NOT_RECOVERABLE);
    }

    @Test
    void theWindowIsTheOneThatTheReceiptNames() {
        UserId leo = leo();
        ConfirmedPlan plan = world.users()
                .planOffboarding(UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR);
        world.team.recoveryWindow(Duration.ofDays(30));
        Receipt receipt = World.done(world.users().execute(plan));
        world.clock.advance(Duration.ofDays(8));

        assertThat(World.reason(world.users().undo(receipt))).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void aTransferIsNotUndone() {
        UserId mia = world.joins("mia");
        Receipt receipt = World.done(
                world.seeOff(leo(), DataHandling.transferTo(UserRef.id(mia)).keepingDevices()));
        Refusal refusal = World.refusal(world.users().undo(receipt));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(refusal.explanation()).contains("files moved");
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void whoCannotBeRecoveredAnyMoreIsNotAskedFor() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.personLeaves(leo, false);

        Refusal refusal = World.refusal(world.users().undo(receipt));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(refusal.explanation())
                .isEqualTo("The provider no longer lets leo@example.com be recovered. Invite them again.");
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void rolesThatARecoveryBringsByItselfAreSetRight() {
        UserId leo = world.joins("leo");
        Receipt receipt = World.done(world.seeOff(leo));
        Users generous = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> recover(UserId user) {
                Outcome<UserId> outcome = super.recover(user);
                world.team.personHasRoles(user, InMemoryConnector.USER_ADMIN);
                return outcome;
            }
        }));

        Undone undone = World.done(generous.undo(receipt));

        assertThat(undone.user().roles()).isEmpty();
        assertThat(undone.restored()).contains("plain membership");
    }

    @Test
    void aWithdrawnInvitationIsNotUndone() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
        Receipt receipt = World.done(world.seeOff(ana));
        Refusal refusal = World.refusal(world.users().undo(receipt));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(refusal.explanation()).contains("only been invited");
    }

    @Test
    void aLostAnswerOfTheRecoveryIsSettledByReading() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.loseNextAnswer();

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.writes())
                .containsExactly("suspend", "remove", "recover", "unsuspend", "assign-roles", "join-group");
    }

    @Test
    void anOldReceiptGivesNoOldRightsBack() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        world.team.personHasRoles(leo);
        world.clock.advance(Duration.ofDays(8));

        Outcome<Undone> outcome = world.users().undo(receipt);

        assertThat(World.refusal(outcome).explanation()).contains("on the team again");
        assertThat(world.team.user(leo).roles()).isEmpty();
    }

    @Test
    void puttingOnlyRolesBackIsAChange() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        world.team.personHasRoles(leo);

        Outcome<Undone> outcome = world.users().undo(receipt);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isTrue());
    }

    @Test
    void noRoleIsTakenThatWasGivenSince() {
        UserId leo = world.joins("leo");
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        world.team.personHasRoles(leo, InMemoryConnector.TEAM_ADMIN);

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.user().isTeamAdmin()).isTrue();
        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.notRestored())
                .singleElement()
                .asString()
                .startsWith("plain membership: the person has been given other roles since");
        assertThat(world.writes()).containsExactly("suspend", "remove", "recover", "unsuspend");
    }

    @Test
    void theLastAdminIsNotSuspendedAgain() {
        UserId leo = world.joins("leo");
        world.team.suspensionsOutlastRemovals(false);
        world.team.personHasRoles(leo, InMemoryConnector.TEAM_ADMIN);
        world.team.personIsSuspended(leo);
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.personHasRoles(world.team.admin().id());

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.notRestored()).anyMatch(it -> it.startsWith("the suspension: ") && it.contains("last"));
        assertThat(world.writes()).containsExactly("remove", "recover", "assign-roles");
    }

    @Test
    void aReceiptReadBackOnAnotherNodeIsAsGoodAsTheFirst() {
        UserId leo = leo();
        String planId = World.done(world.seeOff(leo)).planId();
        Users other = world.otherNode();

        Receipt read = World.done(other.receipt(planId).orElseThrow());
        Undone undone = World.done(other.undo(read));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.restored())
                .containsExactly("the account and its files", "access", "the role User admin", "the group Design");
    }

    /** Two teams may give the same id to different people, and the receipts of both are genuine: the key is the store's. */
    @Test
    void aReceiptOfAnotherConnectionBringsBackNobodyOfThisOne() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        InMemoryConnector twin = new InMemoryConnector(world.clock);
        UserId zoe = twin.personJoins(NewUser.of("zoe@example.com").named("Zoe", "Zulu"));
        assertThat(zoe).isEqualTo(leo);
        twin.personLeaves(zoe, true);
        Gangway gangway = world.gangway(twin, world.store);
        ConnectionId other = gangway.connections()
                .connect(InMemoryConnector.ID, "Twin", twin.credential())
                .id();

        assertThatThrownBy(() -> gangway.connection(other).users().undo(receipt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("This receipt is of the connection " + receipt.connectionId());

        assertThat(twin.user(zoe).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
        assertThat(twin.writes()).isEmpty();
    }

    private Users showing(UnaryOperator<User> shown) {
        return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user).map(shown);
            }
        }));
    }

    @Test
    void whoeverHasTheIdAndIsSomebodyElseIsNotBroughtBack() {
        Receipt receipt = World.done(world.seeOff(leo()));
        Users users =
                showing(it -> User.of(it.id(), "zoe@example.com", it.status()).named("Zoe", "Zulu"));

        Refusal refusal = World.refusal(users.undo(receipt));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(refusal.explanation()).contains("leo@example.com isn't recognisably the same");
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void whoIsOnTheTeamAndHasOnlyTheIdInCommonGetsNoRoles() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        Users users = showing(it -> User.of(it.id(), "zoe@example.com", it.status()));

        assertThat(World.reason(users.undo(receipt))).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(world.writes()).containsExactly("suspend", "remove", "recover");
    }

    @Test
    void anAddressThatWasRewrittenOrHiddenDoesNotMakeALeaverSomebodyElse() {
        UserId leo = leo();
        Receipt receipt = World.done(world.seeOff(leo));
        world.team.personChangesEmail(leo, "removed-4711@example.com");
        World.done(world.users().undo(receipt));

        Receipt second = World.done(world.seeOff(leo));
        Users hiding = showing(it -> it.status().isRemoved() ? User.of(it.id(), "hidden", it.status()) : it);

        assertThat(World.done(hiding.undo(second)).user().status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void anExternalIdTellsWhoSomebodyIsWhoseAddressAndNameHaveChanged() {
        UserId leo = world.team.personJoins(
                NewUser.of("leo@example.com").named("Leo", "Lima").withExternalId("emp-17"));
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        World.done(world.users()
                .changeProfile(
                        UserRef.id(leo),
                        ProfileChange.none().email("leo.mike@example.com").named("Leo", "Mike")));

        World.done(world.users().undo(receipt));
    }

    @Test
    void whoWasLetInByAnotherHandSinceIsNotSuspendedAgain() {
        UserId leo = leo();
        world.team.suspensionsOutlastRemovals(false);
        world.team.personIsSuspended(leo);
        Receipt receipt = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.notRestored())
                .singleElement()
                .asString()
                .startsWith("the suspension: the person came back by another way");
        assertThat(world.writes()).doesNotContain("suspend");
    }

    @Test
    void whoJoinedInTheMomentOfTheRemovalIsBroughtBack() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com").withRole(InMemoryConnector.USER_ADMIN));
        Users racing = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                world.team.personAccepts(leaver);
                return super.remove(leaver, handling);
            }
        }));
        Receipt receipt = World.done(racing.execute(racing.planOffboarding(
                        UserRef.id(ana), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR)));
        assertThat(receipt.before().status()).isEqualTo(UserStatus.INVITED);
        assertThat(receipt.after().map(User::status)).contains(UserStatus.REMOVED_RECOVERABLE);
        assertThat(receipt.undoUntil()).isPresent();

        Undone undone = World.done(world.users().undo(Receipt.fromJson(receipt.toJson())));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.user().roles()).containsExactly(InMemoryConnector.USER_ADMIN);
    }
}
