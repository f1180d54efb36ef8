package dev.gangway.connection;

import dev.gangway.connection.Permissions.Action;
import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.PermissionDeniedException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.oauth.Callback;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.Pkce;
import dev.gangway.oauth.State;
import dev.gangway.oauth.TokenAnswer;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.store.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of an application. Get it from {@code Gangway.connections()}. Thread-safe; calls block.
 *
 * <p>A connection is only made after real calls have shown that it works; if anything fails on the way, nothing is stored. From then on its
 * {@linkplain ConnectionInfo#state() state} follows what calls find out, and each transition is {@linkplain ConnectionListener told}.
 *
 * <p>{@link #ofTenant} gives a view of one tenant's connections, which can't reach any other's; {@link #actingAs} says on whose behalf things
 * are done, for {@link Permissions} and for the history. Both are cheap. An application that doesn't tell its customers apart needs neither.
 *
 * <p>Every method that asks the provider can throw {@code RateLimitedException} and {@code ProviderUnavailableException} (try again later),
 * {@code ProviderProtocolException} (report it) and {@code CallInterruptedException}. Every method can throw {@code StoreException} (the
 * store can't be read or written, or holds a damaged record), those that make, change or end a connection {@link PermissionDeniedException}
 * (the application's own {@link Permissions} refused; nothing was stored or sent), and those that need the provider or open a handle
 * {@code IllegalStateException} once this is closed.
 */
public final class Connections implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

    private final Shared shared;
    private final Optional<TenantId> tenant;
    private final Optional<String> actor;

    /**
     * Applications get theirs from {@code Gangway.connections()}.
     *
     * @param settings what all connections work with
     * @throws IllegalArgumentException if there is no connector, or two have the same id
     */
    public Connections(ConnectionsSettings settings) {
        this(new Shared(Objects.requireNonNull(settings, "settings")), Optional.empty(), Optional.empty());
    }

    private Connections(Shared shared, Optional<TenantId> tenant, Optional<String> actor) {
        this.shared = shared;
        this.tenant = tenant;
        this.actor = actor;
    }

    /**
     * A view of one tenant's connections: it makes, finds and lists only those, and to it there are no others.
     *
     * @param only whose; what isn't a view makes connections for {@link TenantId#DEFAULT} and sees everybody's
     * @return the view
     */
    public Connections ofTenant(TenantId only) {
        return new Connections(shared, Optional.of(Objects.requireNonNull(only, "only")), actor);
    }

    /**
     * A view that acts on somebody's behalf.
     *
     * @param who as your application names people: it is asked about in {@link Permissions}, and shown in the history
     * @return the view
     * @throws IllegalArgumentException if the name is blank, longer than 200 characters, or holds line breaks or other control characters
     */
    public Connections actingAs(String who) {
        if (Objects.requireNonNull(who, "who").isBlank()
                || who.codePointCount(0, who.length()) > Names.LIMIT
                || who.codePoints().anyMatch(Names::isUnfit)) {
            throw new IllegalArgumentException("Who acts has a name of 1 to " + Names.LIMIT
                    + " characters without line breaks and control characters; without one, leave actingAs out.");
        }
        return new Connections(shared, tenant, Optional.of(who));
    }

    /**
     * Lists the providers that can be connected, with all that a form needs: fields, kinds of credential, scopes.
     *
     * @return the specs of the registered connectors, in the order of their registration
     */
    public List<ConnectorSpec> connectors() {
        return shared.connectors().values().stream().map(Connector::spec).toList();
    }

    /**
     * Asks for an admin's consent: gives the address to send their browser to.
     *
     * @param connector which connector
     * @param name your name for the connection, such as the customer's: 1 to 200 characters, and not one that the tenant has already
     * @param redirectUri where the browser is to come back to, as registered with the provider: https, or http on localhost
     * @return the address, and until when they may come back
     * @throws NameTakenException if the tenant has a connection of that name
     * @throws IllegalArgumentException if the connector isn't registered or takes no OAuth, or the name or address is not as it should be
     */
    public AuthorizationRequest beginAuthorization(ConnectorId connector, String name, URI redirectUri) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(redirectUri, "redirectUri");
        Connector found = shared.connector(connector);
        require(Action.INSTALL, owner(), connector);
        shared.names().requireFree(owner(), Names.checked(name));
        return begin(found, ConnectionId.random(), owner(), name, false, redirectUri);
    }

    /**
     * Asks for an admin's consent for a connection that is there, such as one that needs it: its id, its history and its jobs stay. The
     * answer comes to {@link #finishAuthorization} like any other. Until then nothing changes.
     *
     * @param id which connection
     * @param redirectUri where the browser is to come back to
     * @return the address, and until when they may come back
     * @throws IllegalArgumentException if there is no such connection, or its connector takes no OAuth: {@link #replaceCredential} then
     */
    public AuthorizationRequest beginReconnection(ConnectionId id, URI redirectUri) {
        Objects.requireNonNull(redirectUri, "redirectUri");
        ConnectionInfo info = stored(id).info();
        require(Action.RECONNECT, info.tenant(), info.connector());
        return begin(shared.connector(info.connector()), id, info.tenant(), info.name(), true, redirectUri);
    }

    private AuthorizationRequest begin(
            Connector connector, ConnectionId id, TenantId whose, String name, boolean again, URI redirectUri) {
        ConnectorSpec spec = connector.spec();
        OAuthSpec oauth = spec.oauth()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The connector " + spec.id() + " doesn't use OAuth; connect with one of its own credentials."));
        State state = State.random();
        Pkce pkce = Pkce.random();
        URI uri = oauth.authorizationUri(redirectUri, state, pkce);
        Instant expiresAt = shared.authorizations()
                .begin(state, new Authorizations.Pending(id, whose, spec.id(), name, again, actor, redirectUri, pkce));
        return new AuthorizationRequest(id, uri, expiresAt);
    }

    /**
     * Takes the browser's return: exchanges the code, asks the provider whose connection it is and what it is good for, and stores it; or
     * gives a connection that was there its new credential, if it is for the same team.
     *
     * @param callbackUri the whole address that the browser came back to, with its query
     * @return the connection; look at its state: whoever gave the credential may no longer be an admin
     * @throws NameTakenException if the name was given to another connection meanwhile; nothing was sent
     * @throws IllegalArgumentException if the address is not a provider's answer, or the connection was ended meanwhile;
     *     nothing was sent
     * @throws ConnectFailedException with a diagnosis, if consent was denied, came too late or twice, was asked for by somebody else, or the
     *     account can't carry the connection; nothing was stored
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; start again
     */
    public ConnectionInfo finishAuthorization(URI callbackUri) {
        Objects.requireNonNull(callbackUri, "callbackUri");
        shared.open().requireOpen();
        Callback callback = Callback.parse(callbackUri);
        State state = callback.match(granted -> Optional.of(granted.state()), Callback.Failed::state)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The address that the browser came back to has no state, so it can't be told whose consent it is. "
                                + "Start the connection again."));
        Authorizations.Pending pending = shared.authorizations().consume(state);
        try {
            return finish(pending, callback, callbackUri);
        } catch (ConnectFailedException failed) {
            shared.authorizations().tellFailed(pending, Optional.of(failed.diagnosis()));
            throw failed;
        } catch (RuntimeException failed) {
            shared.authorizations().tellFailed(pending, Optional.empty());
            throw failed;
        }
    }

    private ConnectionInfo finish(Authorizations.Pending pending, Callback callback, URI callbackUri) {
        requireSame(pending);
        requirePlace(pending.redirectUri(), callbackUri);
        Connector connector = shared.connector(pending.connector());
        as(actor.or(pending::actor))
                .require(pending.again() ? Action.RECONNECT : Action.INSTALL, pending.tenant(), pending.connector());
        Optional<Stored> before = pending.again() ? Optional.of(stored(pending.id())) : Optional.empty();
        ConsentTrouble trouble = new ConsentTrouble(connector);
        Callback.Granted granted = callback.match(it -> it, failed -> {
            throw new ConnectFailedException(trouble.of(failed.failure()));
        });
        if (before.isEmpty()) {
            return named(
                    pending.id(),
                    pending.tenant(),
                    pending.name(),
                    () -> establishment()
                            .create(
                                    pending.id(),
                                    pending.tenant(),
                                    pending.name(),
                                    connector,
                                    exchange(connector, granted, pending, trouble),
                                    true,
                                    actor.or(pending::actor)));
        }
        return establishment()
                .replace(
                        before.get(),
                        connector,
                        exchange(connector, granted, pending, trouble),
                        true,
                        ConnectionCause.RECONNECTED,
                        actor.or(pending::actor));
    }

    /** Who comes back has to be of the tenant, and the person, that asked. */
    private void requireSame(Authorizations.Pending pending) {
        boolean sameTenant = tenant.map(pending.tenant()::equals).orElse(true);
        boolean samePerson = actor.isEmpty() || pending.actor().isEmpty() || actor.equals(pending.actor());
        if (!sameTenant || !samePerson) {
            throw new ConnectFailedException(new Diagnosis(
                    Problem.CONSENT_EXPIRED,
                    "This consent was asked for by somebody else.",
                    "Start the connection again.",
                    Who.TEAM_ADMIN));
        }
    }

    private static void requirePlace(URI redirectUri, URI callbackUri) {
        String asked = place(redirectUri);
        String came = place(callbackUri);
        if (!asked.equals(came)) {
            throw new IllegalArgumentException("The browser came back to another address than was asked for: " + came
                    + " instead of " + asked + ". Pass the address as the browser shows it, which behind a proxy may "
                    + "not be as your server sees it, and start the connection again.");
        }
    }

    private OAuthTokens exchange(
            Connector connector, Callback.Granted granted, Authorizations.Pending pending, ConsentTrouble trouble) {
        return granted(
                Live.endpoint(shared, connector.spec(), Optional::empty)
                        .exchange(granted.code(), pending.redirectUri(), pending.pkce()),
                trouble);
    }

    /**
     * Connects with a credential that the application has already.
     *
     * @param connector which connector
     * @param name your name for the connection: 1 to 200 characters, and not one that the tenant has already
     * @param credential a credential of a kind that the connector takes. A provider that replaces refresh tokens when they are used may have
     *     replaced this one even if connecting fails
     * @return the connection; look at its state: whoever gave the credential may no longer be an admin
     * @throws dev.gangway.connector.InvalidFieldException if a part of the credential can't be right; nothing was sent
     * @throws NameTakenException if the tenant has a connection of that name
     * @throws IllegalArgumentException if the connector isn't registered or doesn't take such a credential, or the name is not as it should
     *     be
     * @throws ConnectFailedException with a diagnosis, if the credential doesn't work or the account can't carry a connection; nothing was
     *     stored
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; try again later
     */
    public ConnectionInfo connect(ConnectorId connector, String name, Credential credential) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(credential, "credential");
        Connector found = shared.connector(connector);
        found.spec().check(credential);
        require(Action.INSTALL, owner(), connector);
        ConnectionId id = ConnectionId.random();
        return named(
                id,
                owner(),
                Names.checked(name),
                () -> establishment().create(id, owner(), name, found, credential, false, actor));
    }

    /**
     * Puts another credential in the place of a connection's, such as before it expires. Id, history and jobs stay. The new one is tested
     * first; the old one is withdrawn then, or {@code account().warnings()} says that it may still be alive.
     *
     * @param id which connection
     * @param credential a credential for the same team, of a kind that the connector takes
     * @return the connection
     * @throws dev.gangway.connector.InvalidFieldException if a part of the credential can't be right; nothing was sent
     * @throws IllegalArgumentException if there is no such connection, or its connector doesn't take such a credential
     * @throws ConnectFailedException with a diagnosis, if the credential doesn't work, is for another team, or is of somebody
     *     who is no longer an admin; the old one stays
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; the old one stays
     */
    public ConnectionInfo replaceCredential(ConnectionId id, Credential credential) {
        Objects.requireNonNull(credential, "credential");
        Stored record = stored(id);
        ConnectionInfo info = record.info();
        Connector connector = shared.connector(info.connector());
        connector.spec().check(credential);
        require(Action.REPLACE_CREDENTIAL, info.tenant(), info.connector());
        return establishment()
                .replace(record, connector, credential, false, ConnectionCause.CREDENTIAL_REPLACED, actor);
    }

    /**
     * Gives a connection another name.
     *
     * @param id which connection
     * @param name its new name: 1 to 200 characters, and not one that the tenant has already
     * @return the connection
     * @throws NameTakenException if the tenant has another connection of that name
     * @throws IllegalArgumentException if there is no such connection, or the name is not as it should be
     * @throws IllegalStateException if it is being renamed by somebody else at this moment
     */
    public ConnectionInfo rename(ConnectionId id, String name) {
        Objects.requireNonNull(name, "name");
        ConnectionInfo found = stored(id).info();
        require(Action.RENAME, found.tenant(), found.connector());
        Names.checked(name);
        Store.Lease alone = shared.settings()
                .store()
                .lease("rename/" + id, Duration.ofSeconds(30))
                .orElseThrow(() -> new IllegalStateException(
                        "The connection " + id + " is being renamed by somebody else; try again in a while."));
        try {
            return renamed(stored(id).info(), name);
        } finally {
            alone.close();
        }
    }

    private ConnectionInfo renamed(ConnectionInfo before, String name) {
        shared.names().claim(before.tenant(), name, before.id());
        Optional<Stored> after = shared.ledger()
                .change(before.id(), it -> it.isEnded() ? it : it.named(name))
                .filter(it -> !it.isEnded());
        if (!Names.same(before.name(), name)) {
            shared.names().release(before.tenant(), after.isPresent() ? before.name() : name, before.id());
        }
        return after.orElseThrow(() -> OpenConnections.noSuch(before.id())).info();
    }

    /**
     * Asks the provider anew whose connection it is and what it is good for, and stores the finding, its state included.
     *
     * @param id which connection
     * @return the connection as found. Whether it works is its {@linkplain ConnectionInfo#state() state}, and what to do if it doesn't its
     *     {@linkplain ConnectionInfo#diagnosis() diagnosis}; advice for one that works is in {@code account().warnings()}
     * @throws IllegalArgumentException if there is no such connection
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached, or says nothing about the connection; the
     *     stored finding stays
     * @throws ConnectFailedException with a diagnosis, if that is so for a reason that a person can mend
     */
    public ConnectionInfo test(ConnectionId id) {
        Stored before = stored(id);
        Live live = shared.open().live(before);
        Instant began = shared.time().instant();
        try {
            Session session = live.session();
            Account account = session.account();
            if (!account.teamId().equals(before.info().account().teamId())) {
                throw new ConnectFailedException(wrongTeam(before.info(), account));
            }
            Fact<Set<String>> scopes = Establishment.scopes(live.custody().credential());
            List<Diagnosis> excess =
                    shared.connector(before.info().connector()).spec().excess(scopes);
            List<CapabilityCheck> capabilities = session.check(scopes);
            live.pulse().answered();
            return found(
                            live,
                            id,
                            it -> ofGrant(it, before)
                                    ? Findings.tested(
                                            shared,
                                            it,
                                            remembering(account, it.info().account())
                                                    .warned(excess),
                                            capabilities,
                                            began)
                                    : it)
                    .info();
        } catch (ProviderUnavailableException unreachable) {
            live.pulse().failed(unreachable, before.credential().grant());
            throw unreachable;
        } catch (CredentialRejectedException rejected) {
            return found(live, id, it -> ofGrant(it, before) ? Findings.rejected(shared, it, rejected.diagnosis()) : it)
                    .info();
        } catch (ConnectFailedException failed) {
            if (Findings.saysNothing(failed.diagnosis())) {
                throw failed;
            }
            return found(live, id, it -> ofGrant(it, before) ? Findings.failed(shared, it, failed.diagnosis()) : it)
                    .info();
        }
    }

    private Stored found(Live live, ConnectionId id, UnaryOperator<Stored> finding) {
        Stored after = shared.ledger()
                .change(id, it -> it.isEnded() ? it : finding.apply(it))
                .orElseThrow(() -> OpenConnections.noSuch(id));
        live.saw(after);
        if (after.isEnded()) {
            throw OpenConnections.noSuch(id);
        }
        return after;
    }

    /** A finding about a credential that was replaced meanwhile is of no use. */
    private static boolean ofGrant(Stored now, Stored before) {
        return now.credential().grant() == before.credential().grant();
    }

    private static Diagnosis wrongTeam(ConnectionInfo info, Account account) {
        return new Diagnosis(
                Problem.WRONG_TEAM,
                "The credential of " + info.name() + " now belongs to the team " + account.teamName() + ".",
                "Have an admin of " + info.account().teamName() + " connect again.",
                Who.TEAM_ADMIN);
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

    /**
     * Lists all connections of this view.
     *
     * @return what is known of each; no provider is asked
     */
    public List<ConnectionInfo> list() {
        return list(ConnectionFilter.ALL);
    }

    /**
     * Lists some connections of this view.
     *
     * @param filter which
     * @return what is known of each; no provider is asked
     */
    public List<ConnectionInfo> list(ConnectionFilter filter) {
        return page(filter, Cursor.START, Integer.MAX_VALUE).items();
    }

    /**
     * Lists connections page by page, in the order of their ids. Whatever is there from the first page to the last is on one of them, once.
     *
     * @param filter which
     * @param from {@link Cursor#START}, or {@code next} of the page before
     * @param size the most connections on a page: 1 or more
     * @return what is known of each, and where the next page starts; no provider is asked
     * @throws IllegalArgumentException if the size is less than 1
     */
    public Page<ConnectionInfo> page(ConnectionFilter filter, Cursor from, int size) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(from, "from");
        if (size < 1) {
            throw new IllegalArgumentException("A page has at least one connection.");
        }
        List<ConnectionInfo> items = new ArrayList<>();
        for (ConnectionId id : shared.records().ids()) {
            if (id.value().compareTo(from.value()) <= 0) {
                continue;
            }
            Optional<ConnectionInfo> found = find(id).filter(filter::takes);
            if (found.isPresent() && items.size() == size) {
                return new Page<>(
                        items, Optional.of(new Cursor(items.get(size - 1).id().value())));
            }
            found.ifPresent(items::add);
        }
        return Page.last(items);
    }

    /**
     * The consents that were asked for and not given yet.
     *
     * @return those of this view that can still be given
     */
    public List<PendingAuthorization> pending() {
        return shared.authorizations().pending().stream()
                .filter(it -> isMine(it.tenant()))
                .toList();
    }

    /**
     * Looks a connection up.
     *
     * @param id which connection
     * @return what is known of it, or empty if there is none; no provider is asked
     */
    public Optional<ConnectionInfo> find(ConnectionId id) {
        return mine(id).map(Stored::info);
    }

    /**
     * Seals every credential anew, of all tenants, and the keys that sign receipts, if an older key of the keyring sealed them, while connections are in use: nobody waits, and what is renewed
     * meanwhile stays. It goes through the store one by one in this thread, maybe for minutes. After a kill, an exception or an
     * interruption run it again: what is done is not done twice. Several nodes may run it at once; that is of no use, but does no harm.
     *
     * <p>All nodes need the new primary key before, or those that haven't go on sealing with the older one. Remove the older one when a run
     * says {@link Resealing#foundNothingOld()} and ten minutes later, for the consents that were under way. {@code keys.md} has all steps.
     *
     * @param progress called in this thread after each connection; what it throws ends the run
     * @return how many were sealed anew, and which could not be: those are left as they are, and keep none of the others from it
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted; run it again
     * @throws StoreException if the store can't be listed or written; run it again
     * @throws IllegalStateException if this is a view of one tenant: it would show that there are others
     */
    public Resealing reseal(Consumer<Resealing> progress) {
        if (tenant.isPresent()) {
            throw new IllegalStateException(
                    "Sealing anew is done for all tenants at once: call it on connections() and not on a tenant's view.");
        }
        return shared.records()
                .reseal(shared.safe(), shared.settings().signing(), Objects.requireNonNull(progress, "progress"));
    }

    /**
     * A handle to work with one connection. Opening it asks no provider.
     *
     * @param id which connection
     * @return the handle
     * @throws IllegalArgumentException if there is no such connection
     */
    public Connection open(ConnectionId id) {
        Stored record = stored(id);
        return new Connection(record.info(), shared.open().live(record), shared.settings());
    }

    /**
     * Ends a connection: has the provider withdraw the credential, and erases everything that is stored of it, the journal included. From
     * the moment it is called nobody can use the connection any more, on any node.
     *
     * <p>If the provider could not be asked, the answer says so, and the connection is still listed as {@link ConnectionState#DISCONNECTED}:
     * its sealed credential is kept for one thing only, to disconnect again and so try again. {@link #forget} erases it without.
     *
     * <p>If another connection was made with the very same credential, that one needs to be reconnected then.
     *
     * <p>An offboarding that has not ended doesn't hold it up: access has to end when the customer says so, and without a credential nothing
     * could be settled any more. But its journal is erased with everything else, so the answer names each one and its leaver. To settle
     * them first, ask {@code connection(id).users().openRequests()} before.
     *
     * <p>Once it has returned, no request begins any more through this {@code Gangway}, and through another one that shares the store no
     * request of {@code Users} that changes something. Whatever else a handle there does, reading and the provider's own client, ends when
     * it next needs a token, and after 30 seconds at the latest. All of that is an {@code IllegalStateException}. What had been begun by
     * then, on the wire or waiting for its turn there, may still take effect.
     *
     * @param id which connection
     * @return whether the provider withdrew the credential and, if not, what to do; and the offboardings that were cut off
     * @throws IllegalArgumentException if there is no such connection
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted before the provider has answered; disconnect again
     * @throws StoreException if the store can't be written; disconnect again
     */
    public Disconnection disconnect(ConnectionId id) {
        return end(id, it -> new Ending(shared).disconnect(it, actor));
    }

    /**
     * Erases what is left of a connection that was ended and whose credential the provider could not be asked to withdraw. The credential
     * may still be alive then: have an admin remove the app in the provider's console.
     *
     * @param id which connection
     * @return what may still be alive
     * @throws IllegalArgumentException if there is no such connection
     * @throws IllegalStateException if it isn't {@link ConnectionState#DISCONNECTED}: {@link #disconnect} first
     * @throws StoreException if the store can't be written; forget it again
     */
    public Disconnection forget(ConnectionId id) {
        return end(id, it -> new Ending(shared).forget(it));
    }

    private Disconnection end(ConnectionId id, Function<Stored, Disconnection> how) {
        Objects.requireNonNull(id, "id");
        shared.open().requireOpen();
        Stored record;
        try {
            record = mine(id).orElseThrow(() -> OpenConnections.noSuch(id));
        } catch (StoreException damaged) {
            if (!shared.records().isDamaged(id)) {
                throw damaged; // it could not be read just now, which is no reason to erase it
            }
            Optional<TenantId> whose = shared.names().tenantOf(id);
            if (!whose.map(this::isMine).orElse(tenant.isEmpty())) {
                throw OpenConnections.noSuch(id);
            }
            shared.connectors().keySet().forEach(it -> require(Action.DISCONNECT, whose.orElse(TenantId.DEFAULT), it));
            return new Ending(shared)
                    .erase(
                            id,
                            new Revocation(
                                    Revocation.State.FAILED,
                                    "The provider could not be asked to withdraw the credential ("
                                            + damaged.getMessage()
                                            + "). Have an admin remove the app in the provider's console."));
        }
        require(Action.DISCONNECT, record.info().tenant(), record.info().connector());
        return how.apply(record);
    }

    /**
     * Does what is due without anybody's call: announces credentials that expire soon or have expired, and clears away consents that nobody
     * gave in time. It asks no provider. Call it once an hour or so, from one node or from all, on any view: it is done for all tenants.
     *
     * @throws StoreException if the store is out of reach, or in the end if a record is damaged (which a tenant's view doesn't
     *     tell); the others are done by then
     */
    public void sweep() {
        shared.open().requireOpen();
        shared.authorizations().eraseExpired();
        shared.names().eraseOrphans();
        Optional<StoreException> trouble = Optional.empty();
        for (ConnectionId id : shared.records().ids()) {
            try {
                shared.records().find(id).ifPresent(it -> Expiry.announced(shared, it));
            } catch (StoreException damaged) {
                trouble = Optional.of(damaged);
            }
        }
        if (trouble.isPresent() && tenant.isEmpty()) {
            throw trouble.get();
        }
    }

    /** Closes all open connections, of all views; what is stored stays. Closing twice does nothing. */
    @Override
    public void close() {
        shared.close();
    }

    private Establishment establishment() {
        return new Establishment(shared);
    }

    /** Makes a connection under a name that is taken first, and given back if nothing comes of it. */
    private ConnectionInfo named(ConnectionId id, TenantId whose, String name, Supplier<ConnectionInfo> making) {
        shared.names().claim(whose, name, id);
        try {
            return making.get();
        } catch (RuntimeException failed) {
            releaseUnlessMade(whose, name, id);
            throw failed;
        }
    }

    /** A store that failed may have written the connection: the name is then its own, or swept away if it isn't there. */
    private void releaseUnlessMade(TenantId whose, String name, ConnectionId id) {
        try {
            if (shared.records().find(id).isEmpty()) {
                shared.names().release(whose, name, id);
            }
        } catch (StoreException unknown) {
            LOGGER.debug("Whether connection {} was made isn't known; its name stays taken for now.", id);
        }
    }

    /** Whom a new connection is for. */
    private TenantId owner() {
        return tenant.orElse(TenantId.DEFAULT);
    }

    private boolean isMine(TenantId whose) {
        return tenant.map(whose::equals).orElse(true);
    }

    /** A connection of this view that can be used. */
    private Stored stored(ConnectionId id) {
        Objects.requireNonNull(id, "id");
        shared.open().requireOpen();
        Stored record = mine(id).orElseThrow(() -> OpenConnections.noSuch(id));
        if (record.isEnded()) {
            throw new IllegalArgumentException("The connection " + id
                    + " is disconnected; only disconnect(id) again and forget(id) are left for it.");
        }
        return record;
    }

    /** A connection of this view; to it, a damaged one of another tenant isn't there either. */
    private Optional<Stored> mine(ConnectionId id) {
        Objects.requireNonNull(id, "id");
        Optional<Stored> record;
        try {
            record = shared.records().find(id);
        } catch (StoreException unreadable) {
            if (tenant.isPresent() && !shared.names().tenantOf(id).equals(tenant)) {
                return Optional.empty();
            }
            throw unreadable;
        }
        if (record.filter(it -> !it.isEnded()).isEmpty()) {
            shared.open().drop(id);
        }
        return record.filter(it -> isMine(it.info().tenant()));
    }

    private Connections as(Optional<String> who) {
        return new Connections(shared, tenant, who);
    }

    private void require(Action action, TenantId whose, ConnectorId connector) {
        Optional<String> refusal;
        try {
            refusal = shared.settings().permissions().refuse(action, actor, whose, connector);
        } catch (RuntimeException failed) {
            throw new PermissionDeniedException(
                    "Whether it is permitted to " + action.words() + " could not be found out ("
                            + failed.getClass().getName() + "), so it was refused. Nothing was stored or sent.",
                    failed);
        }
        refusal.ifPresent(why -> {
            throw new PermissionDeniedException("It is not permitted to " + action.words() + ". " + why, null);
        });
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
