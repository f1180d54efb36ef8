package dev.gangway.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A "no": the reason as a value for programs, and in words for people. Nothing was changed but for what {@link #remaining()} names.
 * Immutable.
 *
 * @param reason the reason, the same for all providers
 * @param explanation what is wrong and what to do about it, for a person
 * @param providerCode the provider's own word, if it was the provider who refused; empty if Gangway refused before asking
 * @param remaining what was done before and could not be taken back, as by an offboarding that was refused after it had suspended the person;
 *     the explanation says the same in words; empty if nothing has changed
 */
public record Refusal(Reason reason, String explanation, Optional<String> providerCode, List<Remaining> remaining) {

    /**
     * Checks the parts.
     *
     * @param reason the reason
     * @param explanation what is wrong and what to do
     * @param providerCode the provider's own word, if any
     * @param remaining what could not be taken back
     */
    public Refusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(providerCode, "providerCode");
        remaining = List.copyOf(remaining);
    }

    /**
     * A refusal that leaves nothing changed.
     *
     * @param reason the reason
     * @param explanation what is wrong and what to do
     * @param providerCode the provider's own word, if any
     */
    public Refusal(Reason reason, String explanation, Optional<String> providerCode) {
        this(reason, explanation, providerCode, List.of());
    }

    /**
     * A refusal by Gangway, before anything was sent.
     *
     * @param reason the reason
     * @param explanation what is wrong and what to do
     * @return the refusal
     */
    public static Refusal of(Reason reason, String explanation) {
        return new Refusal(reason, explanation, Optional.empty());
    }

    /**
     * A refusal by the provider, explained in the reason's own words.
     *
     * @param reason the reason
     * @param providerCode the provider's word
     * @return the refusal
     */
    public static Refusal byProvider(Reason reason, String providerCode) {
        return new Refusal(reason, reason.advice(), Optional.of(providerCode));
    }

    @Override
    public String toString() {
        return reason + ": " + explanation
                + providerCode.map(code -> " [provider: " + code + "]").orElse("");
    }

    /** What a refusal leaves changed, since it could not be taken back. New ones may be added. */
    public enum Remaining {
        /** The person's sessions were ended; they sign in again. */
        SESSIONS_ENDED,
        /** Synced files were erased from devices; they sync again once the devices are linked again. */
        DEVICES_WIPED,
        /** The person is suspended, and the provider refuses to take it back. */
        STILL_SUSPENDED,
        /** The person's e-mail is forwarded, and the application could not end that. */
        MAIL_FORWARDED
    }

    /** Why the answer was no. New reasons may be added; treat an unknown one like {@link #OTHER}. */
    public enum Reason {
        /** Nobody by this id, e-mail address or external id is known to the team. */
        USER_NOT_FOUND("Nobody by that name is known to the team. Check the id or address."),
        /** The person is known but is not, or no longer, on the team. */
        NOT_ON_TEAM("That person is not on the team (any more). Look the person up again."),
        /** The operation doesn't fit the person's status. */
        WRONG_STATUS("The person's status doesn't allow this. Look the person up and act on the status found."),
        /** The person was invited and hasn't joined yet. */
        ONLY_INVITED("The person has been invited and has not joined yet. Withdraw the invitation instead, or wait."),
        /** The person has left and can still be recovered. */
        RECOVERABLE_LEAVER(
                "The person left the team and can still be recovered with everything. Recover instead of inviting."),
        /** The person can't be brought back any more. */
        NOT_RECOVERABLE("The person can't be recovered any more. Invite the person anew."),
        /** The person belongs to another organization at this provider. */
        ON_ANOTHER_TEAM("The person belongs to another team at this provider and must leave it first."),
        /** Every license is taken. */
        NO_LICENSE_AVAILABLE("No license is free. Buy one, or free one by offboarding somebody."),
        /** The e-mail address belongs to somebody else. */
        EMAIL_IN_USE("The e-mail address belongs to somebody else. Choose another."),
        /** The external id belongs to somebody else, perhaps to somebody recoverable. */
        EXTERNAL_ID_IN_USE("The external id belongs to somebody else, perhaps to somebody who can still be recovered."),
        /** The persistent (SAML) id can't be used. */
        PERSISTENT_ID_UNUSABLE("The persistent id is in use, or the team has no such sign-in."),
        /** The provider doesn't accept a value as it is written. */
        INVALID_INPUT("The provider doesn't accept a value as it is written. Correct it and ask again."),
        /** The team would be left without an admin. */
        LAST_ADMIN("This is the team's last admin. Make somebody else an admin first."),
        /** The connection works through this very account. */
        OWN_ACCOUNT("The connection works through this account. Reconnect with another admin first."),
        /** The person who confirmed the plan is the one it concerns. */
        ACTING_ADMIN("Nobody can carry out a plan about themselves. Have somebody else confirm it."),
        /** The application protects this person. */
        PROTECTED_USER("The application's protected list names this person. Take the person off the list first."),
        /** The person's data is under legal hold. */
        LEGAL_HOLD("The person is under legal hold. Ask whoever placed the hold."),
        /** A transfer from or to this person is under way. */
        TRANSFER_IN_PROGRESS("A transfer of files from or to this person is under way. Wait until it has ended."),
        /** The person's files were transferred or deleted before. */
        DATA_ALREADY_GONE(
                "The person's files were transferred or deleted before. Choose a handling that doesn't touch files."),
        /** The provider can't transfer this person's files. */
        DATA_NOT_TRANSFERABLE("The provider can't transfer this person's files."),
        /** The recipient of the files can't receive them. */
        RECIPIENT_UNSUITABLE(
                "The recipient can't receive the files: it must be another, active and verified member of the team."),
        /** The admin who hears of transfer errors is not suitable. */
        TRANSFER_ADMIN_UNSUITABLE(
                "The person who is told of transfer errors must be another, active admin of the team."),
        /** The parts of the data handling contradict each other. */
        CONTRADICTORY_HANDLING("These ways to treat data, devices and account exclude each other. Choose one."),
        /** The account can't be kept as a personal one. */
        ACCOUNT_NOT_KEEPABLE("This account can't be kept as a personal one. Choose a transfer or a removal."),
        /** Deleting for good has to be enabled separately. */
        PERMANENT_DELETION_DISABLED(
                "Deleting for good is switched off. Whoever builds the application enables it on purpose, by allowPermanentDeletion() of Gangway's builder."),
        /** More people would be seen off within a time than the brake allows. */
        MASS_OFFBOARDING(
                "So many people are not seen off without somebody who answers for it by name: release the brake on the plan."),
        /** Future e-mail is to be forwarded, and there is no way to. */
        MAIL_NOT_FORWARDABLE(
                "Mail can't be forwarded. Give the builder a mailForwarder(…), or plan without forwardingMailTo(…)."),
        /** The leaver's address can't be given to somebody else. */
        ADDRESS_NOT_FREE("The leaver's address isn't free for somebody else. Leave out redirectingInvitationsTo(…)."),
        /** The person, or what the plan relies on, has changed since planning. */
        PLAN_VOID("What the plan relies on has changed since. Plan again and read the new consequences."),
        /** Another run of this plan is at work. */
        ALREADY_RUNNING("This plan is being carried out already. Settle its handle instead of starting it again."),
        /** What was to be ended or said has ended already. */
        ALREADY_SETTLED("It has ended already. Settle its handle, or read the receipt, to hear how."),
        /** A person said how it ended, since no reading could show it; it may have taken effect. The explanation says who, and what they found. */
        SETTLED_BY_HAND("Somebody said how it ended, since Gangway could not see it. Look at what they found."),
        /** What hangs on the person, such as thousands of groups, is more than a record of the journal holds. */
        TOO_MUCH_TO_RECORD(
                "More groups and apps hang on this person than a record of the journal holds, so nobody could undo it. Take them out of groups first."),
        /** The provider didn't tell everything that a safe decision needs. */
        INCOMPLETE_READING(
                "The provider didn't tell everything that a safe decision needs. Nothing was changed; try again."),
        /** The connection lacks a permission at the provider. */
        PERMISSION_MISSING(
                "The connection lacks a permission that this needs. Grant the scope that is named, and connect again."),
        /** A role that the provider doesn't know, or that can't be given. */
        ROLE_UNUSABLE("That role can't be given to this person."),
        /** A group that is gone, or that can't be changed. */
        GROUP_UNUSABLE("That group is gone, or can't be changed through the provider's API."),
        /** No team folder has this id. */
        FOLDER_NOT_FOUND("No team folder has this id. List the team folders again."),
        /** The operation doesn't fit the team folder's status. */
        FOLDER_STATUS("The team folder isn't in use. Bring it back in the provider's console first."),
        /** Another team folder has the name. */
        FOLDER_NAME_TAKEN("Another team folder has this name, perhaps an archived one. Choose another."),
        /** A team folder can't have this name at this provider. */
        FOLDER_NAME_UNUSABLE("The provider doesn't let a team folder have this name. Choose another."),
        /** The team has as many team folders as it may. */
        TOO_MANY_FOLDERS(
                "The team has as many team folders as the provider allows. Archive or delete some in its console."),
        /** The customer has signed a business associate agreement with the provider. */
        BAA_SIGNED("With a signed business associate agreement nobody outside of the team is let in."),
        /** It isn't known whether the customer has signed a business associate agreement. */
        BAA_UNKNOWN("Ask an admin of the customer whether a business associate agreement was signed."),
        /** Delegated assistance is switched off for this connection. */
        ASSISTANCE_DISABLED("Have an admin of the customer switch delegated assistance on."),
        /** The team's own rules are stricter than what was asked for. */
        TEAM_POLICY(
                "The team's own rules are stricter. Ask for less, or change the rule in the provider's console first."),
        /** There is no room for so many entries on the allow list. */
        ALLOW_LIST_FULL("The allow list has no room for all of them. Take entries off it first."),
        /** The person has no such folder. */
        PATH_NOT_FOUND("This person has no such folder, or can't see it. List the folder above it."),
        /** The provider has no way to do this. */
        NOT_SUPPORTED("The provider has no way to do this."),
        /** The provider can't do it now. */
        TRY_LATER("The provider can't do this now. Nothing was changed; try again later."),
        /** Something the provider said that has no word here yet; see the provider's code. */
        OTHER("The provider refused for a reason of its own; see its code.");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /**
         * What the reason means and what to do, for a person.
         *
         * @return one or two English sentences
         */
        public String advice() {
            return advice;
        }
    }
}
