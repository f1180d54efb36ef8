package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Fact;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class SessionRules extends Rules {

    private static <T> List<T> readable(Fact<List<T>> fact) {
        Assumptions.assumeTrue(fact instanceof Fact.Known, "The connector doesn't read this: " + fact);
        return fact.toOptional().orElseThrow();
    }

    private List<UserSession> sessions(UserId user) {
        return readable(users().sessions(user));
    }

    private List<LinkedApp> apps(UserId user) {
        return readable(users().linkedApps(user));
    }

    private UserSession device(UserId user) {
        levers().linkDevice(user);
        return sessions(user).get(0);
    }

    @Test
    @Rule("U-92")
    void endingASessionEndsThatOneAlone() {
        UserId leo = active("leo");
        levers().openWebSession(leo);
        levers().openWebSession(leo);
        levers().linkDevice(leo);
        List<UserSession> others = new ArrayList<>(sessions(leo));
        assertEquals(3, others.size(), "Sessions of somebody with two browsers and a device");

        changed(users().endSession(leo, others.remove(1), Devices.KEEP));

        assertEquals(Set.copyOf(others), Set.copyOf(sessions(leo)), "The other sessions");
    }

    @Test
    @Rule("U-93")
    void endingASessionKeepsTheDeviceWhenToldTo() {
        UserId leo = active("leo");
        UserSession device = device(leo);

        changed(users().endSession(leo, device, Devices.KEEP));

        assertFalse(levers().devicesWiped(leo), "A device was wiped by the end of a session that was to keep it");
    }

    @Test
    @Rule("U-94")
    void endingASessionWipesTheDeviceWhenToldTo() {
        UserId leo = active("leo");
        UserSession device = device(leo);

        changed(users().endSession(leo, device, Devices.WIPE));

        assertTrue(levers().devicesWiped(leo), "A device was kept by the end of a session that was to wipe it");
    }

    @Test
    @Rule("U-95")
    void endingASessionTwiceChangesNothing() {
        UserId leo = active("leo");
        UserSession device = device(leo);
        changed(users().endSession(leo, device, Devices.KEEP));

        alreadyDone(leo, users().endSession(leo, device, Devices.KEEP));
    }

    @Test
    @Rule("U-96")
    void unlinkingAnAppLeavesTheOthers() {
        UserId leo = active("leo");
        levers().linkApp(leo, "Chart Room");
        levers().linkApp(leo, "Mail Merge");
        levers().linkApp(leo, "Notes");
        List<LinkedApp> others = new ArrayList<>(apps(leo));
        assertEquals(3, others.size(), "Linked apps");

        changed(users().unlinkApp(leo, others.remove(1)));

        assertEquals(Set.copyOf(others), Set.copyOf(apps(leo)), "The other apps");
    }

    @Test
    @Rule("U-97")
    void unlinkingAnAppTwiceChangesNothing() {
        UserId leo = active("leo");
        levers().linkApp(leo, "Notes");
        LinkedApp notes = apps(leo).get(0);
        changed(users().unlinkApp(leo, notes));

        alreadyDone(leo, users().unlinkApp(leo, notes));
    }
}
