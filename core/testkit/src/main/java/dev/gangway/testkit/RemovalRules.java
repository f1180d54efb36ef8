package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class RemovalRules extends Rules {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    @Test
    @Rule("U-40")
    void whoIsRemovedIsNoLongerOnTheTeam() {
        UserId leo = active("leo");

        changed(users().remove(leo, DataHandling.deleteForGood().keepingDevices()));

        assertTrue(status(leo).map(UserStatus::isRemoved).orElse(true), "The status afterwards: " + status(leo));
    }

    @Test
    @Rule("U-41")
    void removingTwiceChangesNothing() {
        UserId leo = recoverable("leo");

        alreadyDone(leo, users().remove(leo, RECOVERABLE));
    }

    @Test
    @Rule("U-42")
    void aRecoverableRemovalCanBeUndone() {
        Assumptions.assumeTrue(users().recoveryWindow().isPresent(), "This provider doesn't bring leavers back.");
        UserId leo = active("leo");
        changed(users().remove(leo, RECOVERABLE));

        changed(users().recover(leo));

        assertTrue(status(leo).orElseThrow().isOnTeam(), "The status of somebody recovered: " + status(leo));
    }

    @Test
    @Rule("U-43")
    void aRecoverableRemovalKeepsFiles() {
        UserId leo = active("leo");
        levers().giveFiles(leo, 7);

        changed(users().remove(leo, RECOVERABLE));

        assertEquals(7, levers().files(leo), "The leaver's files after a recoverable removal");
    }

    @Test
    @Rule("U-44")
    void aRemovalKeepsDevicesWhenToldTo() {
        UserId leo = active("leo");
        levers().linkDevice(leo);

        changed(users().remove(leo, RECOVERABLE));

        assertFalse(levers().devicesWiped(leo), "Devices were wiped by a removal that was to keep them");
    }

    @Test
    @Rule("U-45")
    void aRemovalWipesDevicesWhenToldTo() {
        UserId leo = active("leo");
        levers().linkDevice(leo);

        changed(users().remove(leo, DataHandling.keepRecoverable().wipingDevices()));

        assertTrue(levers().devicesWiped(leo), "Devices were kept by a removal that was to wipe them");
    }

    @Test
    @Rule("U-46")
    void aTransferMovesEveryFileToTheRecipient() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        levers().giveFiles(leo, 7);
        levers().giveFiles(mia, 2);

        changed(users().remove(leo, transferTo(mia)));

        assertEquals(9, levers().files(mia), "The recipient's files after the transfer");
    }

    @Test
    @Rule("U-47")
    void somebodyUnsuitableGetsNoFilesAndNobodyLeaves() {
        UserId leo = active("leo");
        UserId sol = active("sol");
        changed(users().suspend(sol, Devices.KEEP));

        refused(users().remove(leo, transferTo(sol)), Reason.RECIPIENT_UNSUITABLE);

        assertEquals(Optional.of(UserStatus.ACTIVE), status(leo), "The leaver's status after the refusal");
    }

    @Test
    @Rule("U-48")
    void aPersonalAccountIsKeptWholeOrTheRequestIsRefused() {
        UserId leo = active("leo");
        levers().giveFiles(leo, 7);
        levers().linkDevice(leo);

        Outcome<UserId> end =
                settled(users().remove(leo, DataHandling.keepAsPersonalAccount(DataHandling.Shares.REMOVE)));

        assertEquals(
                end instanceof Outcome.Done,
                status(leo).map(UserStatus::isRemoved).orElse(true),
                "Left only if done");
        assertEquals(7, levers().files(leo), "The leaver's files");
        assertFalse(levers().devicesWiped(leo), "Devices were wiped although the account was to be kept");
    }

    @Test
    @Rule("U-49")
    void theLastAdminIsNotRemoved() {
        UserId admin = admin();

        refused(users().remove(admin, RECOVERABLE), Reason.LAST_ADMIN, Reason.ACTING_ADMIN);

        assertEquals(Optional.of(UserStatus.ACTIVE), status(admin));
    }

    @Test
    @Rule("U-50")
    void anInvitationIsWithdrawn() {
        UserId ana = invited("ana");

        changed(users().remove(ana, RECOVERABLE));

        assertFalse(status(ana).map(UserStatus::isOnTeam).orElse(false), "The status of somebody no longer invited");
    }

    @Test
    @Rule("U-51")
    void somebodyInvitedHasNoFilesToTransfer() {
        UserId ana = invited("ana");
        UserId mia = active("mia");

        refused(users().remove(ana, transferTo(mia)));

        assertEquals(Optional.of(UserStatus.INVITED), status(ana));
    }

    @Test
    @Rule("U-52")
    void whoCannotMoveFilesAfterwardsObjectsToIt() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        DataHandling afterwards =
                new DataHandling.TransferAfterwards(UserRef.id(mia), Optional.of(UserRef.id(admin())), Devices.KEEP);

        Outcome<UserId> answer = users().transferFiles(leo, mia, admin());

        assertEquals(
                isNotSupported(answer),
                objects(Reason.NOT_SUPPORTED, leo, afterwards, Optional.empty()),
                "Whether NOT_SUPPORTED is an objection to moving files afterwards, after the answer " + answer);
    }

    @Test
    @Rule("U-53")
    void whoCannotGiveAnAddressAwayObjectsToIt() {
        UserId leo = active("leo");
        UserId mia = active("mia");

        Outcome<UserId> answer = users().addAddress(mia, newUser("gone").email());

        assertEquals(
                isNotSupported(answer),
                objects(Reason.NOT_SUPPORTED, leo, DataHandling.deleteForGood().keepingDevices(), Optional.of(mia)),
                "Whether NOT_SUPPORTED is an objection to giving an address away, after the answer " + answer);
    }

    @Test
    @Rule("U-54")
    void anAddressThatTheLeaverKeepsIsPromisedToNobody() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        Assumptions.assumeTrue(users().recoveryWindow().isPresent(), "This provider doesn't bring leavers back.");

        assertTrue(
                objects(Reason.ADDRESS_NOT_FREE, leo, RECOVERABLE, Optional.of(mia))
                        || objects(Reason.NOT_SUPPORTED, leo, RECOVERABLE, Optional.of(mia)),
                "Nothing speaks against giving away the address of somebody who can be recovered");
    }

    private boolean objects(Reason reason, UserId leaver, DataHandling handling, Optional<UserId> invitationsTo) {
        return users().objections(find(leaver), handling, invitationsTo).stream()
                .anyMatch(it -> it.reason() == reason);
    }
}
