package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class ConnectionRules extends Rules {

    private static final Fact<Set<String>> SCOPES_NOT_TOLD = Fact.unknown("the contract doesn't tell scopes");

    @Test
    @Rule("C-01")
    void aConnectorDescribesItselfTheSameWayEachTime() {
        assertEquals(subject().spec(), subject().spec(), "spec()");
        assertFalse(subject().spec().hosts().isEmpty(), "The spec names the hosts that the credential may go to");
    }

    @Test
    @Rule("C-02")
    void openingASessionSendsNothing() {
        int before = levers().requests();

        session();

        assertEquals(before, levers().requests(), "Requests after opening a session");
    }

    @Test
    @Rule("C-03")
    void theTeamIsNamedByAnIdThatStays() {
        Account first = session().account();
        Account second = subject().open().session().account();

        assertEquals(first.teamId(), second.teamId(), "The team's id, asked for by two sessions");
    }

    @Test
    @Rule("C-04")
    void askingWhoseConnectionItIsAndWhatItIsGoodForChangesNothing() {
        int writes = writesDuring(() -> {
            session().account();
            session().check(SCOPES_NOT_TOLD);
        });

        assertEquals(0, writes, "Requests that change something, while account() and check(…) ran");
    }

    @Test
    @Rule("C-05")
    void eachCapabilityIsJudgedOnceAndInWords() {
        List<CapabilityCheck> checks = session().check(SCOPES_NOT_TOLD);

        assertFalse(checks.isEmpty(), "check(…) judges the capabilities that the connector has");
        assertEquals(
                checks.stream().map(CapabilityCheck::capability).distinct().count(),
                checks.size(),
                "Each capability is judged once: " + checks);
        assertTrue(checks.stream().noneMatch(it -> it.explanation().isBlank()), "Each finding says why: " + checks);
    }

    @Test
    @Rule("C-06")
    void aCapabilityWhoseScopeIsMissingIsJudgedMissing() {
        Capability capability = Capability.READ_SIGN_INS;
        Assumptions.assumeTrue(
                session().check(SCOPES_NOT_TOLD).stream().anyMatch(it -> it.capability() == capability),
                "The connector doesn't " + capability.words() + ".");
        levers().withoutScope(capability);

        List<CapabilityCheck> checks = session().check(SCOPES_NOT_TOLD);

        assertTrue(
                checks.stream()
                        .filter(it -> it.capability() == capability)
                        .allMatch(it -> it.proof() == CapabilityCheck.Proof.MISSING),
                "A scope was taken away, and the check doesn't say so: " + checks);
    }

    @Test
    @Rule("C-07")
    void aRevokedCredentialIsRejectedByEveryCall() {
        UserLifecycle users = users();
        levers().revokeCredential();

        assertThrows(CredentialRejectedException.class, () -> session().account(), "account()");
        assertThrows(
                CredentialRejectedException.class, () -> users.find(UserRef.email("nobody@example.com")), "find(…)");
        assertThrows(CredentialRejectedException.class, () -> users.onboard(newUser("ana")), "onboard(…)");
    }

    @Test
    @Rule("C-08")
    void aMissingScopeIsNamed() {
        UserLifecycle users = users();
        levers().withoutScope(Capability.READ_USERS);

        PermissionMissingException thrown = assertThrows(
                PermissionMissingException.class, () -> users.find(UserRef.email("nobody@example.com")), "find(…)");

        assertFalse(thrown.missing().isEmpty(), "The exception names what is missing");
    }

    @Test
    @Rule("C-09")
    void aRevokedCredentialIsDead() {
        Session other = subject().open().session();

        Revocation revocation = session().revoke();

        Assumptions.assumeTrue(
                revocation.state() != Revocation.State.NOT_POSSIBLE, "The provider can't revoke: " + revocation);
        assertEquals(Revocation.State.REVOKED, revocation.state(), revocation.explanation());
        assertThrows(CredentialRejectedException.class, other::account, "account() after the revocation");
    }

    @Test
    @Rule("C-10")
    void revokingADeadCredentialIsAValue() {
        Session session = session();
        levers().revokeCredential();

        Revocation revocation = session.revoke();

        assertTrue(
                revocation.state() != Revocation.State.REVOKED,
                "Nothing was revoked, since the credential was dead: " + revocation);
    }

    @Test
    @Rule("C-11")
    void closingTwiceDoesNothing() {
        Session session = subject().open().session();
        session.close();

        session.close();
    }

    @Test
    @Rule("C-12")
    void aClosedConnectionSendsNothing() {
        Subject.Opened opened = subject().open();
        UserLifecycle users = users(opened.session());
        opened.close();

        assertThrows(IllegalStateException.class, () -> users.find(UserRef.email("nobody@example.com")), "find(…)");
        assertThrows(IllegalStateException.class, () -> users.onboard(newUser("ana")), "onboard(…)");
    }
}
