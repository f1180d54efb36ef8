package dev.gangway.connection;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.oauth.Keeper;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The credential of one connection: in memory until the connection is stored, in its record from then on. It notices when the record is
 * gone, whichever node erased it. Thread-safe.
 */
final class Custody implements Keeper {

    /** For how long a connection that was seen in the store is taken to be there. */
    static final Duration TRUST = Duration.ofSeconds(30);

    private final Records records;
    private final Time time;
    private final Consumer<ConnectionId> whenGone;
    private final AtomicReference<Instant> seenAt;
    private volatile Credential credential;
    private volatile Optional<ConnectionId> stored = Optional.empty();

    /**
     * Custody of a connection that isn't stored yet.
     *
     * @param whenGone told when the record of the connection, once stored, is found to be gone
     */
    Custody(Credential credential, Records records, Time time, Consumer<ConnectionId> whenGone) {
        this.credential = credential;
        this.records = records;
        this.time = time;
        this.whenGone = whenGone;
        this.seenAt = new AtomicReference<>(time.instant());
    }

    /** The credential as last known here. */
    Credential credential() {
        return credential;
    }

    /** From now on the connection's record keeps the credential. */
    void storedAs(ConnectionId id) {
        stored = Optional.of(id);
    }

    @Override
    public Kept load() {
        OAuthTokens tokens = (OAuthTokens) stored.map(id -> records.find(id)
                        .orElseThrow(() -> gone(id, "nothing was sent."))
                        .credential())
                .orElse(credential);
        return new Kept(tokens, 0, Optional.empty());
    }

    @Override
    public boolean begin(long generation) {
        return true;
    }

    @Override
    public boolean save(OAuthTokens tokens, long generation) {
        credential = tokens;
        stored.ifPresent(id -> {
            if (!records.change(id, kept -> new Records.Kept(kept.info(), tokens))) {
                throw gone(id, "its new token is not kept.");
            }
        });
        return true;
    }

    @Override
    public Optional<Store.Lease> lease(Duration duration) {
        return Optional.of(new Store.Lease() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public void close() {}
        });
    }

    /**
     * Directly before a request: looks from time to time whether the connection is still there. A store that can't be read stops nothing
     * here; what changes something can't go on without it anyway.
     */
    void beforeRequest() {
        Instant seen = Objects.requireNonNull(seenAt.get());
        Instant now = time.instant();
        if (stored.isEmpty() || now.isBefore(seen.plus(TRUST)) || !seenAt.compareAndSet(seen, now)) {
            return;
        }
        try {
            requireThere("nothing was sent.");
        } catch (StoreException unreadable) {
            // asked again after a while
        }
    }

    /** Looks now whether the connection is still there. */
    void requireThere(String otherwise) {
        stored.filter(id -> !records.exist(id)).ifPresent(id -> {
            throw gone(id, otherwise);
        });
    }

    private IllegalStateException gone(ConnectionId id, String what) {
        whenGone.accept(id);
        return new IllegalStateException("The connection " + id + " was disconnected; " + what);
    }
}
