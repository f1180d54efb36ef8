package dev.gangway.store;

import dev.gangway.store.Leases.NodeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the stores of this package have in common: checks at the door, and leases that are records, too. */
abstract class CheckedStore implements Store {

    private final Leases leases;

    CheckedStore(NodeTime node) {
        this.leases = new Leases(this, node);
    }

    @Override
    public final Optional<Versioned> get(String key) {
        Limits.checkKey(key);
        return read(key);
    }

    @Override
    public final OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        Limits.checkChange(key, expectedVersion, data);
        return swap(key, expectedVersion, data);
    }

    @Override
    public final List<String> list(String prefix) {
        Limits.checkPrefix(prefix);
        return keys(prefix).stream()
                .filter(key -> !key.startsWith(Leases.PREFIX))
                .toList();
    }

    @Override
    public final Optional<Lease> lease(String name, Duration duration) {
        Limits.checkLease(name, duration);
        return leases.take(name, duration);
    }

    abstract Optional<Versioned> read(String key);

    abstract OptionalLong swap(String key, long expectedVersion, byte[] data);

    /** The keys that start so, those of leases included, sorted by the characters' codes. */
    abstract List<String> keys(String prefix);

    /** The time by a clock that is the same for all nodes. */
    abstract Instant now();
}
