package dev.gangway.user;

import dev.gangway.result.Cursor;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import java.time.Duration;
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
}
