package dev.gangway.error;

/**
 * The calling thread was interrupted while it waited, and its interrupt flag is set again; or its work was cancelled. A request that was
 * already sent may have taken effect: the operation's journal knows, and asking again is safe.
 */
public final class CallInterruptedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With what was waited for.
     *
     * @param message what was interrupted
     */
    public CallInterruptedException(String message) {
        super(message);
    }
}
