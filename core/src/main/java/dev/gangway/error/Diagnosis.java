package dev.gangway.error;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a connection doesn't work, said so that a person can mend it. Immutable.
 *
 * @param problem the problem as a value, the same for all providers
 * @param what what is wrong, in a sentence; it names the field, scope or role concerned
 * @param remedy what to do, in a sentence
 * @param who who can do it
 * @param concerns the fields, scopes, roles and settings that it is about, so that a page can mark them; empty if it is about none
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // Error Prone doesn't know @serial of types
public record Diagnosis(Problem problem, String what, String remedy, Who who, List<Subject> concerns)
        implements Serializable {

    /**
     * Checks the parts.
     *
     * @param problem the problem
     * @param what what is wrong
     * @param remedy what to do
     * @param who who can do it
     * @param concerns what it is about
     */
    public Diagnosis {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(who, "who");
        concerns = List.copyOf(concerns);
    }

    /**
     * One that is about no field, scope, role or setting in particular.
     *
     * @param problem the problem
     * @param what what is wrong
     * @param remedy what to do
     * @param who who can do it
     */
    public Diagnosis(Problem problem, String what, String remedy, Who who) {
        this(problem, what, remedy, who, List.of());
    }

    /**
     * A copy that is about something in particular.
     *
     * @param subjects what it is about
     * @return the copy
     */
    public Diagnosis concerning(Subject... subjects) {
        return new Diagnosis(problem, what, remedy, who, List.of(subjects));
    }

    /**
     * What an exception says about the connection.
     *
     * @param trouble the exception
     * @return the diagnosis; empty if the exception isn't about the connection, but about one request, the store or the caller
     */
    public static Optional<Diagnosis> of(GangwayException trouble) {
        if (trouble instanceof ConnectFailedException it) {
            return Optional.of(it.diagnosis());
        }
        if (trouble instanceof CredentialRejectedException it) {
            return Optional.of(it.diagnosis());
        }
        if (trouble instanceof PermissionMissingException it) {
            return Optional.of(it.diagnosis());
        }
        if (trouble instanceof RateLimitedException it) {
            return Optional.of(new Diagnosis(
                    Problem.RATE_LIMITED,
                    "The provider asks to be left alone for " + it.retryAfter().toSeconds() + " s.",
                    "Try again after that.",
                    Who.NOBODY));
        }
        if (trouble instanceof ProviderUnavailableException it) {
            return Optional.of(unreachable(Optional.ofNullable(it.getCause())));
        }
        return trouble instanceof ProviderProtocolException
                ? Optional.of(new Diagnosis(
                        Problem.OTHER,
                        "The provider answered something that makes no sense, or something on the way answered in its place.",
                        "Check the proxy. If it happens again, report it, with the request id "
                                + trouble.providerRequestId().orElse("(there was none)") + ".",
                        Who.APPLICATION_OPERATOR))
                : Optional.empty();
    }

    /** A fault on the way is told with its class, which says whether it was the name, the certificate or the line. */
    private static Diagnosis unreachable(Optional<Throwable> onTheWay) {
        return onTheWay.map(fault -> {
                    String words = Objects.requireNonNullElse(fault.getMessage(), "");
                    return new Diagnosis(
                            Problem.PROVIDER_UNAVAILABLE,
                            "This machine did not get an answer from the provider (" + words + ").",
                            words.startsWith("SSL")
                                    ? "Check the clock, and the certificates that a proxy on the way may put in place of the"
                                            + " provider's."
                                    : "Check that this machine reaches the provider: name, proxy, firewall.",
                            Who.APPLICATION_OPERATOR);
                })
                .orElseGet(() -> new Diagnosis(
                        Problem.PROVIDER_UNAVAILABLE,
                        "The provider fails on its side.",
                        "Try again later.",
                        Who.NOBODY));
    }

    @Override
    public String toString() {
        return what + " " + remedy;
    }

    /**
     * Something that a page shows and that a diagnosis is about. Immutable.
     *
     * @param kind what kind of thing
     * @param name a field's id, as in the connector's forms; a scope or role in the provider's words; or one of the settings
     *     {@code clientId}, {@code clientSecret}, {@code redirectUri}
     * @serial exclude
     */
    @SuppressWarnings("InvalidBlockTag") // Error Prone doesn't know @serial of types
    public record Subject(Kind kind, String name) implements Serializable {
        /**
         * Checks the parts.
         *
         * @param kind what kind of thing
         * @param name which
         */
        public Subject {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(name, "name");
        }

        /**
         * A field of a credential's form.
         *
         * @param id its id
         * @return the subject
         */
        public static Subject field(String id) {
            return new Subject(Kind.FIELD, id);
        }

        /**
         * A scope.
         *
         * @param name the provider's name
         * @return the subject
         */
        public static Subject scope(String name) {
            return new Subject(Kind.SCOPE, name);
        }

        /**
         * A role.
         *
         * @param name the provider's name
         * @return the subject
         */
        public static Subject role(String name) {
            return new Subject(Kind.ROLE, name);
        }

        /**
         * A setting of the app at the provider.
         *
         * @param name {@code clientId}, {@code clientSecret} or {@code redirectUri}
         * @return the subject
         */
        public static Subject setting(String name) {
            return new Subject(Kind.SETTING, name);
        }

        /** What kind of thing a diagnosis is about. */
        public enum Kind {
            /** A field of a credential's form. */
            FIELD,
            /** A scope. */
            SCOPE,
            /** A role of the account. */
            ROLE,
            /** A setting of the app at the provider. */
            SETTING
        }
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
        /** The credential was good and has come to its end. */
        CREDENTIAL_EXPIRED,
        /** The credential is for a single account, not for a team. */
        NOT_A_TEAM,
        /** The account is not an admin of the team, or no longer. */
        NOT_AN_ADMIN,
        /** Who connected the team has left it, is suspended, or is no admin any more. */
        OWNER_DEACTIVATED,
        /** The provider doesn't tell who connected the team. */
        OWNER_UNKNOWN,
        /** The account that connected the team is also somebody's own. */
        ACCOUNT_NOT_DEDICATED,
        /** The credential is for another team than the connection. */
        WRONG_TEAM,
        /** The team has no licenses. */
        NO_LICENSES,
        /** A scope is missing. */
        SCOPE_MISSING,
        /** More scopes were granted than are asked for. */
        SCOPES_IN_EXCESS,
        /** The provider doesn't permit it to this app, team or plan. */
        PERMISSION_DENIED,
        /** The provider asks to be left alone for a while. */
        RATE_LIMITED,
        /** The provider can't be reached or fails on its side. */
        PROVIDER_UNAVAILABLE,
        /** The provider answered something unexpected. */
        OTHER
    }

    /** Who can mend it. */
    public enum Who {
        /** An admin of the customer's team. */
        TEAM_ADMIN("an admin of the team"),
        /** Whoever runs the application that embeds Gangway. */
        APPLICATION_OPERATOR("whoever runs this application"),
        /** Nobody has to act; it passes. */
        NOBODY("nobody has to; it passes");

        private final String words;

        Who(String words) {
            this.words = words;
        }

        /**
         * Who it is, in words.
         *
         * @return English words
         */
        public String words() {
            return words;
        }
    }
}
