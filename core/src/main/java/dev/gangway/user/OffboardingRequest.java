package dev.gangway.user;

import java.util.Objects;
import java.util.Optional;

/**
 * Who is to be seen off, and how. Start with {@link #of}. Immutable.
 *
 * @param leaver who
 * @param handling what happens to files, devices and account
 * @param mailTo who gets the leaver's future e-mail, by the application's {@link MailForwarder}; empty: nobody
 * @param invitationsTo who gets what is shared at the provider with the leaver's address from then on; empty: nobody
 */
public record OffboardingRequest(
        UserRef leaver, DataHandling handling, Optional<UserRef> mailTo, Optional<UserRef> invitationsTo) {
    /**
     * Checks the parts.
     *
     * @param leaver who
     * @param handling what happens to files, devices and account
     * @param mailTo who gets future e-mail
     * @param invitationsTo who gets future shares and invitations
     */
    public OffboardingRequest {
        Objects.requireNonNull(leaver, "leaver");
        Objects.requireNonNull(handling, "handling");
        Objects.requireNonNull(mailTo, "mailTo");
        Objects.requireNonNull(invitationsTo, "invitationsTo");
    }

    /**
     * Somebody is to be seen off; nobody gets their mail.
     *
     * @param leaver who
     * @param handling what happens to files, devices and account
     * @return the request
     */
    public static OffboardingRequest of(UserRef leaver, DataHandling handling) {
        return new OffboardingRequest(leaver, handling, Optional.empty(), Optional.empty());
    }

    /**
     * A copy that forwards future e-mail, by the application's {@link MailForwarder}; without one the plan is refused.
     *
     * @param recipient a member of the team
     * @return the copy
     */
    public OffboardingRequest forwardingMailTo(UserRef recipient) {
        return new OffboardingRequest(leaver, handling, Optional.of(recipient), invitationsTo);
    }

    /**
     * A copy that gives the leaver's address to somebody as a further one, so that what is shared with it at the provider reaches them. It is
     * no forwarding of mail. Where the provider can't do it, or not with this handling, the plan is refused.
     *
     * @param recipient a member of the team
     * @return the copy
     */
    public OffboardingRequest redirectingInvitationsTo(UserRef recipient) {
        return new OffboardingRequest(leaver, handling, mailTo, Optional.of(recipient));
    }
}
