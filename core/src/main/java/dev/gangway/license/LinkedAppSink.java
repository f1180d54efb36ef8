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
}
