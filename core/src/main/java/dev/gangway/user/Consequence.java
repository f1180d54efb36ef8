package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a plan will bring about, or that can't be known beforehand. Immutable.
 *
 * @param kind the consequence as a value
 * @param text the consequence in words, for a person
 * @param recipient who gets files, mail or invitations by it; empty if it gives nobody anything
 */
public record Consequence(Kind kind, String text, Optional<Recipient> recipient) {
    /**
     * Checks the parts.
     *
     * @param kind the consequence as a value
     * @param text the consequence in words
     * @param recipient who gets something by it
     */
    public Consequence {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(recipient, "recipient");
    }

    /**
     * A consequence that gives nobody anything.
     *
     * @param kind the consequence as a value
     * @param text the consequence in words
     */
    public Consequence(Kind kind, String text) {
        this(kind, text, Optional.empty());
    }

    JsonObject write() {
        return JsonObject.EMPTY
                .with("kind", kind)
                .with("text", text)
                .with(
                        "recipient",
                        recipient.map(it -> JsonObject.EMPTY
                                .with("id", it.id().value())
                                .with("name", it.name())
                                .with("email", it.email())));
    }

    static Consequence read(JsonObject json) {
        return new Consequence(
                Kind.valueOf(json.requiredText("kind")),
                json.requiredText("text"),
                json.object("recipient")
                        .map(it -> new Recipient(
                                new UserId(it.requiredText("id")), it.requiredText("name"), it.requiredText("email"))));
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Who gets files, mail or invitations, as read for the plan. Immutable.
     *
     * @param id the person's id
     * @param name the person's name, or the address if there is none
     * @param email the person's address
     */
    public record Recipient(UserId id, String name, String email) {
        /**
         * Checks the parts.
         *
         * @param id the person's id
         * @param name the person's name
         * @param email the person's address
         */
        public Recipient {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(email, "email");
        }

        static Recipient of(User person) {
            return new Recipient(person.id(), person.displayName(), person.email());
        }

        /** Name and address, such as {@code Ben Lee <ben@example.com>}; only the address if there is no name. */
        @Override
        public String toString() {
            return name.equals(email) ? email : name + " <" + email + ">";
        }
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
