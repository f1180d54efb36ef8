package dev.gangway.assistance;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.oauth.State;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links by which partners sign in. Each can be redeemed once, on whatever node: the record is erased by a compare-and-set, and of any number
 * who try at the same time one gets it. Looking uses nothing up, so mail scanners that open each link do no harm. Thread-safe.
 */
final class SignInLinks {

    static final int MINUTES = 15;
    static final Duration VALID_FOR = Duration.ofMinutes(MINUTES);

    private static final String PREFIX = "assistance-link/";

    private static final Logger LOGGER = LoggerFactory.getLogger(SignInLinks.class);

    private final Store store;
    private final Time time;

    SignInLinks(Store store, Time time) {
        this.store = store;
        this.time = time;
    }

    /** Whose link it is. */
    record Target(String connectionId, String grantId) {}

    /**
     * Makes a link.
     *
     * @param until when the grant ends, which the link doesn't outlive
     */
    SignInLink create(Target target, Instant until) {
        eraseExpired();
        State code = State.random();
        Instant longest = time.instant().plus(VALID_FOR);
        Instant expiresAt = longest.isBefore(until) ? longest : until;
        JsonObject json = JsonObject.EMPTY
                .with("connection", target.connectionId())
                .with("grant", target.grantId())
                .with("expiresAt", expiresAt);
        String key = PREFIX + code.fingerprint();
        if (store.compareAndSet(key, 0, json.write().getBytes(StandardCharsets.UTF_8))
                .isEmpty()) {
            throw new StoreException(
                    "The store has a record " + key + " already, so no link was made. Make another.", null);
        }
        return new SignInLink(code.value(), expiresAt);
    }

    /** Whose link it is, if it can still be redeemed. Changes nothing. */
    Optional<Target> look(Secret code) {
        return store.get(key(code)).flatMap(this::valid);
    }

    /** A link that was used up. */
    record Taken(Target target, Versioned record) {}

    /** Uses the link up. Empty if somebody was first, or if it has expired or never was: a guesser doesn't learn which. */
    Optional<Taken> redeem(Secret code) {
        Optional<Versioned> record = store.get(key(code));
        return record.isPresent()
                        && store.compareAndSet(key(code), record.get().version(), new byte[0])
                                .isPresent()
                ? valid(record.get()).map(it -> new Taken(it, record.get()))
                : Optional.empty();
    }

    /** Makes a link usable again that led nowhere yet, until it expires. If that fails, another has to be made. */
    void giveBack(Secret code, Taken taken) {
        try {
            store.compareAndSet(key(code), 0, taken.record().data());
        } catch (StoreException lost) {
            LOGGER.warn("A sign-in link that led nowhere could not be given back.");
        }
    }

    /** Makes all links of a grant worthless. */
    void erase(String grantId) {
        eraseIf(it -> parsed(it)
                .filter(link -> link.target().grantId().equals(grantId))
                .isPresent());
    }

    private void eraseExpired() {
        eraseIf(it -> valid(it).isEmpty());
    }

    private void eraseIf(Predicate<Versioned> which) {
        for (String key : store.list(PREFIX)) {
            store.get(key).filter(which).ifPresent(it -> store.compareAndSet(key, it.version(), new byte[0]));
        }
    }

    private static String key(Secret code) {
        return PREFIX + new State(code).fingerprint();
    }

    private Optional<Target> valid(Versioned record) {
        return parsed(record)
                .filter(it -> time.instant().isBefore(it.expiresAt()))
                .map(Parsed::target);
    }

    private record Parsed(Target target, Instant expiresAt) {}

    /** Empty for a damaged record, which lets nobody in. */
    private static Optional<Parsed> parsed(Versioned record) {
        try {
            JsonObject json = JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
            return Optional.of(new Parsed(
                    new Target(json.requiredText("connection"), json.requiredText("grant")),
                    json.instant("expiresAt").orElseThrow()));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
