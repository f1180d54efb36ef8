package dev.gangway.testkit;

import static dev.gangway.testkit.BrokenStore.nodes;
import static dev.gangway.testkit.BrokenStore.shared;

import dev.gangway.error.StoreException;
import dev.gangway.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores that are wrong in their leases. */
final class BrokenLeaseStores {

    private BrokenLeaseStores() {}

    static List<BrokenStore> all() {
        return List.of(
                leases("ST-50", "was given once more", (inner, name, duration) -> inner.lease(anyName(), duration)),
                leases("ST-51", "under the name of a lease", (inner, name, duration) -> {
                    inner.compareAndSet(name, 0, new byte[1]);
                    return inner.lease(name, duration);
                }),
                leases(
                        "ST-52",
                        "that nobody holds must be given",
                        (inner, name, duration) -> inner.lease(name, duration)
                                .map(lease -> new ForwardingStore.ForwardingLease(lease) {
                                    private boolean closed;

                                    @Override
                                    public boolean isHeld() {
                                        return !closed && super.isHeld();
                                    }

                                    @Override
                                    public void close() {
                                        closed = true;
                                    }
                                })),
                shared("ST-53", "was given once more", correct -> new ClosingByName(correct, false)),
                leases("ST-54", "has not expired", (inner, name, duration) -> inner.lease(name, Duration.ofDays(30))),
                leases(
                        "ST-55",
                        "held by two",
                        (inner, name, duration) -> inner.lease(name, duration)
                                .map(lease -> new ForwardingStore.ForwardingLease(lease) {
                                    private final AtomicBoolean open = new AtomicBoolean(true);

                                    @Override
                                    public boolean isHeld() {
                                        return open.get();
                                    }

                                    @Override
                                    public void close() {
                                        open.set(false);
                                        super.close();
                                    }
                                })),
                shared("ST-56", "was given once more", correct -> new ClosingByName(correct, true)),
                shared("ST-57", "How many of 4", Looking::new),
                leases("ST-58", "must be refused", (inner, name, duration) -> inner.lease(name, possible(duration))),
                nodes("ST-62", "while the store is out of reach", BrokenLeaseStores::loudWhenClosing));
    }

    private static String anyName() {
        return UUID.randomUUID().toString();
    }

    private static Duration possible(Duration duration) {
        return duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(Duration.ofDays(30)) > 0
                ? Duration.ofMillis(1)
                : duration;
    }

    private interface Leasing {
        Optional<Store.Lease> lease(Store inner, String name, Duration duration);
    }

    private static BrokenStore leases(String rule, String reason, Leasing leasing) {
        return nodes(rule, reason, correct -> new ForwardingStore(correct) {
            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                return leasing.lease(inner, name, duration);
            }
        });
    }

    private static Store loudWhenClosing(FragileStore correct) {
        return new ForwardingStore(correct) {
            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                return super.lease(name, duration).map(lease -> new ForwardingLease(lease) {
                    @Override
                    public void close() {
                        if (correct.isCut()) {
                            throw new StoreException("The lease can't be given back.", null);
                        }
                        super.close();
                    }
                });
            }
        };
    }

    /** Gives back whatever lease has the name, whoever holds it. */
    private static final class ClosingByName extends ForwardingStore {
        private final Map<String, Lease> holders = new ConcurrentHashMap<>();
        private final boolean once;

        ClosingByName(Store inner, boolean once) {
            super(inner);
            this.once = once;
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            Optional<Lease> lease = super.lease(name, duration);
            lease.ifPresent(it -> holders.put(name, it));
            return lease.map(it -> new ForwardingLease(it) {
                private boolean closed;

                @Override
                public boolean isHeld() {
                    return !closed && super.isHeld();
                }

                @Override
                public void close() {
                    if (!once || !closed) {
                        holders.get(name).close();
                    }
                    closed = true;
                }
            });
        }
    }

    /** Looks whether a lease is free, and takes it later. */
    private static final class Looking extends ForwardingStore {
        private final Map<String, Lease> holders = new ConcurrentHashMap<>();

        Looking(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            if (holders.containsKey(name) && holders.get(name).isHeld()) {
                return Optional.empty();
            }
            BrokenSharedStores.pause();
            Lease lease = super.lease(anyName(), duration).orElseThrow();
            holders.put(name, lease);
            return Optional.of(lease);
        }
    }
}
