package dev.gangway.testkit;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * A store in which something else happens in between: a hook runs once, right after a record whose key starts so was read, written or
 * erased.
 */
final class HookedStore implements Store {

    private record Hook(String prefix, Runnable action) {}

    private final Store inner;
    private final Queue<Hook> afterReading = new ArrayDeque<>();
    private final Queue<Hook> afterWriting = new ArrayDeque<>();
    private final Queue<Hook> afterErasing = new ArrayDeque<>();

    HookedStore(Store inner) {
        this.inner = inner;
    }

    /** Hooks wait for their turn: the second runs after the next such reading. */
    void afterReading(String prefix, Runnable action) {
        afterReading.add(new Hook(prefix, action));
    }

    void afterWriting(String prefix, Runnable action) {
        afterWriting.add(new Hook(prefix, action));
    }

    void afterErasing(String prefix, Runnable action) {
        afterErasing.add(new Hook(prefix, action));
    }

    boolean allHooksRan() {
        return afterReading.isEmpty() && afterWriting.isEmpty() && afterErasing.isEmpty();
    }

    private static void run(Queue<Hook> hooks, String key) {
        Hook next = hooks.peek();
        if (next != null && key.startsWith(next.prefix)) {
            hooks.remove();
            next.action.run();
        }
    }

    @Override
    public Optional<Versioned> get(String key) {
        Optional<Versioned> record = inner.get(key);
        run(afterReading, key);
        return record;
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        OptionalLong done = inner.compareAndSet(key, expectedVersion, data);
        run(data.length == 0 ? afterErasing : afterWriting, key);
        return done;
    }

    @Override
    public List<String> list(String prefix) {
        return inner.list(prefix);
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        return inner.lease(name, duration);
    }
}
