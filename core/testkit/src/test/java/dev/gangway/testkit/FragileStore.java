package dev.gangway.testkit;

import dev.gangway.error.StoreException;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A correct store whose records can be damaged and that can be cut off. */
final class FragileStore extends ForwardingStore {

    private final Set<String> damaged = new HashSet<>();
    private boolean cut;

    FragileStore(TestClock clock) {
        super(new InMemoryStore(clock));
    }

    void damage(String key) {
        damaged.add(key);
    }

    void cutOff() {
        cut = true;
    }

    boolean isDamaged(String key) {
        return damaged.contains(key);
    }

    boolean isCut() {
        return cut;
    }

    private void check(String key) {
        if (cut || damaged.contains(key)) {
            throw new StoreException("The record " + key + " can't be read or written.", null);
        }
    }

    @Override
    public Optional<Versioned> get(String key) {
        check(key);
        return super.get(key);
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        check(key);
        return super.compareAndSet(key, expectedVersion, data);
    }

    @Override
    public List<String> list(String prefix) {
        check("");
        return super.list(prefix);
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        check("");
        return super.lease(name, duration).map(lease -> new ForwardingLease(lease) {
            @Override
            public void close() {
                if (!cut) {
                    super.close();
                }
            }

            @Override
            public boolean isHeld() {
                return !cut && super.isHeld();
            }
        });
    }
}
