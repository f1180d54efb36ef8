package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.Person;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About acting as a user. */
abstract class UserDataRules extends Rules {

    private static final FolderRef REPORTS = new FolderRef("/Reports");

    private UserDataAccess data() {
        Optional<UserDataAccess> data = session().userData();
        Assumptions.assumeTrue(data.isPresent(), "The connector doesn't offer acting as a user.");
        return Watched.by(subject().detector(), UserDataAccess.class, data.orElseThrow());
    }

    /** Somebody with three entries where their data begins, one of them a folder with two in it. */
    private UserId leo() {
        UserId leo = active("leo");
        levers().storeFile(leo, "/Plan.pdf", 7);
        levers().storeFile(leo, "/Reports/May.txt", 12);
        levers().storeFile(leo, "/Reports/2026/June.txt", 13);
        levers().storeFile(leo, "/Notes.txt", 5);
        return leo;
    }

    private static <T> T read(Outcome<T> outcome) {
        return outcome.match(
                done -> {
                    assertEquals(Outcome.alreadyDone(done.value()), done, "Reading changes nothing and says so");
                    return done.value();
                },
                refused -> {
                    skipIfNotSupported(refused.refusal());
                    return fail("Done was expected, and not " + refused.refusal());
                },
                unsettled -> fail("Reading is never unsettled: " + unsettled));
    }

    private List<DataEntry> entries(UserId who, FolderRef folder) {
        UserDataAccess data = data();
        return all(cursor -> read(data.list(who, folder, cursor)));
    }

    private static Map<String, DataEntry.Kind> kinds(List<DataEntry> entries) {
        Map<String, DataEntry.Kind> kinds = new TreeMap<>();
        entries.forEach(it -> kinds.put(it.name(), it.kind()));
        return kinds;
    }

    private static void refusedFor(List<Reason> reasons, Outcome<?> outcome, String what) {
        Outcome.Refused<?> refused =
                assertInstanceOf(Outcome.Refused.class, outcome, "A refusal was expected of " + what);
        assertTrue(reasons.contains(refused.refusal().reason()), "Why " + what + " was refused: " + refused.refusal());
    }

    private void refusesToActAs(UserId who, Reason... reasons) {
        UserDataAccess data = data();
        refusedFor(List.of(reasons), data.begin(who), "beginning");
        refusedFor(List.of(reasons), data.list(who, FolderRef.ROOT, Cursor.START), "a listing");
        for (Outcome<?> outcome : List.of(data.sharedLinks(who, Cursor.START), data.sharedFolders(who, Cursor.START))) {
            if (!(outcome instanceof Outcome.Refused<?> it && it.refusal().reason() == Reason.NOT_SUPPORTED)) {
                refusedFor(List.of(reasons), outcome, "what is shared");
            }
        }
    }

    @Test
    @Rule("D-01")
    void whoIsActedAsIsWhoWasAskedFor() {
        UserId leo = active("leo");
        active("mia");

        Person person = read(data().begin(leo));

        assertEquals(leo, person.id(), "Who is acted as");
        assertEquals(find(leo).email(), person.email(), "The address of who is acted as");
    }

    @Test
    @Rule("D-02")
    void everythingInAFolderIsListedOnceOverAllPages() {
        UserId leo = leo();
        levers().pageSize(1);

        List<DataEntry> entries = entries(leo, FolderRef.ROOT);

        assertEquals(
                Map.of(
                        "Plan.pdf", DataEntry.Kind.FILE,
                        "Reports", DataEntry.Kind.FOLDER,
                        "Notes.txt", DataEntry.Kind.FILE),
                kinds(entries),
                "What is listed");
        assertEquals(3, entries.size(), "How often something is listed, in all");
    }

