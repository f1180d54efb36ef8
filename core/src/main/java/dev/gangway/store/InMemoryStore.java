package dev.gangway.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A store that lives as long as the process: for tests, for trying things out, and where nothing has to survive. Thread-safe. */
public final class InMemoryStore implements Store {

    private final InstantSource time;
    private final TreeMap<String, Versioned> records = new TreeMap<>();
    private final Map<String, MemoryLease> leases = new HashMap<>();
    private long lastVersion;

    /** A store on the machine's clock. */
    public InMemoryStore() {
        this(InstantSource.system());
    }

    /**
     * A store on a given clock.
     *
     * @param time when leases expire
     */
    public InMemoryStore(InstantSource time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    @Override
    public synchronized Optional<Versioned> get(String key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public synchronized boolean compareAndSet(String key, long expectedVersion, byte[] data) {
        if (!key.matches("[\\x21-\\x7e]{1,400}")) {
            throw new IllegalArgumentException("A key has 1 to 400 printable ASCII characters.");
        }
        Versioned current = records.get(key);
        if ((current == null ? 0 : current.version()) != expectedVersion) {
            return false;
        }
        if (data.length == 0) {
            records.remove(key);
        } else {
            lastVersion++;
            records.put(key, new Versioned(lastVersion, data));
        }
        return true;
    }

    @Override
    public synchronized List<String> list(String prefix) {
        return records.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    @Override
    public synchronized Optional<Lease> lease(String name, Duration duration) {
        MemoryLease holder = leases.get(name);
        if (holder != null && holder.isHeld()) {
            return Optional.empty();
        }
        MemoryLease lease = new MemoryLease(name, time.instant().plus(duration));
        leases.put(name, lease);
        return Optional.of(lease);
    }

    private final class MemoryLease implements Lease {
        private final String name;
        private final Instant expiresAt;

        MemoryLease(String name, Instant expiresAt) {
            this.name = name;
            this.expiresAt = expiresAt;
        }

        @Override
        public boolean isHeld() {
            synchronized (InMemoryStore.this) {
                return leases.get(name) == this && time.instant().isBefore(expiresAt);
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryStore.this) {
                leases.remove(name, this);
            }
        }
    }
}
