package dev.gangway.figures;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A store on which a process can end before and after everything that it changes there; reading changes nothing. Thread-safe. */
record HaltingStore(Store store, Halt halt) implements Store {

    @Override
    public Optional<Versioned> get(String key) {
        return store.get(key);
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        return halt.around(() -> store.compareAndSet(key, expectedVersion, data));
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        return halt.around(() -> store.lease(name, duration)).map(lease -> new Lease() {
            @Override
            public boolean isHeld() {
                return lease.isHeld();
            }

            @Override
            public void close() {
                halt.around(() -> {
                    lease.close();
                    return lease;
                });
            }
        });
    }
}
