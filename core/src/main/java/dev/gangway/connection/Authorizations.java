package dev.gangway.connection;

import dev.gangway.connector.ConnectorId;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.oauth.Pkce;
import dev.gangway.oauth.State;
import dev.gangway.store.Envelope;
import dev.gangway.store.Slot;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consents under way. Of the state only a hash is stored, the PKCE verifier is sealed, and each is used up by the first who comes back with
 * it, whatever comes of it.
 */
final class Authorizations {

    static final Duration VALID_FOR = Duration.ofMinutes(10);
    private static final Logger LOGGER = LoggerFactory.getLogger(Authorizations.class);
    private static final String PREFIX = "authorization/";

    private final Store store;
    private final Envelope envelope;
    private final Time time;
    private final Ledger ledger;

    Authorizations(Store store, Envelope envelope, Time time, Ledger ledger) {
        this.store = store;
        this.envelope = envelope;
        this.time = time;
        this.ledger = ledger;
    }

    /**
     * A consent under way.
     *
     * @param id the connection that it will make, or gives another credential
     * @param again whether that connection is there already
     * @param actor who asked for it
     */
    record Pending(
            ConnectionId id,
            TenantId tenant,
            ConnectorId connector,
            String name,
            boolean again,
            Optional<String> actor,
            URI redirectUri,
            Pkce pkce) {}

    Instant begin(State state, Pending pending) {
        eraseExpired();
        String key = PREFIX + state.fingerprint();
        Instant expiresAt = time.instant().plus(VALID_FOR);
        JsonObject json = JsonObject.EMPTY
                .with("connection", pending.id().value())
                .with("tenant", pending.tenant().value())
                .with("connector", pending.connector().value())
                .with("name", pending.name())
                .with("again", pending.again())
                .with("actor", pending.actor())
                .with("redirectUri", pending.redirectUri().toString())
                .with(
                        "verifier",
                        envelope.seal(
                                slot(key, pending.id(), pending.tenant()),
                                pending.pkce().verifier()))
                .with("expiresAt", expiresAt);
        if (store.compareAndSet(key, 0, json.write().getBytes(StandardCharsets.UTF_8))
                .isEmpty()) {
            throw new StoreException(
                    "The store has a record " + key + " already, so the consent was not asked for. Start again.", null);
        }
        tell(
                pending.again(),
                new ConnectionEvent(
                        pending.id(),
                        pending.tenant(),
                        pending.name(),
                        pending.connector(),
                        Optional.empty(),
                        ledger.transition(ConnectionState.PENDING, ConnectionCause.CONSENT_ASKED, pending.actor())));
        return expiresAt;
    }

    /** Takes the consent that the state belongs to out of the store: the second who comes with it gets nothing. */
    Pending consume(State state) {
        String key = PREFIX + state.fingerprint();
        Optional<Versioned> record = store.get(key);
        if (record.isEmpty()
                || store.compareAndSet(key, record.get().version(), new byte[0]).isEmpty()) {
            throw expired("This consent was not asked for here, or has been used already.");
        }
        try {
            JsonObject json = json(record.get());
            if (isExpired(json)) {
                tellExpired(json);
                throw expired("The consent took longer than " + VALID_FOR.toMinutes() + " minutes.");
            }
            ConnectionId id = new ConnectionId(json.requiredText("connection"));
            TenantId tenant = new TenantId(json.requiredText("tenant"));
            return new Pending(
                    id,
                    tenant,
                    ConnectorId.of(json.requiredText("connector")),
                    json.requiredText("name"),
                    json.flag("again").orElseThrow(),
                    json.text("actor"),
                    URI.create(json.requiredText("redirectUri")),
                    new Pkce(envelope.open(slot(key, id, tenant), json.requiredText("verifier"))));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new StoreException("The record " + key + " was damaged. Start the connection again.", null);
        }
    }

    /** The consents that can still be given. */
    List<PendingAuthorization> pending() {
        return store.list(PREFIX).stream()
                .map(store::get)
                .flatMap(Optional::stream)
                .filter(record -> !isOver(record))
                .map(record -> shown(json(record)))
                .toList();
    }

    private static PendingAuthorization shown(JsonObject json) {
        return new PendingAuthorization(
                new ConnectionId(json.requiredText("connection")),
                new TenantId(json.requiredText("tenant")),
                json.requiredText("name"),
                ConnectorId.of(json.requiredText("connector")),
                json.flag("again").orElseThrow(),
                json.instant("expiresAt").orElseThrow());
    }

    /** An abandoned consent leaves nothing behind: the next one clears it away, unless another node was quicker. */
    void eraseExpired() {
        for (String key : store.list(PREFIX)) {
            Optional<Versioned> over = store.get(key).filter(this::isOver);
            if (over.isPresent()
                    && store.compareAndSet(key, over.get().version(), new byte[0])
                            .isPresent()) {
                tellExpired(over.get());
            }
        }
    }

    private void tellExpired(Versioned record) {
        try {
            tellExpired(json(record));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            LOGGER.warn("A consent under way that could not be read was erased.");
        }
    }

    private void tellExpired(JsonObject json) {
        PendingAuthorization it = shown(json);
        tell(
                it.reconnection(),
                new ConnectionEvent(
                        it.id(),
                        it.tenant(),
                        it.name(),
                        it.connector(),
                        Optional.of(ConnectionState.PENDING),
                        ledger.transition(ConnectionState.DISCONNECTED, ConnectionCause.CONSENT_EXPIRED)));
    }

    /** A consent for a connection that is there already changes nothing until it is given. */
    private void tell(boolean again, ConnectionEvent event) {
        if (!again) {
            ledger.tell(event);
        }
    }

    /** A consent came to nothing. */
    void tellFailed(Pending pending, Optional<Diagnosis> diagnosis) {
        tell(
                pending.again(),
                new ConnectionEvent(
                        pending.id(),
                        pending.tenant(),
                        pending.name(),
                        pending.connector(),
                        Optional.of(ConnectionState.PENDING),
                        new Transition(
                                ConnectionState.DISCONNECTED,
                                ConnectionCause.CONSENT_FAILED,
                                time.instant(),
                                diagnosis,
                                pending.actor())));
    }

    /** A record that can't be read is of no use to anybody, and keeps nobody from connecting. */
    private boolean isOver(Versioned record) {
        try {
            return !time.instant().isBefore(shown(json(record)).expiresAt());
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            return true;
        }
    }

    private boolean isExpired(JsonObject json) {
        return !time.instant().isBefore(json.instant("expiresAt").orElseThrow());
    }

    /** A consent of one tenant, or for one connection, can't be made into one of another by changing the record. */
    private static Slot slot(String key, ConnectionId id, TenantId tenant) {
        return new Slot(tenant.value(), key, "verifier for connection " + id, 0);
    }

    private static JsonObject json(Versioned record) {
        return JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
    }

    private static ConnectFailedException expired(String what) {
        return new ConnectFailedException(
                new Diagnosis(Problem.CONSENT_EXPIRED, what, "Start the connection again.", Who.TEAM_ADMIN));
    }
}
