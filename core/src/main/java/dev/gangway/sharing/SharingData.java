package dev.gangway.sharing;

import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.result.TeamPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a vendor implements for sharing controls; applications call {@link SharingControls}, which checks what it is given and settles lost
 * answers by reading. The rules that an implementation must keep are numbered in {@code contract.md} (P-…) and tested by the testkit.
 *
 * <p>For every method: one call sends at most one request that changes something, and never sends it again. A provider's "no" is
 * {@link Outcome.Refused}. Trouble is one of core's exceptions; a lost answer is {@code AnswerLostException}. Nothing here is a background
 * job, so nothing is {@link Outcome.Unsettled}. Implementations are thread-safe.
 */
public interface SharingData {

    /**
     * The team's own rules about sharing, as the provider tells them. Each that no route changes says how a person does it.
     *
     * @return the rules, each once
     */
    List<TeamPolicy> policies();

    /**
     * Lists with whom outside the team its people may share where the team's rules say "only with whom is allowed".
     *
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page
     * @throws UnsupportedCapabilityException if there is no such list here, which is the default: an empty list would be believed
     */
    default Page<AllowListEntry> allowList(Cursor cursor) {
        throw new UnsupportedCapabilityException(
                "This connector has no list of who may be shared with; look in the provider's console.");
    }

    /**
     * Puts entries on the list, all or none of them. Those that are on it already are left alone.
     *
     * @param entries 1 to {@value SharingControls#MOST} of them
     * @return the entries asked for; {@code alreadyDone} if all were on the list; refused with {@link Refusal.Reason#ALLOW_LIST_FULL} if
     *     there is no room for all of them
     */
    default Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change who may be shared with; change it in the provider's console.");
    }

    /**
     * Takes entries off the list, all or none of them. Those that aren't on it are left alone.
     *
     * @param entries 1 to {@value SharingControls#MOST} of them
     * @return the entries asked for; {@code alreadyDone} if none was on the list
     */
    default Outcome<Set<AllowListEntry>> disallow(Set<AllowListEntry> entries) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change who may be shared with; change it in the provider's console.");
    }

    /**
     * Reads the policies of one shared folder.
     *
     * @param folder which
     * @return the policies as they stand now; empty if the provider knows no such folder, or doesn't show it to this connection
     * @throws UnsupportedCapabilityException if this connector doesn't read them, which is the default
     */
    default Optional<FolderPolicy> folder(SharedFolderId folder) {
        throw new UnsupportedCapabilityException(
                "This connector doesn't read the policies of shared folders; look in the provider's console.");
    }

    /**
     * Changes policies of one shared folder; what the change doesn't name stays.
     *
     * @param folder which
     * @param change what, not empty
     * @return the policies as they stand then; {@code alreadyDone} if all that is named was so; refused with
     *     {@link Refusal.Reason#FOLDER_NOT_FOUND}, or {@link Refusal.Reason#TEAM_POLICY} if the team's own rules are stricter
     */
    default Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change the policies of shared folders; change them in the provider's console.");
    }
}
