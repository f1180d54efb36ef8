package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class LicenseRules extends Rules {

    private List<SignIn> signIns(Instant since) {
        LicenseData licenses = licenses();
        return all(cursor -> licenses.signIns(since, cursor));
    }

    private List<SignIn> signInsOf(UserId person, Instant since) {
        User user = find(person);
        return signIns(since).stream()
                .filter(it -> it.who()
                        .map(person::equals)
                        .orElseGet(() -> it.address()
                                .filter(user.email()::equalsIgnoreCase)
                                .isPresent()))
                .toList();
    }

    private int assigned() {
        List<Fact<Integer>> figures =
                licenses().pools().stream().map(LicensePool::assigned).toList();
        Assumptions.assumeTrue(
                figures.stream().allMatch(it -> it instanceof Fact.Known),
                "The provider doesn't count assigned licenses.");
        return figures.stream().mapToInt(it -> it.toOptional().orElseThrow()).sum();
    }

    @Test
    @Rule("L-01")
    void eachTypeOfLicenseHasOnePool() {
        List<LicensePool> pools = licenses().pools();

        assertEquals(
                pools.stream().map(LicensePool::type).distinct().count(),
                pools.size(),
                "One pool for a type: " + pools);
    }

    @Test
    @Rule("L-02")
    void anInvitationTakesOneLicense() {
        int before = assigned();

        changed(users().onboard(newUser("ana")));

        assertEquals(before + 1, assigned(), "Assigned licenses after one invitation");
    }

    @Test
    @Rule("L-03")
    void peopleHoldLicensesOfTypesThatThePoolsName() {
        active("leo");
        Set<String> types = licenses().pools().stream().map(LicensePool::type).collect(Collectors.toSet());

        List<String> held = everybody().stream()
                .flatMap(it -> it.licenseType().toOptional().flatMap(Function.identity()).stream())
                .distinct()
                .toList();

        assertTrue(types.containsAll(held), "Pools of " + types + ", and people with " + held);
    }

    @Test
    @Rule("L-04")
    void aFigureThatTheProviderDoesNotTellIsNotZero() {
        Set<String> held = everybody().stream()
                .flatMap(it -> it.licenseType().toOptional().flatMap(Function.identity()).stream())
                .collect(Collectors.toSet());

        List<LicensePool> zero = licenses().pools().stream()
                .filter(it -> held.contains(it.type()))
                .filter(it -> it.assigned().equals(Fact.of(0)) || it.purchased().equals(Fact.of(0)))
                .toList();

        assertEquals(List.of(), zero, "People hold these licenses, so none of their figures can be zero");
    }

    @Test
    @Rule("L-05")
    void aSignInIsReportedWithWhoAndWhen() {
        UserId leo = active("leo");
        Instant before = subject().time().instant();
        levers().signIn(leo);

        List<SignIn> found = signInsOf(leo, before.minusSeconds(60));

        assertEquals(1, found.size(), "Sign-ins of somebody who signed in once");
        assertTrue(
                Duration.between(before, found.get(0).at()).abs().compareTo(Duration.ofMinutes(1)) < 0,
                "When it was: " + found.get(0).at() + ", and the clock showed " + before);
    }

    @Test
    @Rule("L-06")
    void nothingFromBeforeTheTimeAskedForIsReported() {
        UserId leo = active("leo");
        levers().signIn(leo);
        levers().passTime(Duration.ofDays(2));
        levers().signIn(leo);
        Instant since = subject().time().instant().minus(Duration.ofDays(1));

        List<SignIn> early =
                signIns(since).stream().filter(it -> it.at().isBefore(since)).toList();

        assertEquals(List.of(), early, "Sign-ins from before " + since);
        assertEquals(1, signInsOf(leo, since).size(), "Sign-ins since " + since);
    }

    @Test
    @Rule("L-07")
    void everySignInIsReportedOverAllPages() {
        UserId leo = active("leo");
        Instant since = subject().time().instant().minusSeconds(60);
        for (int i = 0; i < 5; i++) {
            levers().signIn(leo);
            levers().passTime(Duration.ofMinutes(1));
        }
        levers().pageSize(2);

        List<SignIn> found = signInsOf(leo, since);

        assertEquals(5, found.stream().map(SignIn::at).distinct().count(), "Sign-ins over several pages: " + found);
    }

    @Test
    @Rule("L-08")
    void aLogThatMayNotBeReadIsNotAnEmptyLog() {
        LicenseData licenses = licenses();
        levers().withoutScope(Capability.READ_SIGN_INS);

        assertThrows(
                PermissionMissingException.class,
                () -> licenses.signIns(Instant.EPOCH, Cursor.START),
                "signIns(…) without the right to read them");
    }

    @Test
    @Rule("L-09")
    void readingLicenseDataChangesNothing() {
        LicenseData licenses = licenses();

        int sent = writesDuring(() -> {
            licenses.pools();
            signIns(subject().time().instant().minus(Duration.ofDays(1)));
        });

        assertEquals(0, sent, "Requests that change something, while license data was read");
    }

    @Test
    @Rule("L-10")
    void aSignInIsReportedOnceItIsAsOldAsTheLag() {
        UserId leo = active("leo");
        Instant before = subject().time().instant();
        Duration lag = licenses().signInLag();
        assertFalse(lag.isNegative(), "The lag of sign-ins can't be negative: " + lag);

        levers().signIn(leo);
        levers().passTime(lag);

        assertEquals(
                1, signInsOf(leo, before.minusSeconds(60)).size(), "Sign-ins that are as old as the lag of " + lag);
        assertEquals(lag, licenses().signInLag(), "The lag of sign-ins is always the same");
    }

    @Test
    @Rule("L-11")
    void aSignInIsThatOfTheSamePersonAlsoWhenTheAddressMoved() {
        UserId leo = active("leo");
        Instant before = subject().time().instant();
        levers().signIn(leo);
        levers().changeEmail(leo, newUser("leopold").email().address());
        UserId other = levers().activePerson(newUser("leo").withExternalId("external-other"));

        assertEquals(1, signInsOf(leo, before.minusSeconds(60)).size(), "Sign-ins of who signed in");
        assertEquals(0, signInsOf(other, before.minusSeconds(60)).size(), "Sign-ins of who has the address now");
    }
}
