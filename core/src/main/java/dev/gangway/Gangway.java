package dev.gangway;

import dev.gangway.assistance.AdminNotifier;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.AssistanceSettings;
import dev.gangway.assistance.Partners;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionCallListener;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionListener;
import dev.gangway.connection.Connections;
import dev.gangway.connection.ConnectionsSettings;
import dev.gangway.connection.Permissions;
import dev.gangway.connector.Connector;
import dev.gangway.http.Time;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.Brake;
import dev.gangway.user.MailForwarder;
import dev.gangway.user.ReceiptKeys;
import dev.gangway.user.ReceiptSigning;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The library, configured. Build one at start-up and share it. Thread-safe.
 */
public final class Gangway implements AutoCloseable {

    private final Connections connections;
    private final ReceiptSigning signing;
    private final Partners partners;

    private Gangway(Connections connections, ReceiptSigning signing, Partners partners) {
        this.connections = connections;
        this.signing = signing;
        this.partners = partners;
    }

    /**
     * Starts to configure.
     *
     * @return a builder with everything at its default and no connector yet
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * All connections: make, test, list and end them.
     *
     * @return the facade for connections
     */
    public Connections connections() {
        return connections;
    }

    /**
     * One connection, to work with, whichever tenant it is of. An id that came from outside goes to {@link Connections#open} of the
     * tenant's view instead.
     *
     * @param id which connection
     * @return the handle
     * @throws IllegalArgumentException if there is no such connection
     */
    public Connection connection(ConnectionId id) {
        return connections.open(id);
    }

    /**
     * Delegated assistance for one connection, as the customer sees it: let a partner in, see what it does, take the right back. An id that
     * came from outside is looked up in the tenant's view of {@link #connections()} first.
     *
     * @param id which connection
     * @return assistance for it
     * @throws IllegalArgumentException if there is no such connection
     */
    public Assistance assistance(ConnectionId id) {
        return partners.of(id);
    }

    /**
     * The partners' side of delegated assistance: how they enter, and the notices to the customers' admins.
     *
     * @return the facade for partners
     */
    public Partners partners() {
        return partners;
    }

    /**
     * The public keys that tell whether receipts of this store are genuine, for {@code Receipt.verify}. The first is made now if there is
     * none. They are no secret; export them for whoever reads receipts elsewhere.
     *
     * @return the keys, also former ones
     * @throws dev.gangway.error.StoreException if the store can't be read or written, or holds a key that another hand put there
     */
    public ReceiptKeys receiptKeys() {
        return signing.keys();
    }

    /**
     * Makes a new key that signs receipts from now on, on all nodes of the store: when somebody may have seen the one before, or the keyring
     * has lost what sealed it. What was signed before stays verifiable; look at {@link #receiptKeys()} first, since every key that is in
     * the store is taken for one of ours.
     *
     * @return the public keys, the new one last
     * @throws dev.gangway.error.StoreException if the store can't be read or written, or nothing can be sealed; ask again
     */
    public ReceiptKeys renewReceiptKey() {
        return signing.renew();
    }

    /** Closes all open connections; what is stored stays. Closing twice does nothing. */
    @Override
    public void close() {
        connections.close();
    }

    /** Configures a {@link Gangway}. Not thread-safe; {@link #build()} copies. */
    public static final class Builder {

        private final List<Connector> connectors = new ArrayList<>();
        private final List<UserRef> protectedUsers = new ArrayList<>();
        private Time time = Time.system();
        private @Nullable Store store;
        private Keyring keyring = Keyring.random();
        private Duration maxWait = Duration.ofSeconds(60);
        private boolean permanentDeletionAllowed;
        private Brake brake = Brake.DEFAULT;
        private @Nullable MailForwarder mailForwarder;
        private @Nullable AdminNotifier adminNotifier;
        private final List<ConnectionListener> listeners = new ArrayList<>();
        private List<Duration> announceExpiry = List.of(Duration.ofDays(14), Duration.ofDays(3), Duration.ofDays(1));
        private ConnectionCallListener callListener = call -> {};
        private Permissions permissions = (action, actor, tenant, connector) -> Optional.empty();
        private @Nullable OkHttpClient client;

        private Builder() {}

        /**
         * Registers a connector.
         *
         * @param connector a provider's connector
         * @return this
         */
        public Builder connector(Connector connector) {
            connectors.add(Objects.requireNonNull(connector, "connector"));
            return this;
        }

