package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Session;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About team folders. */
abstract class TeamFolderRules extends Rules {

    private static final TeamFolderId NONE = new TeamFolderId("999999999999");

    private TeamFolderData folders() {
        return folders(session());
    }

    private TeamFolderData folders(Session session) {
        Optional<TeamFolderData> folders = session.teamFolders();
        Assumptions.assumeTrue(folders.isPresent(), "The connector doesn't offer team folders.");
        return Watched.by(subject().detector(), TeamFolderData.class, folders.orElseThrow());
    }

    private Outcome<TeamFolderId> end(Outcome<TeamFolderId> outcome) {
        Outcome<TeamFolderId> now = outcome;
        for (int i = 0; now instanceof Outcome.Unsettled<TeamFolderId> unsettled; i++) {
            if (i == MOST_POLLS) {
                return fail("A background job didn't end in " + MOST_POLLS + " polls, a second apart.");
            }
            pause();
            now = folders().poll(unsettled.handle());
        }
        if (now instanceof Outcome.Refused<TeamFolderId> it) {
            skipIfNotSupported(it.refusal());
        }
        return now;
    }

    private TeamFolderId folderId(Outcome<TeamFolderId> outcome) {
        Outcome<TeamFolderId> end = end(outcome);
        return end.toOptional().orElseGet(() -> fail("Done was expected, and not " + end));
    }

    private TeamFolderId made(String name) {
        return folderId(folders().create(name));
    }

    private TeamFolder shown(TeamFolderId id) {
        return folders().find(id).orElseGet(() -> fail("No team folder is found by the id " + id + "."));
    }

    private void refusedFor(Reason reason, Outcome<TeamFolderId> outcome) {
        Outcome<TeamFolderId> end = end(outcome);
        Outcome.Refused<?> refused = assertInstanceOf(Outcome.Refused.class, end, "A refusal was expected");
        assertEquals(reason, refused.refusal().reason(), "Why it was refused: " + refused.refusal());
    }

    private List<TeamFolderId> listed() {
        TeamFolderData folders = folders();
        return all(folders::list).stream().map(TeamFolder::id).toList();
    }

    /** An archiving that the provider works on in the background. */
    private JobHandle archivingInBackground(TeamFolderId folder) {
        levers().holdJobs();
        Outcome<TeamFolderId> outcome = folders().archive(folder);
        if (outcome instanceof Outcome.Refused<TeamFolderId> it) {
            skipIfNotSupported(it.refusal());
        }
        Assumptions.assumeTrue(outcome instanceof Outcome.Unsettled, "This provider archives at once: " + outcome);
        return ((Outcome.Unsettled<TeamFolderId>) outcome).handle();
    }

    @Test
    @Rule("T-01")
    void aFolderThatWasMadeIsInUseAndFound() {
        Outcome<TeamFolderId> made = end(folders().create("Marketing"));
        TeamFolderId id = folderId(made);

        assertEquals(Outcome.done(id), made, "Making a folder changes something and says so");
        assertEquals("Marketing", shown(id).name(), "The name of a folder that was made");
        assertEquals(Status.ACTIVE, shown(id).status(), "The status of a folder that was made");
    }

    @Test
    @Rule("T-02")
    void everyFolderIsListedOnceOverAllPages() {
        TeamFolderId old = made("Old");
        List<TeamFolderId> made = List.of(old, made("Marketing"), made("Sales"));
        folderId(folders().archive(old));
        levers().pageSize(1);

        assertEquals(made, listed().stream().sorted(inOrderOf(made)).toList(), "The folders that are listed");
    }

    private static Comparator<TeamFolderId> inOrderOf(List<TeamFolderId> made) {
        return Comparator.comparing(made::indexOf);
    }

    @Test
    @Rule("T-03")
    void anothersNameIsNotGivenToANewFolder() {
        TeamFolderId first = made("Marketing");

        refusedFor(Reason.FOLDER_NAME_TAKEN, folders().create("Marketing"));

        assertEquals(List.of(first), listed(), "The folders after a second was to have the same name");
    }

    @Test
    @Rule("T-04")
    void aRenamedFolderKeepsItsId() {
        TeamFolderId id = made("Marketing");

        assertEquals(Outcome.done(id), end(folders().rename(id, "Sales")), "What renaming answers");

        assertEquals("Sales", shown(id).name(), "The name of a renamed folder");
    }

    @Test
    @Rule("T-05")
    void aNameThatAFolderHasIsNotChanged() {
        TeamFolderId id = made("Marketing");

        assertEquals(
                Outcome.alreadyDone(id),
                end(folders().rename(id, "Marketing")),
                "Renaming a folder to what it is called changes nothing and says so");
    }

