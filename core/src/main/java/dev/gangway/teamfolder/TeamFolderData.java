package dev.gangway.teamfolder;

import dev.gangway.result.Cursor;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import java.util.Optional;

/**
 * What a vendor implements for team folders; applications call {@link TeamFolders}, which journals, waits and settles on top of it. The
 * rules that an implementation must keep are numbered in {@code contract.md} (T-…) and tested by the testkit.
 *
 * <p>For every method: one call sends at most one request that changes something, and never sends it again. A provider's "no" is
 * {@link Outcome.Refused}; a job that the provider runs in the background is {@link Outcome.Unsettled} with a handle that {@link #poll}
 * understands. Trouble is one of core's exceptions; a lost answer is {@code AnswerLostException}, which the transport throws by itself and
 * which core settles by reading. Implementations are thread-safe.
 */
public interface TeamFolderData {

    /**
     * What keeps this team's folders from being managed through the provider's interface at all, such as a kind of team that it doesn't cover.
     * Core asks before each listing and each change.
     *
     * @return a refusal that says where a person does it instead; empty, which is the default, if nothing does
     */
    default Optional<Refusal> objection() {
        return Optional.empty();
    }

    /**
     * Lists all team folders, archived ones too.
     *
     * @param cursor {@link Cursor#START}, or what the page before gave as {@code next}
     * @return one page
     */
    Page<TeamFolder> list(Cursor cursor);

    /**
     * Looks a team folder up, whatever its status.
     *
     * @param folder which
     * @return the folder as the provider shows it now, or empty if it knows none by that id
     */
    Optional<TeamFolder> find(TeamFolderId folder);

    /**
     * Makes a team folder. Core has looked before that no folder in use has the name.
     *
     * @param name 1 to 255 characters, without a slash or backslash, and no blank at either end
     * @return the new folder's id; refused with {@link Refusal.Reason#FOLDER_NAME_TAKEN} if another folder has the name
     */
    Outcome<TeamFolderId> create(String name);

    /**
     * Gives a team folder another name.
     *
     * @param folder which
     * @param name as for {@link #create}
     * @return the id; {@code alreadyDone} if it has exactly this name; refused with {@link Refusal.Reason#FOLDER_NAME_TAKEN} if another
     *     folder has it
     */
    default Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't rename team folders; rename them in the provider's console.");
    }

    /**
     * Takes a team folder out of use, with all that is in it; nothing is deleted.
     *
     * @param folder which
     * @return the id; {@code alreadyDone} if it is in the archive
     */
    default Outcome<TeamFolderId> archive(TeamFolderId folder) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't archive team folders; archive them in the provider's console.");
    }

    /**
     * Changes what becomes of a team folder on computers that sync for the first time.
     *
     * @param folder which
     * @param sync {@link SyncSetting#SYNCED} or {@link SyncSetting#NOT_SYNCED}
     * @return the id; {@code alreadyDone} if it is so
     */
    default Outcome<TeamFolderId> changeSync(TeamFolderId folder, SyncSetting sync) {
        return Outcome.refused(
                Refusal.Reason.NOT_SUPPORTED,
                "This connector can't change what is synced; change it in the provider's console.");
    }

    /**
     * Asks how a background job stands.
     *
     * @param job the handle of an {@link Outcome.Unsettled} that this connector gave, perhaps on another node
     * @return unsettled with the same handle while the job runs; otherwise how it ended
     * @throws IllegalArgumentException if the handle is not one of this connector's
     */
    default Outcome<TeamFolderId> poll(JobHandle job) {
        throw new IllegalArgumentException("This connector's team folders have no background jobs: " + job);
    }
}
