package dev.gangway.store;

import dev.gangway.store.Leases.NodeTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A store that lives as long as the process: for tests, for trying things out, and where nothing has to survive. Thread-safe. */
public final class InMemoryStore extends CheckedStore {

    private final InstantSource time;
    private final TreeMap<String, Versioned> records = new TreeMap<>();
    private long lastVersion;

    /** A store on the machine's clock. */
    public InMemoryStore() {
        this(InstantSource.system(), NodeTime.SYSTEM);
    }

    /**
     * A store on a given clock.
     *
     * @param time when leases expire
     */
    public InMemoryStore(InstantSource time) {
        this(Objects.requireNonNull(time, "time"), NodeTime.of(time));
    }

    private InMemoryStore(InstantSource time, NodeTime node) {
        super(node);
        this.time = time;
    }

    @Override
    synchronized Optional<Versioned> read(String key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    synchronized OptionalLong swap(String key, long expectedVersion, byte[] data) {
        Versioned current = records.get(key);
        if ((current == null ? 0 : current.version()) != expectedVersion) {
            return OptionalLong.empty();
        }
        if (data.length == 0) {
            records.remove(key);
            return OptionalLong.of(0);
        }
        lastVersion++;
        records.put(key, new Versioned(lastVersion, data));
        return OptionalLong.of(lastVersion);
    }

    @Override
    synchronized List<String> keys(String prefix) {
        return records.tailMap(prefix, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    @Override
    Instant now() {
        return time.instant();
    }
}
