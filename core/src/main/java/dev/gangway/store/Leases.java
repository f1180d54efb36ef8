package dev.gangway.store;

import dev.gangway.error.GangwayException;
import dev.gangway.error.StoreException;
import dev.gangway.store.Store.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Leases made of a compare-and-set and a clock that is the same for all nodes. A lease is a record that says when it expires; whoever
 * writes that record has the lease, and its version is the proof. The record's key starts with a space, so it is no key of a user.
 */
final class Leases {

    /** The start of the keys of leases; keys of users don't have this character, and all theirs come after it. */
    static final String PREFIX = " ";

    private static final byte[] NOTHING = {};
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    /** The clocks of this node: one that may be set, and one that counts nanoseconds and may stand still while the machine sleeps. */
    record NodeTime(InstantSource clock, LongSupplier nanos) {
        static final NodeTime SYSTEM = new NodeTime(InstantSource.system(), System::nanoTime);

        /** One clock for both. */
        static NodeTime of(InstantSource clock) {
            return new NodeTime(clock, () -> 0);
        }
    }

    private final CheckedStore store;
    private final NodeTime node;
    private final AtomicBoolean swept = new AtomicBoolean();

    Leases(CheckedStore store, NodeTime node) {
        this.store = store;
        this.node = node;
    }

    Optional<Lease> take(String name, Duration duration) {
        if (swept.compareAndSet(false, true)) {
            sweep();
        }
        String key = PREFIX + name;
        Stopwatch asked = new Stopwatch(node);
        Optional<Versioned> before = store.read(key);
        Instant now = store.now();
        if (before.isPresent() && now.isBefore(expiry(before.get()))) {
            return Optional.empty();
        }
        Instant expiry = now.plus(duration).plusMillis(1); // the clock may have been cut to whole milliseconds
        OptionalLong mine = store.swap(
                key,
                before.map(Versioned::version).orElse(0L),
                Long.toString(expiry.toEpochMilli()).getBytes(StandardCharsets.US_ASCII));
        return mine.isPresent() ? Optional.of(new Held(key, mine.getAsLong(), asked, duration)) : Optional.empty();
    }

    private static Instant expiry(Versioned lease) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(new String(lease.data(), StandardCharsets.US_ASCII)));
        } catch (NumberFormatException damaged) {
            throw new StoreException(
                    "The record of a lease is damaged; look for who else writes to this store.", damaged);
        }
    }

    /** A node that dies leaves its leases behind, and a name may never be asked for again; the next node to start clears them away. */
    private void sweep() {
        Instant old = store.now().minus(LEFT_BEHIND);
        for (String key : store.keys(PREFIX)) {
            store.read(key)
                    .filter(it -> expiry(it).isBefore(old))
                    .ifPresent(it -> store.swap(key, it.version(), NOTHING));
        }
    }

    /** Time since it was made, by whichever of the node's clocks went further: a pause that one of them missed still counts. */
    private record Stopwatch(NodeTime time, Instant startInstant, long startNanos) {
        Stopwatch(NodeTime time) {
            this(time, time.clock().instant(), time.nanos().getAsLong());
        }

        Duration elapsed() {
            Duration byClock = Duration.between(startInstant, time.clock().instant());
            Duration byNanos = Duration.ofNanos(time.nanos().getAsLong() - startNanos);
            return byClock.compareTo(byNanos) > 0 ? byClock : byNanos;
        }
    }

    private final class Held implements Lease {
        private final String key;
        private final long version;
        private final Stopwatch asked;
        private final Duration trusted;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(String key, long version, Stopwatch asked, Duration duration) {
            this.key = key;
            this.version = version;
            this.asked = asked;
            this.trusted = duration.minus(duration.dividedBy(100)); // clocks of nodes don't run at quite the same pace
        }

        @Override
        public boolean isHeld() {
            return !closed.get() && asked.elapsed().compareTo(trusted) < 0;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                try {
                    store.swap(key, version, NOTHING);
                } catch (GangwayException unreachable) {
                    // It ends when it expires; whoever did the work has its result to tell, not this.
                }
            }
        }
    }
}
