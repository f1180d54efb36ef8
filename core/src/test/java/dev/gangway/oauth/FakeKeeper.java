package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.StoreException;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps in memory for any number of cells, each of which stands for a node, and can be told to fail. */
final class FakeKeeper implements Keeper {

    private final InstantSource time;
    private final Store leases;
    private Kept kept;
    private Optional<Instant> refusedAt = Optional.empty();
    final AtomicInteger loads = new AtomicInteger();
    volatile boolean failing;

    FakeKeeper(OAuthTokens tokens, InstantSource time) {
        this.time = time;
        this.leases = new InMemoryStore(time);
        this.kept = new Kept(tokens, 1, Optional.empty());
    }

    @Override
    public synchronized Kept load() {
        loads.incrementAndGet();
        return kept;
    }

    @Override
    public synchronized boolean begin(long generation) {
        if (generation != kept.generation()) {
            return false;
        }
        kept = new Kept(kept.tokens(), generation, Optional.of(time.instant()));
        return true;
    }

    @Override
    public synchronized boolean save(OAuthTokens tokens, long generation) {
        if (failing) {
            throw new StoreException("the disk is full", null);
        }
        if (generation != kept.generation()) {
            return false;
        }
        kept = new Kept(tokens, generation + 1, Optional.empty());
        refusedAt = Optional.empty();
        return true;
    }

    @Override
    public synchronized void refused(long generation) {
        if (generation == kept.generation()) {
            refusedAt = Optional.of(time.instant());
        }
    }

    @Override
    public synchronized Optional<Instant> refusedAt(long generation) {
        return generation == kept.generation() ? refusedAt : Optional.empty();
    }

    @Override
    public Optional<Store.Lease> lease(Duration duration) {
        return leases.lease("refresh", duration);
    }

    /** What a person does who connects again, and another node that renews. */
    synchronized void reconnect(OAuthTokens tokens) {
        kept = new Kept(tokens, kept.generation() + 1, Optional.empty());
        refusedAt = Optional.empty();
    }
}
