package dev.gangway.figures;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store on which a node stops for ever at one step of its first refresh, and says so. Thread-safe. */
final class StoppingStore implements Store {

    private final Store store;
    private final Step last;
    private final boolean rotating;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean leased;

    StoppingStore(Store store, Step last, boolean rotating) {
        this.store = store;
        this.last = last;
        this.rotating = rotating;
    }

    private void done(Step step) {
        if (step == last) {
            System.out.println(step);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Optional<Versioned> get(String key) {
        return store.get(key);
    }

    /** Under the lease, a rotating provider's refresh writes the connection twice: that it begins, and the new token. */
    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        boolean ofRefresh = leased && key.startsWith("connection/");
        int number = ofRefresh ? writes.incrementAndGet() + (rotating ? 0 : 1) : 0;
        if (number == 2) {
            done(Step.ANSWERED);
        }
        OptionalLong version = store.compareAndSet(key, expectedVersion, data);
        if (number == 1) {
            done(Step.BEGUN);
        } else if (number == 2) {
            done(Step.SAVED);
        }
        return version;
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        Optional<Lease> lease = store.lease(name, duration);
        if (name.startsWith("refresh/") && lease.isPresent()) {
            leased = true;
            done(Step.LEASED);
        }
        return lease;
    }
}
