package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class SuspensionRules extends Rules {

    @Test
    @Rule("U-30")
    void whoIsSuspendedIsShownAsSuspended() {
        UserId leo = active("leo");

        changed(users().suspend(leo, Devices.KEEP));

        assertEquals(Optional.of(UserStatus.SUSPENDED), status(leo));
    }

    @Test
    @Rule("U-31")
    void suspendingTwiceChangesNothing() {
        UserId leo = active("leo");
        changed(users().suspend(leo, Devices.KEEP));

        alreadyDone(leo, users().suspend(leo, Devices.KEEP));
    }

    @Test
    @Rule("U-32")
    void whoIsLetInAgainIsActive() {
        UserId leo = active("leo");
        changed(users().suspend(leo, Devices.KEEP));

        changed(users().unsuspend(leo));

        assertEquals(Optional.of(UserStatus.ACTIVE), status(leo));
    }

    @Test
    @Rule("U-33")
    void lettingInWhoIsActiveChangesNothing() {
        UserId leo = active("leo");

        alreadyDone(leo, users().unsuspend(leo));
    }

    @Test
    @Rule("U-34")
    void somebodyInvitedIsNotSuspendedSilently() {
        UserId ana = invited("ana");

        refused(users().suspend(ana, Devices.KEEP), Reason.ONLY_INVITED, Reason.WRONG_STATUS);

        assertEquals(Optional.of(UserStatus.INVITED), status(ana));
    }

    @Test
    @Rule("U-35")
    void aSuspensionKeepsDevicesWhenToldTo() {
        UserId leo = active("leo");
        levers().linkDevice(leo);

        changed(users().suspend(leo, Devices.KEEP));

        assertFalse(levers().devicesWiped(leo), "Devices were wiped by a suspension that was to keep them");
    }

    @Test
    @Rule("U-36")
    void aSuspensionWipesDevicesWhenToldTo() {
        UserId leo = active("leo");
        levers().linkDevice(leo);

        changed(users().suspend(leo, Devices.WIPE));

        assertTrue(levers().devicesWiped(leo), "Devices were kept by a suspension that was to wipe them");
    }

    @Test
    @Rule("U-37")
    void theLastAdminIsNotSuspended() {
        UserId admin = admin();

        refused(users().suspend(admin, Devices.KEEP), Reason.LAST_ADMIN, Reason.ACTING_ADMIN);

        assertEquals(Optional.of(UserStatus.ACTIVE), status(admin));
    }

    @Test
    @Rule("U-38")
    void whoIsSuspendedIsSignedOutOfTheWeb() {
        UserId leo = active("leo");
        levers().openWebSession(leo);

        changed(users().suspend(leo, Devices.KEEP));

        long open = users().sessions(leo).toOptional().stream()
                .flatMap(List::stream)
                .filter(it -> it.kind() == UserSession.Kind.WEB)
                .count();
        assertEquals(0, open, "Web sessions of somebody suspended");
    }
}
