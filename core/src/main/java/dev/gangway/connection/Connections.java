package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.GangwayException;
import dev.gangway.error.StoreException;
import dev.gangway.oauth.Callback;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.Pkce;
import dev.gangway.oauth.State;
import dev.gangway.oauth.TokenAnswer;
import dev.gangway.result.Fact;
import dev.gangway.store.Envelope;
import dev.gangway.user.OpenOffboarding;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of an application. Get it from {@code Gangway.connections()}. Thread-safe; calls block.
 *
 * <p>A connection is only made after real calls have shown that it works; if anything fails on the way, nothing is stored.
 *
 * <p>Every method that asks the provider can throw {@code RateLimitedException} and {@code ProviderUnavailableException} (try again later),
 * {@code ProviderProtocolException} (report it) and {@code CallInterruptedException}. Every method can throw {@code StoreException} (the
 * store can't be read or written, or holds a damaged record), and those that need the provider or open a handle
 * {@code IllegalStateException} once this is closed.
 */
public final class Connections implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);
    private static final int NAME_LIMIT = 200;

    private final ConnectionsSettings settings;
    private final Map<ConnectorId, Connector> connectors = new LinkedHashMap<>();
    private final Authorizations authorizations;
    private final Records records;
    private final OkHttpClient client;
    private final Map<ConnectionId, Live> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Applications get theirs from {@code Gangway.connections()}.
     *
     * @param settings what all connections work with
     * @throws IllegalArgumentException if there is no connector, or two have the same id
     */
    public Connections(ConnectionsSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        for (Connector connector : settings.connectors()) {
            if (connectors.put(connector.spec().id(), connector) != null) {
                throw new IllegalArgumentException(
                        "Two connectors have the id " + connector.spec().id() + "; register one of them.");
            }
        }
        if (connectors.isEmpty()) {
            throw new IllegalArgumentException("Register at least one connector: Gangway.builder().connector(…).");
        }
        Envelope envelope = new Envelope(settings.keyring());
        this.authorizations = new Authorizations(settings.store(), envelope, settings.time());
        this.records = new Records(settings.store(), envelope);
        this.client = settings.client().orElseGet(OkHttpClient::new);
    }

    /**
     * Asks for an admin's consent: gives the address to send their browser to.
     *
     * @param connector which connector
     * @param name your name for the connection, such as the customer's: 1 to 200 characters
     * @param redirectUri where the browser is to come back to, as registered with the provider: https, or http on localhost
     * @return the address, and until when they may come back
     * @throws IllegalArgumentException if the connector isn't registered or takes no OAuth, or the name or address is not as it should be
     */
    public AuthorizationRequest beginAuthorization(ConnectorId connector, String name, URI redirectUri) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(redirectUri, "redirectUri");
        OAuthSpec oauth = connector(connector)
                .spec()
                .oauth()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The connector " + connector + " doesn't use OAuth; connect with one of its own credentials."));
        State state = State.random();
        Pkce pkce = Pkce.random();
        URI uri = oauth.authorizationUri(redirectUri, state, pkce);
        Instant expiresAt =
                authorizations.begin(state, new Authorizations.Pending(connector, checked(name), redirectUri, pkce));
        return new AuthorizationRequest(uri, expiresAt);
    }

    /**
     * Takes the browser's return: exchanges the code, asks the provider whose connection it is and what it is good for, and stores it.
     *
     * @param callbackUri the whole address that the browser came back to, with its query
     * @return the connection
     * @throws IllegalArgumentException if the address is not a provider's answer; nothing was sent
     * @throws ConnectFailedException with a diagnosis, if consent was denied, came too late or twice, or the account can't carry a
     *     connection; nothing was stored
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; start again
     */
    public ConnectionInfo finishAuthorization(URI callbackUri) {
        Objects.requireNonNull(callbackUri, "callbackUri");
        requireOpen();
        Callback callback = Callback.parse(callbackUri);
        State state = callback.match(granted -> Optional.of(granted.state()), Callback.Failed::state)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The address that the browser came back to has no state, so it can't be told whose consent it is. "
                                + "Start the connection again."));
        Authorizations.Pending pending = authorizations.consume(state);
        String asked = place(pending.redirectUri());
        String came = place(callbackUri);
        if (!asked.equals(came)) {
            throw new IllegalArgumentException("The browser came back to another address than was asked for: " + came
                    + " instead of " + asked + ". Pass the address as the browser shows it, which behind a proxy may "
                    + "not be as your server sees it, and start the connection again.");
        }
        Connector connector = connector(pending.connector());
        ConsentTrouble trouble = new ConsentTrouble(connector);
        Callback.Granted granted = callback.match(it -> it, failed -> {
            throw new ConnectFailedException(trouble.of(failed.failure()));
        });
        OAuthTokens tokens = granted(
                Live.endpoint(connector.spec(), client, settings.time())
                        .exchange(granted.code(), pending.redirectUri(), pending.pkce()),
                trouble);
        return establish(connector, pending.name(), tokens, true);
    }

    /**
     * Connects with a credential that the application has already.
     *
     * @param connector which connector
     * @param name your name for the connection: 1 to 200 characters
     * @param credential a credential of a kind that the connector takes. A provider that replaces refresh tokens when they are used may have
     *     replaced this one even if connecting fails
     * @return the connection
     * @throws IllegalArgumentException if the connector isn't registered or doesn't take such a credential, or the name is not as it should
     *     be
     * @throws ConnectFailedException with a diagnosis, if the credential doesn't work or the account can't carry a connection; nothing was
     *     stored
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; try again later
     */
    public ConnectionInfo connect(ConnectorId connector, String name, Credential credential) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(credential, "credential");
        Connector found = connector(connector);
        if (!found.spec().credentialKinds().contains(credential.kind())) {
            throw new IllegalArgumentException("The connector " + connector + " takes "
                    + found.spec().credentialKinds() + ", not " + credential.kind() + ".");
        }
        return establish(found, checked(name), credential, false);
    }

    private ConnectionInfo establish(Connector connector, String name, Credential credential, boolean ours) {
        ConnectionId id = ConnectionId.random();
        Custody custody = new Custody(credential, records, settings.time(), this::drop);
        Live live = Live.open(connector, custody, client, settings.time());
        try {
            Account account = live.session().account();
            Instant now = settings.time().instant();
            ConnectionInfo info = new ConnectionInfo(
                    id,
                    name,
                    connector.spec().id(),
                    account,
                    live.session().check(scopes(custody.credential())),
                    ConnectionState.CONNECTED,
                    now,
                    now);
            records.create(new Records.Kept(info, custody.credential()));
            custody.storedAs(id);
            if (open.putIfAbsent(id, live) != null) {
                live.close(); // somebody found the record and opened it in the meantime: one at work is enough
            }
            if (closed) {
                drop(id);
            }
            return info;
        } catch (CredentialRejectedException rejected) {
            live.close();
            throw new ConnectFailedException(new Diagnosis(
                    Problem.CREDENTIAL_REJECTED,
                    "The provider doesn't accept the credential: it is wrong, has expired or was revoked.",
                    "Have an admin of the team consent, or pass a valid credential.",
                    Who.TEAM_ADMIN));
        } catch (RuntimeException failed) {
            if (ours) {
                withdraw(live);
            }
            live.close();
            throw failed;
        }
    }

    /** A consent that comes to nothing is given back, so that no token stays alive that nobody holds. */
    private static void withdraw(Live live) {
        try {
            Revocation revocation = live.session().revoke();
            LOGGER.debug("A consent that came to nothing was given back: {}", revocation.state());
        } catch (GangwayException unreachable) {
            LOGGER.warn("A consent that came to nothing could not be given back: {}", unreachable.getMessage());
        }
    }

    /**
     * Asks the provider anew whose connection it is and what it is good for, and stores the finding.
     *
     * @param id which connection
     * @return the connection as found; what a person should mend although it works is in {@code account().warnings()}
     * @throws ConnectFailedException with a diagnosis, if it doesn't work any more; a rejected credential is stored as
     *     {@link ConnectionState#NEEDS_RECONNECT}
     * @throws IllegalArgumentException if there is no such connection
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; the stored finding stays
     */
    public ConnectionInfo test(ConnectionId id) {
        Records.Kept kept = kept(id);
        Session session = live(id, kept).session();
        try {
            Account account = session.account();
            if (!account.teamId().equals(kept.info().account().teamId())) {
                throw new ConnectFailedException(new Diagnosis(
                        Problem.OTHER,
                        "The credential now belongs to another team.",
                        "Disconnect, and connect the right team.",
                        Who.APPLICATION_OPERATOR));
            }
            return found(
                    id,
                    remembering(account, kept.info().account()),
                    session.check(scopes(kept(id).credential())),
                    ConnectionState.CONNECTED);
        } catch (CredentialRejectedException rejected) {
            ConnectionInfo before = kept.info();
            ConnectionInfo info = found(id, before.account(), before.capabilities(), ConnectionState.NEEDS_RECONNECT);
            throw new ConnectFailedException(new Diagnosis(
                    Problem.CREDENTIAL_REJECTED,
                    "The provider no longer accepts the credential of " + info.name() + ".",
                    "Have an admin of the team connect again.",
                    Who.TEAM_ADMIN));
        }
    }

    /** Who consented doesn't change: a provider that no longer tells doesn't make it unknown. */
    private static Account remembering(Account now, Account before) {
        return now.adminId() instanceof Fact.Known
                ? now
                : new Account(
                        now.teamId(),
                        now.teamName(),
                        before.adminId(),
                        before.adminEmail(),
                        now.adminRole(),
                        now.warnings());
    }

    private ConnectionInfo found(
            ConnectionId id, Account account, List<CapabilityCheck> capabilities, ConnectionState state) {
        records.change(id, kept -> {
            ConnectionInfo info = kept.info();
            return new Records.Kept(
                    new ConnectionInfo(
                            id,
                            info.name(),
                            info.connector(),
                            account,
                            capabilities,
                            state,
                            info.connectedAt(),
                            settings.time().instant()),
                    kept.credential());
        });
        return kept(id).info();
    }

    /**
     * Lists all connections.
     *
     * @return what is known of each; no provider is asked
     */
    public List<ConnectionInfo> list() {
        return records.ids().stream()
                .map(records::info)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Looks a connection up.
     *
     * @param id which connection
     * @return what is known of it, or empty if there is none; no provider is asked
     */
    public Optional<ConnectionInfo> find(ConnectionId id) {
        return records.info(Objects.requireNonNull(id, "id"));
    }

    /**
     * A handle to work with one connection. Opening it asks no provider.
     *
     * @param id which connection
     * @return the handle
     * @throws IllegalArgumentException if there is no such connection
     */
    public Connection open(ConnectionId id) {
        Records.Kept kept = kept(id);
        return new Connection(kept.info(), live(id, kept), settings);
    }

    /**
     * Ends a connection: has the provider withdraw the credential, and erases everything that is stored of it, the journal included. A
     * failed revocation is a value, so this comes to its end whatever state the connection is in.
     *
     * <p>An offboarding that has not ended doesn't hold it up: access has to end when the customer says so, and without a credential nothing
     * could be settled any more. But its journal is erased with everything else, so the answer names each one and its leaver. To settle
     * them first, ask {@code connection(id).users().openOffboardings()} before.
     *
     * <p>Once it has returned, no request begins any more through this {@code Gangway}, and through another one that shares the store no
     * request of {@code Users} that changes something. Whatever else a handle there does, reading and the provider's own client, ends when
     * it next needs a token, and after 30 seconds at the latest. All of that is an {@code IllegalStateException}. What had been begun by
     * then, on the wire or waiting for its turn there, may still take effect.
     *
     * @param id which connection
     * @return whether the provider withdrew the credential and, if not, what to do; and the offboardings that were cut off
     * @throws IllegalArgumentException if there is no such connection
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted before the provider has answered; nothing was erased
     * @throws StoreException if the store can't be written; disconnect again
     */
    public Disconnection disconnect(ConnectionId id) {
        Revocation revocation = revoke(id);
        // The journal twice: so that a crash leaves nothing behind, and for what began in between.
        Fact<List<OpenOffboarding>> open = eraseJournal(id);
        records.erase(id);
        Fact<List<OpenOffboarding>> late = eraseJournal(id);
        drop(id);
        return new Disconnection(id, revocation, both(open, late));
    }

    private Fact<List<OpenOffboarding>> eraseJournal(ConnectionId id) {
        Fact<List<OpenOffboarding>> open;
        try {
            open = Fact.of(OpenOffboarding.of(settings.store(), id.value()));
        } catch (StoreException | IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            open = Fact.unknown("a record of the journal can't be read");
        }
        records.eraseJournal(id);
        return open;
    }

    private static <T> Fact<List<T>> both(Fact<List<T>> some, Fact<List<T>> more) {
        return some.match(
                these -> more.map(
                        those -> Stream.concat(these.stream(), those.stream()).toList()),
                Fact::unknown);
    }

    private Revocation revoke(ConnectionId id) {
        try {
            return live(id, kept(id)).session().revoke();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (GangwayException failed) {
            return new Revocation(
                    Revocation.State.FAILED,
                    "The provider could not be asked to withdraw the credential (" + failed.getMessage()
                            + "). Have an admin remove the app in the provider's console.");
        }
    }

    /** Closes all open connections; what is stored stays. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        open.keySet().forEach(this::drop);
        if (settings.client().isEmpty()) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    private Live live(ConnectionId id, Records.Kept kept) {
        Live known = open.get(id);
        if (known != null) {
            return known;
        }
        Live live = open.computeIfAbsent(id, it -> {
            Custody custody = new Custody(kept.credential(), records, settings.time(), this::drop);
            custody.storedAs(id);
            return Live.open(connector(kept.info().connector()), custody, client, settings.time());
        });
        // Who closed or disconnected since the record was read did not find this one.
        if (closed || !records.exist(id)) {
            drop(id);
            requireOpen();
            throw noSuch(id);
        }
        return live;
    }

    private void drop(ConnectionId id) {
        Live live = open.remove(id);
        if (live != null) {
            live.close();
        }
    }

    private Records.Kept kept(ConnectionId id) {
        Objects.requireNonNull(id, "id");
        requireOpen();
        Optional<Records.Kept> kept = records.find(id);
        if (kept.isEmpty()) {
            drop(id);
            throw noSuch(id);
        }
        return kept.get();
    }

    private static IllegalArgumentException noSuch(ConnectionId id) {
        return new IllegalArgumentException("There is no connection " + id + "; was it disconnected?");
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This Gangway is closed; build a new one.");
        }
    }

    private Connector connector(ConnectorId id) {
        requireOpen();
        Connector found = connectors.get(Objects.requireNonNull(id, "connector"));
        if (found == null) {
            throw new IllegalArgumentException(
                    "No connector " + id + " is registered; registered are " + connectors.keySet() + ".");
        }
        return found;
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > NAME_LIMIT) {
            throw new IllegalArgumentException("A connection's name has 1 to " + NAME_LIMIT + " characters.");
        }
        return name;
    }

    private static Fact<Set<String>> scopes(Credential credential) {
        return credential instanceof OAuthTokens it
                ? it.scopes()
                : Fact.unknown("no list of scopes comes with this kind of credential");
    }

    /** An address without its query, as browsers write it: names in lower case, no port that goes without saying, no empty path. */
    private static String place(URI uri) {
        String scheme = lowerCase(uri.getScheme());
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + lowerCase(uri.getHost()) + (usual ? "" : ":" + uri.getPort()) + path;
    }

    private static String lowerCase(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static OAuthTokens granted(TokenAnswer answer, ConsentTrouble trouble) {
        return answer.match(
                TokenAnswer.Granted::tokens,
                revoked -> {
                    throw new ConnectFailedException(trouble.of(revoked));
                },
                misconfigured -> {
                    throw new ConnectFailedException(trouble.of(misconfigured));
                },
                passing -> {
                    throw passing.cause()
                            .map(cause -> new ConnectFailedException(trouble.of(passing), cause))
                            .orElseGet(() -> new ConnectFailedException(trouble.of(passing)));
                });
    }
}
