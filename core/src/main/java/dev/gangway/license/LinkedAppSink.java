package dev.gangway.license;

/**
 * Takes linked apps while a page is read. The same one may be told twice. Called on the thread that reads, before the page ends; the
 * characters are copied.
 */
@FunctionalInterface
public interface LinkedAppSink {

    /**
     * Somebody has linked an app.
     *
     * @param who the immutable id of who linked it
     * @param app the app's name, for a person
     */
    void app(CharSequence who, CharSequence app);

    /**
     * Somebody has linked none. For providers that list such people, too: a page of nobody else isn't an empty one, of which a hundred in a row
     * end a reading as a listing that goes round.
     *
     * @param who the immutable id of who has none
     */
    default void noApp(CharSequence who) {}
}
