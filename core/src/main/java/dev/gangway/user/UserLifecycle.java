package dev.gangway.user;

import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a vendor implements for user lifecycle; applications call {@link Users}, which guards, plans, journals, waits and settles on top of
 * it. The rules that an implementation must keep are numbered in {@code contract.md} (U-…) and tested by the testkit.
 *
 * <p>For every method: one call sends at most one request that changes something, and never sends it again. Writes are addressed by
 * immutable id. A provider's "no" is {@link Outcome.Refused}; a job that the provider runs in the background is {@link Outcome.Unsettled}
 * with a handle that {@link #poll} understands. Trouble is one of core's exceptions; a lost answer is {@code AnswerLostException}, which the
 * transport throws by itself and which core settles by reading. Implementations are thread-safe.
 */
public interface UserLifecycle {

    /**
     * Looks somebody up, whatever the status. Somebody who left is found by id as long as the provider remembers them.
     *
     * @param user who
     * @return the person as the provider shows them now, or empty if it knows nobody by that reference
     */
    Optional<User> find(UserRef user);

    /**
     * Lists everybody on the team: invited, active and suspended people, not those who left.
     *
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page
     */
    Page<User> list(Cursor cursor);

    /**
     * Invites somebody; groups are joined separately, by {@link #joinGroup}.
     *
     * @param newUser who
     * @return the new person's id; {@code alreadyDone} if that person is on the team or invited already; refused with
     *     {@link Refusal.Reason#RECOVERABLE_LEAVER} if the person left and can be recovered
     */
    Outcome<UserId> onboard(NewUser newUser);

    /**
     * Suspends an active person.
     *
     * @param user who
     * @param devices what happens to the synced files on the person's devices
     * @return the id; {@code alreadyDone} if the person is suspended already
     */
    Outcome<UserId> suspend(UserId user, Devices devices);

    /**
     * Lets a suspended person in again.
     *
     * @param user who
     * @return the id; {@code alreadyDone} if the person is active
     */
    Outcome<UserId> unsuspend(UserId user);

    /**
     * Removes somebody from the team, or withdraws a pending invitation.
     *
     * @param leaver who
     * @param handling what happens to files, devices and account; every person it names is named by id
     * @return the id; {@code alreadyDone} if the person has left already
     */
    Outcome<UserId> remove(UserId leaver, DataHandling handling);

    /**
     * Brings somebody back who left and can be recovered.
     *
     * @param user who
     * @return the id; {@code alreadyDone} if the person is on the team
     */
    Outcome<UserId> recover(UserId user);

    /**
     * Asks how a background job stands.
     *
     * @param job the handle of an {@link Outcome.Unsettled} that this connector gave, perhaps on another node
     * @return unsettled with the same handle while the job runs; otherwise how it ended
     * @throws IllegalArgumentException if the handle is not one of this connector's
     */
    Outcome<UserId> poll(JobHandle job);

    /**
     * For how long somebody who was removed recoverably can be brought back.
     *
     * @return the provider's window; empty if it has none
     */
    default Optional<Duration> recoveryWindow() {
        return Optional.empty();
    }

    /**
     * Reads what hangs on a person. A part that can't be read is unknown and doesn't fail the rest.
     *
     * @param user who
     * @return what was found
     */
    default Holdings inspect(UserId user) {
        return Holdings.unknown("this connector doesn't read it");
    }

    /**
     * The roles that people can be given.
     *
     * @return the roles; empty if the provider has none besides plain membership
     */
    default List<Role> roles() {
        return List.of();
    }

    /**
     * Gives a person exactly these roles.
     *
     * @param user who
     * @param roleIds the roles' ids; empty for a plain member
     * @return the id; {@code alreadyDone} if the person has exactly these
     */
    default Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change roles; change them in the provider's console.");
    }

    /**
     * Puts a person into a group.
     *
     * @param user who
     * @param group which group, and whether as its manager
     * @return the id; {@code alreadyDone} if the person is in it
     */
    default Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change groups; change them in the provider's console.");
    }

    /**
     * Takes a person out of a group.
     *
     * @param user who
     * @param groupId the provider's id of the group
     * @return the id; {@code alreadyDone} if the person is not in it
     */
    default Outcome<UserId> leaveGroup(UserId user, String groupId) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change groups; change them in the provider's console.");
    }

    /**
     * Changes names, address or external id.
     *
     * @param user who
     * @param change what to change; never empty
     * @return the id; {@code alreadyDone} if all of it is so
     */
    default Outcome<UserId> changeProfile(UserId user, ProfileChange change) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change profiles; change them in the provider's console.");
    }

    /**
     * How much storage a person may use.
     *
     * @param user who
     * @return the person's own limit, or that there is none; unknown if it can't be read
     */
    default Fact<Quota> quota(UserId user) {
        return Fact.unknown("this connector doesn't read it");
    }

    /**
     * Limits how much storage a person may use.
     *
     * @param user who
     * @param quota the limit; {@link Quota#NONE} lifts it
     * @return the id; {@code alreadyDone} if it is so
     */
    default Outcome<UserId> setQuota(UserId user, Quota quota) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change quotas; change them in the provider's console.");
    }

    /**
     * Where a person is signed in.
     *
     * @param user who
     * @return all sessions; unknown if they can't be read
     */
    default Fact<List<UserSession>> sessions(UserId user) {
        return Fact.unknown("this connector doesn't read them");
    }

    /**
     * Signs a person out in one place.
     *
     * @param user who
     * @param session one that {@link #sessions} gave
     * @param devices what happens to files that were synced there
     * @return the id; {@code alreadyDone} if that session isn't there
     */
    default Outcome<UserId> endSession(UserId user, UserSession session, Devices devices) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED, "This connector can't end sessions; a suspension ends all of them.");
    }

    /**
     * The apps that a person lets into the account.
     *
     * @param user who
     * @return all apps; unknown if they can't be read
     */
    default Fact<List<LinkedApp>> linkedApps(UserId user) {
        return Fact.unknown("this connector doesn't read them");
    }

    /**
     * Shuts an app out of a person's account.
     *
     * @param user who
     * @param app one that {@link #linkedApps} gave
     * @return the id; {@code alreadyDone} if that app isn't linked
     */
    default Outcome<UserId> unlinkApp(UserId user, LinkedApp app) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't unlink apps; the person can, in the provider's settings.");
    }

    /**
     * Moves the files of somebody who was removed recoverably to a member of the team; then they can't be recovered any more.
     *
     * @param former who left
     * @param recipient who gets the files
     * @param errorsTo the admin whom the provider tells of transfer errors
     * @return the id; {@code alreadyDone} if the files were moved or deleted before
     */
    default Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't move files after a removal; choose DataHandling.transferTo(…) while the person is there.");
    }

    /**
     * Deletes the files of somebody who was removed, for good.
     *
     * @param former who left
     * @return the id; {@code alreadyDone} if the files were moved or deleted before
     */
    default Outcome<UserId> deleteFiles(UserId former) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't delete files after a removal; the provider deletes them after its recovery window.");
    }

    /**
     * Gives a member a further address, so that what is shared with it reaches them.
     *
     * @param recipient who
     * @param address the address of somebody who left for good
     * @return the id; {@code alreadyDone} if they have it
     */
    default Outcome<UserId> addAddress(UserId recipient, UserRef.Email address) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This provider gives people no further addresses, or this connector can't.");
    }

    /**
     * What the provider would refuse, as far as that can be told without sending anything that changes something. Core asks when it plans
     * and again directly before it sends. Core itself looks at the people whom the handling names, guards, and legal holds.
     *
     * @param leaver who, as read
     * @param handling what is to happen; every person it names is named by id
     * @param invitationsTo who is to get the leaver's address, if anybody
     * @return what speaks against it; empty if nothing is known to
     */
    default List<Refusal> objections(User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
        List<Refusal> objections = new ArrayList<>();
        if (handling instanceof DataHandling.TransferAfterwards) {
            objections.add(Refusal.of(
                    Refusal.Reason.NOT_SUPPORTED,
                    "This connector can't move files after a removal; choose DataHandling.transferTo(…)."));
        }
        if (invitationsTo.isPresent()) {
            objections.add(
                    Refusal.of(
                            Refusal.Reason.NOT_SUPPORTED,
                            "This provider gives people no further addresses, or this connector can't. Leave out redirectingInvitationsTo(…)."));
        }
        return objections;
    }

    /**
     * How many people the team has: invited, active and suspended. Core compares listings with it, so that a list that ends too early makes
     * nobody leave.
     *
     * @return the provider's own count; unknown if it gives none, and never counted from {@link #list}
     */
    default Fact<Integer> size() {
        return Fact.unknown("this connector doesn't read it");
    }

    /**
     * How many people {@link #onboardAll} takes at once.
     *
     * @return at least 1
     */
    default int onboardingBatch() {
        return 1;
    }

    /**
     * Invites several people with one request. As {@link #onboard} otherwise, for each.
     *
     * @param people at most {@link #onboardingBatch()}, no address twice
     * @return an outcome for each, in the order given; an {@code Unsettled} one has a handle of its own, which {@link #poll} understands, too
     */
    default List<Outcome<UserId>> onboardAll(List<NewUser> people) {
        if (people.size() != 1) {
            throw new IllegalArgumentException("This connector invites one person at a time.");
        }
        return List.of(onboard(people.get(0)));
    }

    /**
     * Asks how several background jobs stand, with as few requests as there are.
     *
     * @param jobs handles
     * @return as {@link #poll} gives it, for each, in the order given
     */
    default List<Outcome<UserId>> pollAll(List<JobHandle> jobs) {
        return jobs.stream().map(this::poll).toList();
    }

    /**
     * Looks several people up, with as few requests as there are.
     *
     * @param people who
     * @return as {@link #find} gives it, for each, in the order given
     */
    default List<Optional<User>> findAll(List<UserRef> people) {
        return people.stream().map(this::find).toList();
    }

    /**
     * Looks for somebody who left and can be recovered by an address, which providers may hide or change when people leave.
     *
     * @param address the address they had
     * @return the one who left last; empty if there is none
     */
    default Optional<User> findLeaver(UserRef.Email address) {
        return find(address).filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE);
    }
}
