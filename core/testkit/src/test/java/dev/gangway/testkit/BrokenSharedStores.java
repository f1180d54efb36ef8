package dev.gangway.testkit;

import static dev.gangway.testkit.BrokenStore.nodes;
import static dev.gangway.testkit.BrokenStore.shared;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;

/** Stores that are wrong as soon as several nodes or threads use them. */
final class BrokenSharedStores {

    private BrokenSharedStores() {}

    static List<BrokenStore> all() {
        return List.of(
                shared("ST-36", "A record that is there all the time", Hiding::new),
                nodes("ST-40", "What", Caching::new),
                nodes("ST-41", "by a later node", LooksForward::new),
                looksThenWrites(
                        "ST-42", "after that many increments", (expected, data) -> expected > 0 && data.length > 0),
                looksThenWrites("ST-43", "created one record", (expected, data) -> expected == 0),
                looksThenWrites("ST-44", "erased one record", (expected, data) -> data.length == 0),
                nodes("ST-45", "is one that was written, whole", Tearing::new),
                shared("ST-46", "was read, and after it", Lagging::new),
                nodes("ST-47", "The interrupt flag stays set", correct -> new ForwardingStore(correct) {
                    @Override
                    public Optional<Versioned> get(String key) {
                        Thread.interrupted();
                        return super.get(key);
                    }
                }));
    }

    /** Long enough for another thread to come in between. */
    static void pause() {
        LockSupport.parkNanos(200_000);
    }

    /** Looks whether the version is the expected one, and later writes over whatever is there. */
    private static BrokenStore looksThenWrites(String rule, String reason, BiPredicate<Long, byte[]> when) {
        Map<String, AtomicInteger> looked = new ConcurrentHashMap<>();
        return nodes(rule, reason, correct -> new ForwardingStore(correct) {
            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                if (!when.test(expectedVersion, data)) {
                    return super.compareAndSet(key, expectedVersion, data);
                }
                if (current(key) != expectedVersion) {
                    return OptionalLong.empty();
                }
                AtomicInteger all = looked.computeIfAbsent(key, it -> new AtomicInteger());
                all.incrementAndGet();
                for (int i = 0; i == 0 || (i < 100 && all.get() < 2); i++) {
                    pause(); // until another one has looked, too, however busy the machine is
                }
                OptionalLong version = OptionalLong.empty();
                while (version.isEmpty()) {
                    version = super.compareAndSet(key, current(key), data);
                }
                return version;
            }

            private long current(String key) {
                return inner.get(key).map(Versioned::version).orElse(0L);
            }
        });
    }

    /** Takes a record away before it puts the new one there. */
    private static final class Hiding extends ForwardingStore {
        private final Set<String> hidden = ConcurrentHashMap.newKeySet();

        Hiding(Store inner) {
            super(inner);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            hidden.add(key);
            pause();
            try {
                return super.compareAndSet(key, expectedVersion, data);
            } finally {
                hidden.remove(key);
            }
        }

        @Override
        public List<String> list(String prefix) {
            return super.list(prefix).stream()
                    .filter(key -> !hidden.contains(key))
                    .toList();
        }
    }

    /** Remembers what it read once. */
    private static final class Caching extends ForwardingStore {
        private final Map<String, Optional<Versioned>> read = new ConcurrentHashMap<>();

        Caching(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Versioned> get(String key) {
            return read.computeIfAbsent(key, super::get);
        }
    }

    /** Knows nothing of what was there before it was opened. */
    private static final class LooksForward extends ForwardingStore {
        private final Set<String> before;

        LooksForward(Store inner) {
            super(inner);
            this.before = new HashSet<>(inner.list(""));
        }

        @Override
        public Optional<Versioned> get(String key) {
            return before.contains(key) ? Optional.empty() : super.get(key);
        }
    }

    /** Writes a long record in two parts. */
    private static final class Tearing extends ForwardingStore {
        Tearing(Store inner) {
            super(inner);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            Optional<Versioned> old = inner.get(key);
            if (old.isEmpty()) {
                return super.compareAndSet(key, expectedVersion, data);
            }
            byte[] half = Arrays.copyOf(data, data.length);
            byte[] rest = old.get().data();
            int kept = Math.min(rest.length, data.length) / 2;
            System.arraycopy(rest, rest.length - kept, half, data.length - kept, kept);
            OptionalLong first = super.compareAndSet(key, expectedVersion, half);
            pause();
            return first.isEmpty() ? first : super.compareAndSet(key, first.getAsLong(), data);
        }
    }

    /** Sometimes reads a copy that is behind. */
    private static final class Lagging extends ForwardingStore {
        private final Map<String, Versioned> first = new ConcurrentHashMap<>();
        private final AtomicInteger reads = new AtomicInteger();

        Lagging(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Versioned> get(String key) {
            Optional<Versioned> now = super.get(key);
            now.ifPresent(it -> first.putIfAbsent(key, it));
            return reads.incrementAndGet() % 7 == 0 ? Optional.ofNullable(first.get(key)) : now;
        }
    }
}
