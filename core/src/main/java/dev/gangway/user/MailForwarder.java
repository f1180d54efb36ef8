package dev.gangway.user;

import java.util.Optional;

/**
 * The application's way to forward somebody's future e-mail, say to a mail server's rules: Gangway connects SaaS platforms, and most of them
 * are no mail hosts. Give one to {@code Gangway.Builder.mailForwarder(…)}. Implementations are thread-safe.
 */
public interface MailForwarder {

    /**
     * Says, without changing anything, why mail can't be forwarded. Asked when an offboarding is planned.
     *
     * @param from the leaver's address
     * @param to who gets the mail
     * @return why not, for a person; empty if it can be done
     */
    Optional<String> refusal(String from, String to);

    /**
     * Forwards all future mail. Called after the leaver can no longer sign in and before the account is removed; after a crash it is
     * called again with the same id, so doing it twice has to be the same as doing it once.
     *
     * @param planId which offboarding asks
     * @param from the leaver's address
     * @param to who gets the mail
     * @return why it could not be done, for a person; empty if it is done. Then nothing else of the offboarding is done either
     */
    Optional<String> forward(String planId, String from, String to);

    /**
     * Takes a forwarding back: the provider refused the removal, or the offboarding is undone. Doing it twice has to be the same as doing it
     * once.
     *
     * @param planId which offboarding had asked
     * @param from the address of the person who stays, or is back
     * @param to who got the mail
     * @return why it could not be done, for a person; empty if it is done, or there was nothing to take back
     */
    Optional<String> stop(String planId, String from, String to);
}
