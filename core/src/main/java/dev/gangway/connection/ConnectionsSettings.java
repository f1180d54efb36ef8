package dev.gangway.connection;

import dev.gangway.connector.Connector;
import dev.gangway.http.Time;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.Brake;
import dev.gangway.user.MailForwarder;
import dev.gangway.user.ReceiptSigning;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * What all connections work with. Applications set these on {@code Gangway.Builder}. Immutable.
 *
 * @param connectors the registered connectors
 * @param store where connections and the journal are kept
 * @param keyring what seals the secrets in the store
 * @param time all "now" and all waiting
 * @param maxWait the longest that a call waits for the provider's background work
 * @param protectedUsers people who are never suspended or removed
 * @param permanentDeletionAllowed whether files may be deleted for good
 * @param brake how many people may be seen off within a time without a named override
 * @param mailForwarder the application's way to forward e-mail, if it has one
 * @param signing signs receipts
 * @param client the application's own HTTP client to build on, if any
 * @param permissions who may do what with connections
 * @param listeners who is told of each transition
 * @param callListener who hears of each attempt to get an answer
 * @param announceExpiry how long before a credential expires that is announced
 */
public record ConnectionsSettings(
        List<Connector> connectors,
        Store store,
        Keyring keyring,
        Time time,
        Duration maxWait,
        List<UserRef> protectedUsers,
        boolean permanentDeletionAllowed,
        Brake brake,
        Optional<MailForwarder> mailForwarder,
        ReceiptSigning signing,
        Optional<OkHttpClient> client,
        Permissions permissions,
        List<ConnectionListener> listeners,
        ConnectionCallListener callListener,
        List<Duration> announceExpiry) {
    /**
     * Checks and copies the parts.
     *
     * @param connectors the registered connectors
     * @param store where connections and the journal are kept
     * @param keyring what seals the secrets
     * @param time all "now" and all waiting
     * @param maxWait the longest wait
     * @param protectedUsers people who are never suspended or removed
     * @param permanentDeletionAllowed whether files may be deleted for good
     * @param brake how many people may be seen off within a time
     * @param mailForwarder the application's way to forward e-mail
     * @param signing signs receipts
     * @param client the application's own HTTP client
     * @param permissions who may do what
     * @param listeners who is told
     * @param callListener who hears of each attempt
     * @param announceExpiry how long ahead the end of a credential is announced
     */
    public ConnectionsSettings {
        connectors = List.copyOf(Objects.requireNonNull(connectors, "connectors"));
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(keyring, "keyring");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(maxWait, "maxWait");
        protectedUsers = List.copyOf(Objects.requireNonNull(protectedUsers, "protectedUsers"));
        Objects.requireNonNull(brake, "brake");
        Objects.requireNonNull(mailForwarder, "mailForwarder");
        Objects.requireNonNull(signing, "signing");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(permissions, "permissions");
        listeners = List.copyOf(listeners);
        Objects.requireNonNull(callListener, "callListener");
        announceExpiry = List.copyOf(announceExpiry);
    }
}
