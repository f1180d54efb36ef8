package dev.gangway.dropbox;

import dev.gangway.connector.Revocation;
import dev.gangway.connector.Revocation.State;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;

/** Has Dropbox withdraw the credential: the token, its refresh token, and all other tokens of that (specified). Thread-safe. */
final class Withdrawal {

    private static final String BY_HAND =
            " To be sure, have a team admin unlink the app in the admin console, under Settings, Team apps.";

    private final Calls calls;

    Withdrawal(Calls calls) {
        this.calls = calls;
    }

    /** A lost answer is asked for again: what is withdrawn twice is withdrawn. */
    Revocation revoke() {
        try {
            return attempt();
        } catch (AnswerLostException lost) {
            Revocation second = again();
            return second.state() == State.ALREADY_DEAD ? revoked() : second;
        } catch (CredentialRejectedException dead) {
            return alreadyDead();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (GangwayException failed) {
            return failed(failed.getMessage());
        }
    }

    private Revocation again() {
        try {
            return attempt();
        } catch (CredentialRejectedException dead) {
            return alreadyDead();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (AnswerLostException lost) {
            return failed("Dropbox gave no clear answer, twice.");
        } catch (GangwayException failed) {
            return failed(failed.getMessage());
        }
    }

    private Revocation attempt() {
        try {
            calls.tellAccount(dropbox -> dropbox.auth().tokenRevoke());
            return revoked();
        } catch (RouteError error) {
            return error.code().equals(Faults.ONLY_FOR_SINGLE_ACCOUNTS)
                    ? new Revocation(
                            State.NOT_POSSIBLE,
                            "Dropbox doesn't let a team's token withdraw itself: it still works." + BY_HAND)
                    : failed("Dropbox answered " + error.code() + ".");
        }
    }

    private static Revocation revoked() {
        return new Revocation(State.REVOKED, "Dropbox withdrew the credential: nobody can use it any more.");
    }

    private static Revocation alreadyDead() {
        return new Revocation(State.ALREADY_DEAD, "Dropbox no longer accepted the credential.");
    }

    private static Revocation failed(String why) {
        return new Revocation(State.FAILED, why + " The credential may still work." + BY_HAND);
    }
}
