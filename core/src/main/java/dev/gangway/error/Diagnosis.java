package dev.gangway.error;

import java.util.Objects;

/**
 * Why a connection doesn't work, said so that a person can mend it. Immutable.
 *
 * @param problem the problem as a value, the same for all providers
 * @param what what is wrong, in a sentence; it names the field, scope or role concerned
 * @param remedy what to do, in a sentence
 * @param who who can do it
 */
public record Diagnosis(Problem problem, String what, String remedy, Who who) {

    /**
     * Checks the parts.
     *
     * @param problem the problem
     * @param what what is wrong
     * @param remedy what to do
     * @param who who can do it
     */
    public Diagnosis {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(who, "who");
    }

    @Override
    public String toString() {
        return what + " " + remedy;
    }

    /** What is wrong with a connection. */
    public enum Problem {
        /** The admin pressed Deny. */
        CONSENT_DENIED,
        /** The consent took too long, was used before, or was not started here. */
        CONSENT_EXPIRED,
        /** The provider could not complete the consent. */
        CONSENT_FAILED,
        /** The app's id, secret or redirect address is wrong, or it lacks a scope that was asked for. */
        APP_MISCONFIGURED,
        /** The credential was revoked, has expired or is wrong. */
        CREDENTIAL_REJECTED,
        /** The credential is for a single account, not for a team. */
        NOT_A_TEAM,
        /** The account is not an admin of the team, or no longer. */
        NOT_AN_ADMIN,
        /** The team has no licenses. */
        NO_LICENSES,
        /** A scope that everything else needs is missing. */
        SCOPE_MISSING,
        /** The provider can't be reached or fails on its side. */
        PROVIDER_UNAVAILABLE,
        /** The provider answered something unexpected. */
        OTHER
    }

    /** Who can mend it. */
    public enum Who {
        /** An admin of the customer's team. */
        TEAM_ADMIN,
        /** Whoever runs the application that embeds Gangway. */
        APPLICATION_OPERATOR,
        /** Nobody has to act; it passes. */
        NOBODY
    }
}
