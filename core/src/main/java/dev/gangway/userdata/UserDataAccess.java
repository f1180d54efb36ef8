package dev.gangway.userdata;

import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.user.UserId;

/**
 * What a vendor implements for acting as a user; applications call {@link ActingAsUser}. The rules that an implementation must keep are
 * numbered in {@code contract.md} (D-…) and tested by the testkit.
 *
 * <p>Everything here reads, and nothing is written in anybody's name. A reading that went well is {@link Outcome.Done} with {@code changed}
 * false; a "no" of the provider is {@link Outcome.Refused}: {@link Refusal.Reason#WRONG_STATUS} for somebody suspended,
 * {@link Refusal.Reason#NOT_ON_TEAM} or {@link Refusal.Reason#USER_NOT_FOUND} for somebody who isn't on the team. Nothing is
 * {@link Outcome.Unsettled}. Trouble is one of core's exceptions. Implementations are thread-safe.
 */
public interface UserDataAccess {

    /**
     * What acting as a user is at this provider, and what it isn't. Nothing is sent.
     *
     * @return words for people
     */
    Reach reach();

    /**
     * Begins to act as somebody: asks the provider, in that person's name, who it is. Nothing is left behind that would have to be ended.
     *
     * @param who the person; core has looked before that they are active
     * @return the person as the provider shows them to themselves
     */
    Outcome<Person> begin(UserId who);

    /**
     * Lists what is in a folder as the person sees it, and not what is in the folders in it.
     *
     * @param who the person
     * @param folder the folder
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page; refused with {@link Refusal.Reason#PATH_NOT_FOUND} if the person has no such folder
     */
    Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor);

    /**
     * Lists the links that the person has shared.
     *
     * @param who the person
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page
     */
    default Outcome<Page<SharedLink>> sharedLinks(UserId who, Cursor cursor) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED, "This connector doesn't list what somebody shares by link.");
    }

    /**
     * Lists the shared folders that the person can get into.
     *
     * @param who the person
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page
     */
    default Outcome<Page<SharedFolder>> sharedFolders(UserId who, Cursor cursor) {
        return Outcome.refused(Refusal.Reason.NOT_SUPPORTED, "This connector doesn't list somebody's shared folders.");
    }

    /**
     * How much the person stores.
     *
     * @param who the person
     * @return the number of bytes; unknown, and not 0, if the provider doesn't tell
     */
    default Fact<Long> storage(UserId who) {
        return Fact.unknown("this connector doesn't read it");
    }
}
