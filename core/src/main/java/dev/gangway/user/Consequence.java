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
        ACCESS_ENDS,
        /** A pending invitation is withdrawn. */
        INVITATION_WITHDRAWN,
        /** A license becomes free. */
        LICENSE_FREED,
        /** Files move to somebody else. */
        FILES_MOVE,
        /** Files stay with the provider for its recovery window. */
        FILES_KEPT,
        /** Files are deleted for good. */
        FILES_DELETED,
        /** The person keeps account and files, outside the team. */
        ACCOUNT_LEAVES_TEAM,
        /** What happens to linked devices. */
        DEVICES,
        /** What happens to open sessions and linked apps. */
        SESSIONS,
        /** Future e-mail, or what is shared with the address, goes to somebody else. */
        MAIL,
        /** How much of the brake on mass offboarding this takes. */
        BRAKE,
        /** Groups that lose a member or a manager. */
        GROUPS,
        /** A role that the person has now. */
        ROLES,
        /** Until when the plan can be undone, or that it can't. */
        UNDO,
        /** Something that would matter and couldn't be read. */
        NOT_KNOWN
    }
}
