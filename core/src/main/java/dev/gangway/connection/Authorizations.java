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
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Consents under way. Of the state only a hash is stored, the PKCE verifier is sealed, and each is used up by the first who comes back with
 * it, whatever comes of it.
 */
final class Authorizations {

    static final Duration VALID_FOR = Duration.ofMinutes(10);
    private static final String PREFIX = "authorization/";

    private final Store store;
    private final Envelope envelope;
    private final Time time;

    Authorizations(Store store, Envelope envelope, Time time) {
        this.store = store;
        this.envelope = envelope;
        this.time = time;
    }

    record Pending(ConnectorId connector, String name, URI redirectUri, Pkce pkce) {}

    Instant begin(State state, Pending pending) {
        eraseExpired();
        String key = PREFIX + state.fingerprint();
        Instant expiresAt = time.instant().plus(VALID_FOR);
        JsonObject json = JsonObject.EMPTY
                .with("connector", pending.connector().value())
                .with("name", pending.name())
                .with("redirectUri", pending.redirectUri().toString())
                .with("verifier", envelope.seal(key, pending.pkce().verifier()))
                .with("expiresAt", expiresAt);
        if (store.compareAndSet(key, 0, json.write().getBytes(StandardCharsets.UTF_8))
                .isEmpty()) {
            throw new StoreException(
                    "The store has a record " + key + " already, so the consent was not asked for. Start again.", null);
        }
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
                throw expired("The consent took longer than " + VALID_FOR.toMinutes() + " minutes.");
            }
            return new Pending(
                    ConnectorId.of(json.requiredText("connector")),
                    json.requiredText("name"),
                    URI.create(json.requiredText("redirectUri")),
                    new Pkce(envelope.open(key, json.requiredText("verifier"))));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new StoreException("The record " + key + " was damaged. Start the connection again.", null);
        }
    }

    /** An abandoned consent leaves nothing behind: the next one clears it away, unless another node was quicker. */
    private void eraseExpired() {
        for (String key : store.list(PREFIX)) {
            store.get(key)
                    .filter(this::isOver)
                    .ifPresent(record -> store.compareAndSet(key, record.version(), new byte[0]));
        }
    }

    /** A record that can't be read is of no use to anybody, and keeps nobody from connecting. */
    private boolean isOver(Versioned record) {
        try {
            return isExpired(json(record));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            return true;
        }
    }

    private boolean isExpired(JsonObject json) {
        return !time.instant().isBefore(json.instant("expiresAt").orElseThrow());
    }

    private static JsonObject json(Versioned record) {
        return JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
    }

    private static ConnectFailedException expired(String what) {
        return new ConnectFailedException(
                new Diagnosis(Problem.CONSENT_EXPIRED, what, "Start the connection again.", Who.TEAM_ADMIN));
    }
}
