package dev.gangway.testkit;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A store that leaves everything to another; broken ones change a method. */
class ForwardingStore implements Store {

    final Store inner;

    ForwardingStore(Store inner) {
        this.inner = inner;
    }

    @Override
    public Optional<Versioned> get(String key) {
        return inner.get(key);
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        return inner.compareAndSet(key, expectedVersion, data);
    }

    @Override
    public List<String> list(String prefix) {
        return inner.list(prefix);
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        return inner.lease(name, duration);
    }

    /** A lease that leaves everything to another. */
    static class ForwardingLease implements Lease {
        final Lease inner;

        ForwardingLease(Lease inner) {
            this.inner = inner;
        }

        @Override
        public boolean isHeld() {
            return inner.isHeld();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
