package dev.gangway.connection;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.StoreException;
import dev.gangway.http.SharedPause;
import dev.gangway.oauth.Keeper;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credential of one connection: in memory until the connection is stored, in its record from then on. It notices when the record is
 * gone or has got another credential, whichever node did it. Thread-safe.
 */
final class Custody implements Keeper {

    /** For how long a connection that was seen in the store is taken to be as it was. */
    static final Duration TRUST = Duration.ofSeconds(30);

    private static final Lease ALONE = new Lease();

    private final Shared shared;
    private final boolean evenIfEnded;
    private final AtomicReference<Instant> seenAt;
    private volatile Held held;
    private volatile Runnable whenReplaced = () -> {};

    /** A credential, its generation, and its record once there is one. */
    private record Held(
            Credential credential,
            long generation,
            @Nullable Stored record) {}

    private Custody(Shared shared, Held held, boolean evenIfEnded) {
        this.shared = shared;
        this.held = held;
        this.evenIfEnded = evenIfEnded;
        this.seenAt = new AtomicReference<>(shared.time().instant());
    }

    /** Custody of a credential that isn't stored yet, and may never be. */
    static Custody unstored(Shared shared, Credential credential) {
        return new Custody(shared, new Held(credential, 0, null), false);
    }

    static Custody of(Shared shared, Stored record) {
        return new Custody(shared, opened(shared, record), false);
    }

    /** Custody of the credential of a connection that was ended, to have it withdrawn. */
    static Custody ofEnded(Shared shared, Stored record) {
        return new Custody(shared, opened(shared, record), true);
    }

    private static Held opened(Shared shared, Stored record) {
        return new Held(
                shared.safe().open(record.info().tenant(), record.info().id(), record.credential()),
                record.credential().generation(),
                record);
    }

    /** The credential as last known here. */
    Credential credential() {
        return held.credential();
    }

    /** Which grant it belongs to; 0 while it isn't stored. */
    long grant() {
        return record().map(it -> it.credential().grant()).orElse(0L);
    }

    /** The record as last seen here; empty while there is none. */
    Optional<Stored> record() {
        return Optional.ofNullable(held.record());
    }

    /** Which connection it belongs to; empty while it isn't stored. */
    Optional<ConnectionId> id() {
        return record().map(it -> it.info().id());
    }

    /** Told when somebody has put another credential in the place of this one. */
    void whenReplaced(Runnable action) {
        whenReplaced = action;
    }

    /** The record as it is now: from now on it keeps the credential, which may be another than before. */
    void saw(Stored record) {
        Held now = held;
        long generation = record.credential().generation();
        if (now.record() == null || generation == now.generation()) {
            held = new Held(now.credential(), generation, record);
        } else if (generation > now.generation()) {
            held = opened(shared, record);
            whenReplaced.run();
        }
        seenAt.set(shared.time().instant());
    }

    @Override
    public Kept load() {
        Held now = held;
        if (now.record() != null) {
            now = opened(shared, there(now.record().info().id(), "nothing was sent."));
            held = now;
        }
        return new Kept(
                (OAuthTokens) now.credential(),
                now.generation(),
                record().flatMap(it -> it.credential().renewalBegun()));
    }

    @Override
    public boolean begin(long generation) {
        return swap(
                generation,
                record -> shared.safe().renewalBegun(record, shared.time().instant()));
    }

    @Override
    public boolean save(OAuthTokens tokens, long generation) {
        Held now = held;
        if (now.record() == null) {
            held = new Held(tokens, now.generation(), null);
            return true;
        }
        boolean saved = swap(generation, it -> shared.safe().renewed(it, tokens));
        if (saved) {
            held = new Held(tokens, generation + 1, held.record());
        }
        return saved;
    }

    /** Changes the sealed credential if it is still of the generation; false, and nothing written, if it isn't. */
    private boolean swap(long generation, Function<Stored, SealedCredential> change) {
        Stored record = held.record();
        if (record == null) {
            return true;
        }
        AtomicReference<@Nullable SealedCredential> mine = new AtomicReference<>();
        ConnectionId id = record.info().id();
        Stored after = shared.ledger()
                .change(id, it -> {
                    mine.set(null);
                    if (it.credential().generation() != generation || isEnded(it)) {
                        return it;
                    }
                    SealedCredential changed = change.apply(it);
                    mine.set(changed);
                    return it.credential(changed);
                })
                .filter(it -> !isEnded(it))
                .orElseThrow(() -> gone(id, "its new token is not kept."));
        boolean swapped = mine.get() != null;
        if (swapped) {
            Held now = held;
            held = new Held(now.credential(), now.generation(), after);
        }
        return swapped;
    }

    @Override
    public void refused(long generation) {
        swap(generation, record -> record.credential().refusedAt(shared.time().instant()));
    }

    @Override
    public Optional<Instant> refusedAt(long generation) {
        return record().map(Stored::credential)
                .filter(it -> it.generation() == generation)
                .flatMap(SealedCredential::refusedAt);
    }

    @Override
    public Optional<Store.Lease> lease(Duration duration) {
        return record().map(it ->
                        shared.settings().store().lease("refresh/" + it.info().id(), duration))
                .orElse(Optional.of(ALONE));
    }

    /** Until when the provider wants to be left alone, shared with all nodes once the connection is stored. */
    SharedPause pause() {
        return new SharedPause() {
            @Override
            public Optional<Instant> until() {
                return inStore().flatMap(SharedPause::until);
            }

            @Override
            public void hold(Instant until) {
                inStore().ifPresent(it -> it.hold(until));
            }

            private Optional<SharedPause> inStore() {
                return record().map(it -> SharedPause.in(
                        shared.settings().store(), Records.pauseKey(it.info().id())));
            }
        };
    }

    /**
     * Directly before a request: looks from time to time whether the connection is still there, and as it was. A store that can't be read
     * stops nothing here; what changes something can't go on without it anyway.
     */
    void beforeRequest() {
        Instant seen = Objects.requireNonNull(seenAt.get());
        Instant now = shared.time().instant();
        if (record().isEmpty() || now.isBefore(seen.plus(TRUST)) || !seenAt.compareAndSet(seen, now)) {
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
        record().ifPresent(it -> saw(Expiry.announced(shared, there(it.info().id(), otherwise))));
    }

    private Stored there(ConnectionId id, String otherwise) {
        return shared.records().find(id).filter(it -> !isEnded(it)).orElseThrow(() -> gone(id, otherwise));
    }

    private boolean isEnded(Stored record) {
        return record.info().state() == ConnectionState.DISCONNECTED && !evenIfEnded;
    }

    private IllegalStateException gone(ConnectionId id, String what) {
        shared.open().drop(id);
        return new IllegalStateException("The connection " + id + " was disconnected; " + what);
    }

    /** Nobody else knows of a connection that isn't stored. */
    private static final class Lease implements Store.Lease {
        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public void close() {}
    }
}