        /**
         * Where connections and the journal are kept. Default: in memory, lost when the process ends.
         *
         * @param place the store; share it between nodes that share connections
         * @param keys what seals the secrets before they get there; the same on every node
         * @return this
         */
        public Builder store(Store place, Keyring keys) {
            store = Objects.requireNonNull(place, "place");
            keyring = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * The longest that a call waits for the provider's background work before it returns {@code Unsettled}. Default: 60 seconds.
         *
         * @param longest zero or more; zero looks once
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxWait(Duration longest) {
            if (Objects.requireNonNull(longest, "longest").isNegative()) {
                throw new IllegalArgumentException("The longest wait can't be negative; zero looks once.");
            }
            maxWait = longest;
            return this;
        }

        /**
         * Protects people: nobody suspends or removes them through this library. Default: nobody is on the list.
         *
         * @param users whom; an address protects whoever has it as the primary one at that moment
         * @return this
         */
        public Builder protect(UserRef... users) {
            for (UserRef user : Objects.requireNonNull(users, "users")) {
                Objects.requireNonNull(user, "user");
            }
            protectedUsers.addAll(List.of(users));
            return this;
        }

        /**
         * Allows {@code DataHandling.deleteForGood()}. Default: it is refused.
         *
         * @return this
         */
        public Builder allowPermanentDeletion() {
            permanentDeletionAllowed = true;
            return this;
        }

        /**
         * How many people may be seen off within a time without somebody who answers for it by name. Default: {@link Brake#DEFAULT}, the
         * larger of 3 people and 5 of a hundred within 24 hours. It counts for each connection, over all runs and all nodes of the store.
         *
         * @param limit the brake; the same on every node
         * @return this
         */
        public Builder offboardingBrake(Brake limit) {
            brake = Objects.requireNonNull(limit, "limit");
            return this;
        }

        /**
         * The application's way to forward somebody's future e-mail. Default: none, and a plan that is to forward mail is refused.
         *
         * @param port does it
         * @return this
         */
        public Builder mailForwarder(MailForwarder port) {
            mailForwarder = Objects.requireNonNull(port, "port");
            return this;
        }

        /**
         * Who tells the admins of a customer's team that a partner enters: {@code gangway-smtp} has one for any mail server. Default: none, and
         * no partner is let in.
         *
         * @param notifier tells them
         * @return this
         */
        public Builder adminNotifier(AdminNotifier notifier) {
            adminNotifier = Objects.requireNonNull(notifier, "notifier");
            return this;
        }

        /**
         * Who may make, rename, reconnect and end connections. Default: whoever reaches {@link Gangway#connections()}.
         *
         * @param hook decides; asked before anything is stored or sent
         * @return this
         */
        public Builder permissions(Permissions hook) {
            permissions = Objects.requireNonNull(hook, "hook");
            return this;
        }

        /**
         * Adds somebody who is told of each transition of each connection: connected, degraded, in need of reconnection, recovered,
         * disconnected. Default: nobody is told; {@code ConnectionInfo.history()} has the transitions too.
         *
         * @param listener who is told
         * @return this
         */
        public Builder listener(ConnectionListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Who hears of each attempt to get an answer from a provider, for metrics: route, outcome, time, attempt, time waited. Default:
         * nobody.
         *
         * @param listener hears of it in the calling thread
         * @return this
         */
        public Builder callListener(ConnectionCallListener listener) {
            callListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * How long before a credential expires that is announced, once for each time. Default: 14 days, 3 days and 1 day.
         *
         * @param ahead the times; none switches it off
         * @return this
         * @throws IllegalArgumentException if one isn't positive
         */
        public Builder announceExpiry(Duration... ahead) {
            for (Duration time : Objects.requireNonNull(ahead, "ahead")) {
                if (time.isNegative() || time.isZero()) {
                    throw new IllegalArgumentException(
                            "An expiry is announced some time ahead; leave it out to switch it off.");
                }
            }
            announceExpiry = List.of(ahead);
            return this;
        }

        /**
         * The HTTP client to build on: for a proxy, for company certificates, for a simulator. Gangway never closes it, and turns off its
         * redirects, its cookies and its own repetitions for its calls. Default: one of Gangway's own.
         *
         * @param base the client
         * @return this
         */
        public Builder httpClient(OkHttpClient base) {
            client = Objects.requireNonNull(base, "base");
            return this;
        }

        /**
         * All "now" and all waiting. Default: the machine's. For tests.
         *
         * @param source the clock
         * @return this
         */
        public Builder time(Time source) {
            time = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Builds it.
         *
         * @return the library, ready
         * @throws IllegalArgumentException if no connector is registered, or two have the same id
         */
        public Gangway build() {
            Store place = store == null ? new InMemoryStore(time) : store;
            ReceiptSigning signing = new ReceiptSigning(place, keyring, time);
            Connections connections = new Connections(new ConnectionsSettings(
                    connectors,
                    place,
                    keyring,
                    time,
                    maxWait,
                    protectedUsers,
                    permanentDeletionAllowed,
                    brake,
                    Optional.ofNullable(mailForwarder),
                    signing,
                    Optional.ofNullable(client),
                    permissions,
                    listeners,
                    callListener,
                    announceExpiry));
            return new Gangway(
                    connections,
                    signing,
                    new Partners(new AssistanceSettings(connections, place, time, Optional.ofNullable(adminNotifier))));
        }
    }
}
