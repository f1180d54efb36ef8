package dev.gangway.license;

import dev.gangway.user.UserSession;

/**
 * Takes devices and web sessions while a page is read. The same one may be told twice and counts once; its latest use counts. Called on the thread that
 * reads, before the page ends; the characters are copied.
 */
@FunctionalInterface
public interface DeviceSink {

    /** For when it isn't known when a device was last used. */
    long UNKNOWN = Long.MIN_VALUE;

    /**
     * Somebody has a device, or is signed in in a browser.
     *
     * @param who the immutable id of whose it is
     * @param id the provider's id of the session
     * @param kind what it is
     * @param lastUsedAt when it was last used, in seconds since 1970; {@link #UNKNOWN} if the provider doesn't tell
     */
    void device(CharSequence who, CharSequence id, UserSession.Kind kind, long lastUsedAt);

    /**
     * Somebody has none. For providers that list such people, too: a page of nobody else isn't an empty one, of which a hundred in a row end a
     * reading as a listing that goes round.
     *
     * @param who the immutable id of who has none
     */
    default void noDevice(CharSequence who) {}
}