    @Test
    @Rule("D-03")
    void aFolderIsNamedByItsPathOrItsId() {
        UserId leo = leo();
        String id = entries(leo, FolderRef.ROOT).stream()
                .filter(it -> it.kind() == DataEntry.Kind.FOLDER)
                .findFirst()
                .map(DataEntry::id)
                .orElseGet(() -> fail("No folder is listed."));

        List<DataEntry> byPath = entries(leo, REPORTS);

        assertEquals(
                Map.of("May.txt", DataEntry.Kind.FILE, "2026", DataEntry.Kind.FOLDER),
                kinds(byPath),
                "What is in a folder");
        assertEquals(byPath, entries(leo, new FolderRef(id)), "What is in the same folder, by its id");
    }

    @Test
    @Rule("D-04")
    void aFolderThatIsNotThereIsRefused() {
        UserId leo = leo();

        refusedFor(
                List.of(Reason.PATH_NOT_FOUND),
                data().list(leo, new FolderRef("/Nowhere"), Cursor.START),
                "a folder that isn't there");
        refusedFor(
                List.of(Reason.PATH_NOT_FOUND),
                data().list(leo, new FolderRef("no such id"), Cursor.START),
                "an id that nothing has");
    }

    @Test
    @Rule("D-05")
    void nobodySeesWhatIsAnothersAlone() {
        leo();
        UserId mia = active("mia");
        levers().storeFile(mia, "/Mia.txt", 1);

        assertEquals(
                List.of("Mia.txt"),
                entries(mia, FolderRef.ROOT).stream().map(DataEntry::name).toList(),
                "What somebody sees");
    }

    @Test
    @Rule("D-06")
    void nobodyActsAsWhoIsSuspended() {
        UserId leo = leo();
        done(users().suspend(leo, Devices.KEEP));

        refusesToActAs(leo, Reason.WRONG_STATUS);
    }

    @Test
    @Rule("D-07")
    void nobodyActsAsWhoIsNotOnTheTeam() {
        UserId leo = leo();
        done(users().remove(leo, DataHandling.keepRecoverable().keepingDevices()));

        refusesToActAs(leo, Reason.NOT_ON_TEAM, Reason.USER_NOT_FOUND);
        refusesToActAs(new UserId("nobody-at-all"), Reason.NOT_ON_TEAM, Reason.USER_NOT_FOUND);
    }

    @Test
    @Rule("D-08")
    void nothingIsWrittenInAnybodysName() {
        UserDataAccess data = data();
        UserId leo = leo();

        assertEquals(
                0,
                writesDuring(() -> {
                    data.begin(leo);
                    data.list(leo, FolderRef.ROOT, Cursor.START);
                    data.sharedLinks(leo, Cursor.START);
                    data.sharedFolders(leo, Cursor.START);
                    data.storage(leo);
                }),
                "Requests that change something, while acting as a user");
        int requests = levers().requests();
        data.reach();
        assertEquals(requests, levers().requests(), "Requests, before and after the reach was told");
    }

    @Test
    @Rule("D-09")
    void whatMayNotBeReadIsNoEmptyPage() {
        UserId leo = leo();
        UserDataAccess data = data();
        levers().withoutScope(Capability.ACT_AS_USERS);

        assertThrows(
                PermissionMissingException.class,
                () -> data.list(leo, FolderRef.ROOT, Cursor.START),
                "A list of what somebody has, without the right to read it");
    }

    @Test
    @Rule("D-10")
    void aFileTellsItsSizeAndAFolderNone() {
        UserId leo = leo();

        for (DataEntry entry : entries(leo, REPORTS)) {
            if (entry.kind() == DataEntry.Kind.FILE) {
                assertEquals(Fact.of(12L), entry.bytes(), "The size of a file");
            } else {
                assertInstanceOf(Fact.Unknown.class, entry.bytes(), "The size of a folder");
            }
        }
    }

    @Test
    @Rule("D-11")
    void whoHasFilesDoesNotStoreNothing() {
        UserId leo = leo();

        assertNotEquals(Fact.of(0L), data().storage(leo), "What somebody with files stores");
    }
}
