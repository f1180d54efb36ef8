package dev.gangway.error;

/**
 * The connector doesn't offer what was asked for. Look first with {@code Connection.capability(type)}, or choose another way; the message
 * names what is missing.
 */
public final class UnsupportedCapabilityException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With what is missing.
     *
     * @param message what the connector doesn't offer, and what to do instead
     */
    public UnsupportedCapabilityException(String message) {
        super(message);
    }
}
