package dev.gangway.license;

/**
 * Takes sign-ins while a page is read, so that none has to be kept. The same one may be told twice. Called on the thread that reads, before
 * the page ends; the characters are copied, so they may be views of a buffer that is used again.
 */
@FunctionalInterface
public interface SignInSink {

    /**
     * Somebody signed in.
     *
     * @param who the immutable id of who signed in; empty if the record doesn't tell one
     * @param address the e-mail address that the record tells, empty if none. Somebody else may have it by now, so it counts only where no
     *     id is told
     * @param epochSecond when, in seconds since 1970
     * @param source where it is known from
     */
    void signIn(CharSequence who, CharSequence address, long epochSecond, SignInSource source);
}
