package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gangway.connector.Session;
import dev.gangway.error.GangwayException;
import dev.gangway.result.Fact;
import dev.gangway.testkit.SecretLeakDetector.Place;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Each test only does things; what the detector heard meanwhile is judged after it, as after every other test. */
abstract class SecretRules extends Rules {

    static String about(Place place) {
        return switch (place) {
            case OUTPUT -> "S-01";
            case EXCEPTION -> "S-02";
            case VALUE -> "S-03";
        };
    }

    @Test
    @Rule("S-01")
    void nothingSecretIsLoggedOrPrinted() {
        Assumptions.assumeTrue(
                subject().detector().hearsLogs(),
                "Logs aren't heard: run the tests with an SLF4J provider that prints or goes to java.util.logging, at DEBUG.");

        walk();
    }

    @Test
    @Rule("S-02")
    void nothingSecretIsInAnException() {
        Session session = session();
        Optional<UserLifecycle> users = session.users().map(it -> users());
        levers().revokeCredential();

        assertThrows(GangwayException.class, session::account, "account() with a dead credential");
        users.ifPresent(it -> assertThrows(
                GangwayException.class,
                () -> it.find(UserRef.email("nobody@example.com")),
                "find(…) with a dead credential"));
    }

    @Test
    @Rule("S-03")
    void nothingSecretIsInWhatObjectsSayOfThemselves() {
        session().account();
        session().check(Fact.unknown("the contract doesn't tell scopes"));

        walk();
    }

    private void walk() {
        UserId ana = done(users().onboard(newUser("ana")));
        UserId leo = active("leo");
        users().find(UserRef.id(ana));
        everybody();
        users().inspect(leo);
        done(users().suspend(leo, Devices.KEEP));
        done(users().remove(leo, DataHandling.keepRecoverable().keepingDevices()));
        session().licenses().ifPresent(it -> licenses().pools());
    }
}
