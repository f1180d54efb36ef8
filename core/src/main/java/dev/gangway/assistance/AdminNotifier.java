package dev.gangway.assistance;

import java.io.IOException;

/**
 * Tells an admin of the customer's team what a partner does there, outside of the application: by e-mail as a rule. {@code gangway-smtp} has one
 * for any mail server; an application with a mail service of its own implements this. Implementations are thread-safe.
 */
public interface AdminNotifier {

    /**
     * Hands one notice over to something that keeps it and delivers it, such as a mail server that has answered that it took the message.
     * After a crash, or if it isn't known whether it was taken, the same notice comes again with the same id.
     *
     * @param notice what to say to whom
     * @throws IOException if it was not taken, or if that isn't known: it is tried again later. The message is for an operator and holds no
     *     secret
     */
    void send(Notice notice) throws IOException;
}
