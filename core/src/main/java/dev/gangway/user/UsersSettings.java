package dev.gangway.user;

import dev.gangway.http.Time;
import dev.gangway.result.Fact;
import dev.gangway.result.Passage;
import dev.gangway.result.Refusal;
import dev.gangway.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the facade of one connection works with. Applications set these on {@code Gangway.Builder}. Immutable.
 *
 * @param connectionId which connection; the journal's records are kept under it
 * @param ownAccount the account that the connection works through; it can't be seen off through itself
 * @param store where the journal is kept
 * @param time all "now" and all waiting
 * @param maxWait the longest that a call waits for the provider's background work before it returns {@code Unsettled}
 * @param protectedUsers people who are never suspended or removed
 * @param permanentDeletionAllowed whether files may be deleted for good
 * @param brake how many people may be seen off within a time without a named override
 * @param mailForwarder the application's way to forward e-mail, if it has one
 * @param signing signs receipts
 * @param freeLicenses how many licenses are free, as the provider says now; unknown if it doesn't say
 * @param againstSuspending what speaks against suspending people through this connection, as last tested: nothing, or a missing permission
 * @param againstRemoving what speaks against removing people through this connection, as last tested: nothing, or a missing permission
 * @param passage what goes through it is done here without the provider
 */
public record UsersSettings(
        String connectionId,
        Fact<UserId> ownAccount,
        Store store,
        Time time,
        Duration maxWait,
        List<UserRef> protectedUsers,
        boolean permanentDeletionAllowed,
        Brake brake,
        Optional<MailForwarder> mailForwarder,
        ReceiptSigning signing,
        Supplier<Fact<Integer>> freeLicenses,
        Fact<Optional<Refusal>> againstSuspending,
        Fact<Optional<Refusal>> againstRemoving,
        Passage passage) {
    /**
     * Checks and copies the parts.
     *
     * @param connectionId which connection
     * @param ownAccount the account that the connection works through
     * @param store where the journal is kept
     * @param time all "now" and all waiting
     * @param maxWait the longest wait
     * @param protectedUsers people who are never suspended or removed
     * @param permanentDeletionAllowed whether files may be deleted for good
     * @param brake how many people may be seen off within a time
     * @param mailForwarder the application's way to forward e-mail
     * @param signing signs receipts
     * @param freeLicenses how many licenses are free
     * @param againstSuspending what speaks against suspending people
     * @param againstRemoving what speaks against removing people
     * @param passage what is done here goes through it
     */
    public UsersSettings {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(ownAccount, "ownAccount");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(maxWait, "maxWait");
        protectedUsers = List.copyOf(protectedUsers);
        Objects.requireNonNull(brake, "brake");
        Objects.requireNonNull(mailForwarder, "mailForwarder");
        Objects.requireNonNull(signing, "signing");
        Objects.requireNonNull(freeLicenses, "freeLicenses");
        Objects.requireNonNull(againstSuspending, "againstSuspending");
        Objects.requireNonNull(againstRemoving, "againstRemoving");
        Objects.requireNonNull(passage, "passage");
    }
}
