package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class RecoveryRules extends Rules {

    @Test
    @Rule("U-55")
    void recoveringSomebodyOnTheTeamChangesNothing() {
        UserId leo = active("leo");

        alreadyDone(leo, users().recover(leo));
    }

    @Test
    @Rule("U-56")
    void whoseFilesMovedIsNotRecovered() {
        UserId leo = active("leo");
        done(users().remove(leo, transferTo(active("mia"))));

        refused(users().recover(leo), Reason.NOT_RECOVERABLE, Reason.USER_NOT_FOUND);

        assertFalse(status(leo).map(UserStatus::isOnTeam).orElse(false), "The status after the refusal");
    }

    @Test
    @Rule("U-57")
    void recoveringTakesALicense() {
        UserId leo = recoverable("leo");
        levers().freeLicenses(0);

        refused(users().recover(leo), Reason.NO_LICENSE_AVAILABLE);

        assertEquals(Optional.of(UserStatus.REMOVED_RECOVERABLE), status(leo), "The status after the refusal");
    }

    @Test
    @Rule("U-58")
    void theRecoveryWindowIsTheProvidersOwn() {
        Optional<Duration> window = users().recoveryWindow();
        Assumptions.assumeTrue(window.isPresent(), "This provider tells no window for bringing leavers back.");
        UserId early = recoverable("leo");
        UserId late = recoverable("mia");

        levers().passTime(window.orElseThrow().minusHours(1));
        changed(users().recover(early));
        levers().passTime(Duration.ofHours(2));

        refused(users().recover(late), Reason.NOT_RECOVERABLE, Reason.USER_NOT_FOUND);
    }

    @Test
    @Rule("U-59")
    void whoWasSuspendedWhenRemovedCanBeRecovered() {
        Assumptions.assumeTrue(users().recoveryWindow().isPresent(), "This provider doesn't bring leavers back.");
        UserId leo = active("leo");
        changed(users().suspend(leo, Devices.KEEP));
        changed(users().remove(leo, DataHandling.keepRecoverable().keepingDevices()));

        changed(users().recover(leo));

        assertTrue(
                List.of(UserStatus.ACTIVE, UserStatus.SUSPENDED)
                        .contains(status(leo).orElseThrow()),
                "The status of somebody who was suspended when removed: " + status(leo));
    }
}