    @Test
    @Rule("T-06")
    void anothersNameIsNotGivenByRenaming() {
        TeamFolderId id = made("Marketing");
        made("Sales");

        refusedFor(Reason.FOLDER_NAME_TAKEN, folders().rename(id, "Sales"));

        assertEquals("Marketing", shown(id).name(), "The name of a folder that was to have another's");
    }

    @Test
    @Rule("T-07")
    void anArchivedFolderIsShownAsSuch() {
        TeamFolderId id = made("Marketing");

        folderId(folders().archive(id));

        assertEquals(Status.ARCHIVED, shown(id).status(), "The status of an archived folder");
    }

    @Test
    @Rule("T-08")
    void archivingTwiceIsDoneOnce() {
        TeamFolderId id = made("Marketing");
        folderId(folders().archive(id));

        assertEquals(
                Outcome.alreadyDone(id),
                end(folders().archive(id)),
                "Archiving what is in the archive changes nothing and says so");
    }

    @Test
    @Rule("T-09")
    void aFolderThatNobodyKnowsIsRefused() {
        assertEquals(Optional.empty(), folders().find(NONE), "A folder of an id that nobody knows");
        refusedFor(Reason.FOLDER_NOT_FOUND, folders().rename(NONE, "Sales"));
        refusedFor(Reason.FOLDER_NOT_FOUND, folders().archive(NONE));
        refusedFor(Reason.FOLDER_NOT_FOUND, folders().changeSync(NONE, SyncSetting.NOT_SYNCED));
    }

    @Test
    @Rule("T-10")
    void whatIsSyncedIsAsWasAskedFor() {
        TeamFolderId id = made("Marketing");

        folderId(folders().changeSync(id, SyncSetting.NOT_SYNCED));

        assertEquals(Fact.of(SyncSetting.NOT_SYNCED), shown(id).sync(), "What is synced, as it was changed");
        assertEquals(
                Outcome.alreadyDone(id),
                end(folders().changeSync(id, SyncSetting.NOT_SYNCED)),
                "Asking for the same sync setting changes nothing and says so");
    }

    @Test
    @Rule("T-11")
    void oneCallSendsAtMostOneRequestThatChangesSomething() {
        TeamFolderData folders = folders();
        TeamFolderId id = made("Marketing");
        List<Runnable> calls = List.of(
                () -> folders.create("Sales"),
                () -> folders.rename(id, "Brand"),
                () -> folders.changeSync(id, SyncSetting.NOT_SYNCED),
                () -> folders.archive(id));

        for (Runnable call : calls) {
            assertTrue(writesDuring(call) <= 1, "A call sends at most one request that changes something");
        }
        assertEquals(0, writesDuring(() -> folders.list(Cursor.START)), "Requests that change something, for a list");
        assertEquals(0, writesDuring(() -> folders.find(id)), "Requests that change something, for a look");
        assertEquals(0, writesDuring(folders::objection), "Requests that change something, for an objection");
    }

    @Test
    @Rule("T-12")
    void aLostAnswerIsNotAskedForAgain() {
        TeamFolderData folders = folders();
        TeamFolderId id = made("Marketing");
        levers().loseNextAnswer();

        int sent = writesDuring(() ->
                assertThrows(AnswerLostException.class, () -> folders.rename(id, "Sales"), "What a lost answer is"));

        assertEquals(1, sent, "How often a request was sent whose answer was lost");
    }

    @Test
    @Rule("T-13")
    void anArchivingIsUnsettledWhileItRuns() {
        JobHandle handle = archivingInBackground(made("Marketing"));

        Outcome.Unsettled<?> polled = assertInstanceOf(
                Outcome.Unsettled.class, folders().poll(handle), "What a poll says of a job that is held");

        assertEquals(handle, polled.handle(), "The handle that a poll of a running job gives");
    }

    @Test
    @Rule("T-14")
    void anotherNodeSeesAnArchivingToItsEnd() {
        TeamFolderId id = made("Marketing");
        JobHandle handle = archivingInBackground(id);
        TeamFolderData otherNode = folders(subject().open().session());
        levers().releaseJobs();

        Outcome<TeamFolderId> outcome = end(otherNode.poll(new JobHandle(handle.value())));

        assertEquals(Outcome.done(id), outcome, "How the job ended, as another node sees it");
    }

    @Test
    @Rule("T-15")
    void aHandleOfAnotherConnectorIsRefused() {
        TeamFolderData folders = folders();

        assertThrows(
                IllegalArgumentException.class,
                () -> folders.poll(new JobHandle("somebody-elses:42")),
                "A poll of another connector's job");
    }

    @Test
    @Rule("T-16")
    void foldersThatMayNotBeReadAreNoEmptyList() {
        TeamFolderData folders = folders();
        levers().withoutScope(Capability.READ_TEAM_FOLDERS);

        assertThrows(
                PermissionMissingException.class,
                () -> folders.list(Cursor.START),
                "A list of folders without the right to read them");
    }
}
