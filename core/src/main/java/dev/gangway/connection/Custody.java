package dev.gangway.connection;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.StoreException;
import dev.gangway.http.SharedPause;
import dev.gangway.oauth.Keeper;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credential of one connection: in its record, or in memory while it is tried out. It notices when the record is
 * gone or has got another credential, whichever node did it. Thread-safe.
 */
final class Custody implements Keeper {

    /** For how long a connection that was seen in the store is taken to be as it was. */
    static final Duration TRUST = Duration.ofSeconds(30);

    private static final Lease ALONE = new Lease();

    private final Shared shared;
    private final boolean evenIfEnded;
    private final AtomicReference<Instant> seenAt;
    private final AtomicReference<Held> held;
    private volatile Consumer<Held> whenReplaced = it -> {};

    /** A credential, its generation, and its record if there is one. */
    record Held(
            Credential credential,
            long generation,
            @Nullable Stored record) {

        /** Which grant it belongs to; 0 if it isn't stored. */
        long grant() {
            return record == null ? 0 : record.credential().grant();
        }
    }

    private Custody(Shared shared, Held held, boolean evenIfEnded) {
        this.shared = shared;
        this.held = new AtomicReference<>(held);
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
        return held().credential();
    }

    /** Which grant it belongs to; 0 if it isn't stored. */
    long grant() {
        return held().grant();
    }

    /** The record as last seen here; empty if there is none. */
    Optional<Stored> record() {
        return Optional.ofNullable(held().record());
    }

    private Held held() {
        return Objects.requireNonNull(held.get());
    }

    /** Which connection it belongs to; empty if it isn't stored. */
    Optional<ConnectionId> id() {
        return record().map(it -> it.info().id());
    }

    /** Told what somebody has put in the place of this grant, before it is held here. */
    void whenReplaced(Consumer<Held> action) {
        whenReplaced = action;
    }

    /** The record as it was read or written just now; it may hold another credential. One that was ended ends the work here. */
    void saw(Stored record) {
        if (isEnded(record)) {
            shared.open().drop(record.info().id());
            return;
        }
        take(record);
        seenAt.set(shared.time().instant());
    }

    /** Holds what is newer: threads come with what they have read in any order. */
    private Held take(Stored record) {
        Held now = held();
        long generation = record.credential().generation();
        if (generation < now.generation()) {
            return now;
        }
        if (generation == now.generation()) {
            return hold(new Held(now.credential(), generation, record));
        }
        Held next = opened(shared, record);
        if (next.grant() != now.grant()) {
            whenReplaced.accept(next);
        }
        return hold(next);
    }

    private Held hold(Held next) {
        return Objects.requireNonNull(held.updateAndGet(now -> now.generation() > next.generation() ? now : next));
    }

    @Override
    public Kept load() {
        Held now = record().map(it -> take(there(it.info().id(), "nothing was sent.")))
                .orElseGet(this::held);
        if (now.credential() instanceof OAuthTokens tokens) {
            return new Kept(
                    tokens,
                    now.generation(),
                    Optional.ofNullable(now.record())
                            .flatMap(it -> it.credential().renewalBegun()));
        }
        throw new CredentialRejectedException(
                "The connection has got another kind of credential meanwhile; call again.", Optional.empty());
    }

    @Override
    public boolean begin(long generation) {
        return record().isEmpty()
                || swap(
                                generation,
                                it -> shared.safe()
                                        .renewalBegun(it, shared.time().instant()))
                        .map(this::take)
                        .isPresent();
    }

    @Override
    public boolean save(OAuthTokens tokens, long generation) {
        if (record().isEmpty()) {
            hold(new Held(tokens, generation, null));
            return true;
        }
        return swap(generation, it -> shared.safe().renewed(it, tokens))
                .map(it -> hold(new Held(tokens, generation + 1, it)))
                .isPresent();
    }

    /** Changes the sealed credential if it is still of the generation; empty, and nothing written, if it isn't. */
    private Optional<Stored> swap(long generation, Function<Stored, SealedCredential> change) {
        AtomicReference<@Nullable SealedCredential> mine = new AtomicReference<>();
        ConnectionId id = id().orElseThrow();
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
        return mine.get() == null ? Optional.empty() : Optional.of(after);
    }

    @Override
    public void refused(long generation) {
        if (record().isPresent()) {
            swap(generation, it -> it.credential().refusedAt(shared.time().instant()))
                    .ifPresent(this::take);
        }
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

    /** Until when the provider wants to be left alone, shared with all nodes if the connection is stored. */
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
        return record.isEnded() && !evenIfEnded;
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
