package dev.gangway.user;

/** A step of an offboarding, in the order in which they are done. New ones may be added. */
public enum OffboardingStep {
    /** The person is suspended: access and sessions end before anything else. Taken back if the provider then refuses the removal. */
    SUSPEND("suspend the person, which ends access and sessions"),
    /** Future e-mail is forwarded, by the application's {@link MailForwarder}. Taken back likewise. */
    FORWARD_MAIL("forward future e-mail"),
    /** The person is removed from the team, or the invitation is withdrawn; with a transfer of files if that was chosen. */
    REMOVE("remove the person from the team"),
    /** The files of the removed person move to somebody else. */
    TRANSFER_FILES("move the files"),
    /** The person's address is given to somebody else at the provider. */
    REDIRECT_INVITATIONS("give the address to somebody else");

    private final String words;

    OffboardingStep(String words) {
        this.words = words;
    }

    /**
     * The step in words.
     *
     * @return an English verb phrase
     */
    public String words() {
        return words;
    }
}
