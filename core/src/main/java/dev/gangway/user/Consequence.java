package dev.gangway.user;

import java.util.Objects;

/**
 * One thing that a plan will bring about, or that can't be known beforehand. Immutable.
 *
 * @param kind the consequence as a value
 * @param text the consequence in words, for a person
 */
public record Consequence(Kind kind, String text) {
    /**
     * Checks the parts.
     *
     * @param kind the consequence as a value
     * @param text the consequence in words
     */
    public Consequence {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return text;
    }

    /** What kind of consequence. New ones may be added. */
    public enum Kind {
        /** The person can't sign in any more. */
        ACCESS_ENDS("access ends"),
        /** A pending invitation is withdrawn. */
        INVITATION_WITHDRAWN("the invitation is withdrawn"),
        /** A license becomes free. */
        LICENSE_FREED("a license becomes free"),
        /** Files move to somebody else. */
        FILES_MOVE("files move to somebody else"),
        /** Files stay with the provider for its recovery window. */
        FILES_KEPT("the provider keeps the files for its recovery window"),
        /** Files are deleted for good. */
        FILES_DELETED("files are deleted for good"),
        /** The person keeps account and files, outside the team. */
        ACCOUNT_LEAVES_TEAM("the account becomes a personal one"),
        /** What happens to linked devices. */
        DEVICES("what happens to linked devices is said"),
        /** What happens to open sessions and linked apps. */
        SESSIONS("sessions end and linked apps lose access"),
        /** Future e-mail, or what is shared with the address, goes to somebody else. */
        MAIL("mail or invitations go to somebody else"),
        /** How much of the brake on mass offboarding this takes. */
        BRAKE("the brake on mass offboarding"),
        /** Groups that lose a member or a manager. */
        GROUPS("groups lose a member"),
        /** A role that the person has now. */
        ROLES("the team loses somebody with a role"),
        /** Until when the plan can be undone, or that it can't. */
        UNDO("whether it can be undone is said"),
        /** Something that would matter and couldn't be read. */
        NOT_KNOWN("something is not known");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /**
         * The kind in words.
         *
         * @return a short English sentence without its end
         */
        public String words() {
            return words;
        }
    }
}
