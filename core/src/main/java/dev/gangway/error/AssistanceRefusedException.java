package dev.gangway.error;

/**
 * A partner's grant doesn't allow what was asked, or doesn't allow it any more. Nothing was sent to the provider, and the refusal is in the
 * trail. The customer can give a grant that names the action; show the message to whoever asked.
 */
public final class AssistanceRefusedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message who was refused what, and why
     */
    public AssistanceRefusedException(String message) {
        super(message);
    }
}
