package dev.gangway.testkit;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A store as a node sees it that may die; a dead node gives no lease back. */
record MortalStore(Store inner, Fate fate) implements Store {
    @Override
    public Optional<Versioned> get(String key) {
        return fate.around(() -> inner.get(key));
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        return fate.around(() -> inner.compareAndSet(key, expectedVersion, data));
    }

    @Override
    public List<String> list(String prefix) {
        return fate.around(() -> inner.list(prefix));
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        return fate.around(() -> inner.lease(name, duration)).map(lease -> new Lease() {
            @Override
            public boolean isHeld() {
                return lease.isHeld();
            }

            @Override
            public void close() {
                if (!fate.isDead()) {
                    lease.close();
                }
            }
        });
    }
}
