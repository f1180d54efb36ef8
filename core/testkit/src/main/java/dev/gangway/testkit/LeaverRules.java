package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class LeaverRules extends Rules {

    /** Somebody who left with files and can be recovered. */
    private UserId leftFiles() {
        UserId leo = active("leo");
        levers().giveFiles(leo, 5);
        done(users().remove(leo, DataHandling.keepRecoverable().keepingDevices()));
        Assumptions.assumeTrue(
                status(leo).equals(Optional.of(UserStatus.REMOVED_RECOVERABLE)),
                "This provider doesn't bring leavers back.");
        return leo;
    }

    private void assertUntouched(UserId leo, UserStatus status) {
        assertEquals(Optional.of(status), status(leo), "The status after the refusal");
        assertEquals(5, levers().files(leo), "The files after the refusal");
    }

    @Test
    @Rule("F-01")
    void whoIsOnTheTeamKeepsTheirFilesFromATransfer() {
        UserId leo = active("leo");
        levers().giveFiles(leo, 5);

        refused(users().transferFiles(leo, active("mia"), admin()));

        assertUntouched(leo, UserStatus.ACTIVE);
    }

    @Test
    @Rule("F-02")
    void filesArriveWholeAfterARemoval() {
        UserId mia = active("mia");
        levers().giveFiles(mia, 2);
        UserId leo = leftFiles();

        changed(users().transferFiles(leo, mia, admin()));

        assertEquals(7, levers().files(mia), "The recipient's files");
        assertEquals(0, levers().files(leo), "The leaver's files");
    }

    @Test
    @Rule("F-03")
    void somebodyUnsuitableGetsNoFilesOfALeaver() {
        UserId sol = active("sol");
        changed(users().suspend(sol, Devices.KEEP));
        UserId leo = leftFiles();

        refused(users().transferFiles(leo, sol, admin()), Reason.RECIPIENT_UNSUITABLE);

        assertUntouched(leo, UserStatus.REMOVED_RECOVERABLE);
    }

    @Test
    @Rule("F-04")
    void whoseFilesWereMovedAfterwardsIsNotRecovered() {
        UserId leo = leftFiles();
        changed(users().transferFiles(leo, active("mia"), admin()));

        refused(users().recover(leo), Reason.NOT_RECOVERABLE, Reason.USER_NOT_FOUND);
    }

    @Test
    @Rule("F-05")
    void movingFilesTwiceChangesNothing() {
        UserId leo = leftFiles();
        UserId mia = active("mia");
        changed(users().transferFiles(leo, mia, admin()));

        alreadyDone(leo, users().transferFiles(leo, mia, admin()));
    }

    @Test
    @Rule("F-06")
    void whoIsOnTheTeamKeepsTheirFilesFromADeletion() {
        UserId leo = active("leo");
        levers().giveFiles(leo, 5);

        refused(users().deleteFiles(leo));

        assertUntouched(leo, UserStatus.ACTIVE);
    }

    @Test
    @Rule("F-07")
    void whatIsDeletedIsGoneForGood() {
        UserId leo = leftFiles();

        changed(users().deleteFiles(leo));

        assertEquals(0, levers().files(leo), "The leaver's files after they were deleted");
        refused(users().recover(leo), Reason.NOT_RECOVERABLE, Reason.USER_NOT_FOUND);
    }

    @Test
    @Rule("F-08")
    void deletingFilesTwiceChangesNothing() {
        UserId leo = leftFiles();
        changed(users().deleteFiles(leo));

        alreadyDone(leo, users().deleteFiles(leo));
    }

    @Test
    @Rule("F-09")
    void anAddressThatSomebodyHasIsNotGivenAway() {
        UserId mia = active("mia");
        UserId sol = active("sol");
        UserRef.Email address = newUser("sol").email();

        refused(users().addAddress(mia, address), Reason.ADDRESS_NOT_FREE);
        assertEquals(Optional.of(sol), users().find(address).map(User::id), "Who has the address");

        recoverable("leo");
        refused(users().addAddress(mia, newUser("leo").email()), Reason.ADDRESS_NOT_FREE);
    }

    @Test
    @Rule("F-10")
    void anAddressOfSomebodyGoneForGoodIsGivenAwayOnce() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        done(users().remove(leo, transferTo(mia)));

        Outcome<UserId> first = users().addAddress(mia, newUser("leo").email());
        Assumptions.assumeFalse(
                first instanceof Outcome.Unsettled,
                "This provider waits until somebody confirms the address: " + first);
        changed(first);

        alreadyDone(mia, users().addAddress(mia, newUser("leo").email()));
    }

    @Test
    @Rule("F-11")
    void somebodySuspendedIsRemovedWithATransferAsWell() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        changed(users().suspend(leo, Devices.KEEP));

        changed(users().remove(leo, transferTo(mia)));

        assertTrue(status(leo).map(UserStatus::isRemoved).orElse(true), "The status afterwards: " + status(leo));
    }

    @Test
    @Rule("F-12")
    void whoseFilesMovedIsNotShownAsRecoverable() {
        UserId leo = active("leo");
        UserId mia = active("mia");

        changed(users().remove(leo, transferTo(mia)));

        assertNotEquals(
                Optional.of(UserStatus.REMOVED_RECOVERABLE), status(leo), "The status of somebody whose files moved");
    }
}
