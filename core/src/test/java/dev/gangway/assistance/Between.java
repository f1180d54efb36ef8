package dev.gangway.assistance;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A store with something in between. */
class Between implements Store {
    private final Store store;

    Between(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Versioned> get(String key) {
        return store.get(key);
    }

    @Override
    public OptionalLong compareAndSet(String key, long version, byte[] data) {
        return store.compareAndSet(key, version, data);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        return store.lease(name, duration);
    }
}
