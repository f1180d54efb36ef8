package dev.gangway.connection;

import dev.gangway.result.Fact;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The store as what is kept of one connection's work sees it: once the connection is closed here, or disconnected by any node, no new record gets in.
 * In a journal, each request that changes something is preceded by one, so none is sent any more. Thread-safe.
 */
final class GuardedStore implements Store {

    private final Store store;
    private final Live live;
    private final Runnable further;

    private GuardedStore(Store store, Live live, Runnable further) {
        this.store = store;
        this.live = live;
        this.further = further;
    }

    /**
     * The store for a journal.
     *
     * @param ownAccount who connected, as the guards of who writes there know it
     */
    static GuardedStore ofJournal(Store store, Live live, Fact<UserId> ownAccount) {
        return new GuardedStore(store, live, () -> requireSameAccount(live, ownAccount));
    }

    /** The store for what was read of the provider, and for a journal that doesn't depend on who connected. */
    static GuardedStore ofReadings(Store store, Live live) {
        return new GuardedStore(store, live, () -> {});
    }

    @Override
    public Optional<Versioned> get(String key) {
        return store.get(key);
    }

    /**
     * Looks after writing, not before: who disconnects erases the connection first and the rest then, so either the new record is found
     * there and erased, or the connection is found to be gone here.
     */
    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        boolean begins = expectedVersion == 0;
        if (begins) {
            live.requireOpen();
        }
        OptionalLong done = store.compareAndSet(key, expectedVersion, data);
        if (begins && done.isPresent()) {
            try {
                live.custody().requireThere("nothing was sent.");
                further.run();
            } catch (IllegalStateException gone) {
                store.compareAndSet(key, done.getAsLong(), new byte[0]);
                throw gone;
            }
        }
        if (!begins && done.isEmpty()) {
            live.custody().requireThere("what was sent before may have taken effect: look at the provider.");
        }
        return done;
    }

    /** The guards keep the own account from being seen off through itself, so they have to know it. */
    private static void requireSameAccount(Live live, Fact<UserId> ownAccount) {
        Fact<UserId> now =
                live.custody().record().orElseThrow().info().account().adminId();
        if (!now.equals(ownAccount)) {
            throw new IllegalStateException(
                    "The connection was reconnected by another admin since; call connection.users() again. Nothing was sent.");
        }
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
