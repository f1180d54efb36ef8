package dev.gangway.http;

import dev.gangway.store.Store;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when a provider wants to be left alone, as all nodes that call it on one connection know it. Implementations are thread-safe.
 *
 * <p>A {@link Transport} keeps what it learns in memory, too, and asks directly before each request: a pause that one node heard of holds back
 * whatever another one hasn't sent yet.
 *
 * <p>The time is by the clock of the node that was told to wait. Another node whose clock is fast ends the pause early by the difference,
 * and one whose clock is slow ends it late: the clocks of all nodes are assumed to be synchronized to well under a second, as NTP does.
 */
public interface SharedPause {

    /**
     * Until when to wait, as any node has heard it last.
     *
     * @return the end of the pause, which may be past; empty if there was none
     * @throws dev.gangway.error.StoreException if it can't be read: a request that reads is then sent all the same, one that writes isn't
     */
    Optional<Instant> until();

    /**
     * Tells all nodes to wait. Never shortens a pause that ends later.
     *
     * @param until the end of the pause
     * @throws dev.gangway.error.StoreException if it can't be kept: this node waits all the same
     */
    void hold(Instant until);

    /**
     * A pause that is a record of a store. It stays when the pause is over; erase it when the connection goes.
     *
     * @param store where all nodes look
     * @param key the record's key, such as {@code pause/} and the connection's id
     * @return the pause
     */
    static SharedPause in(Store store, String key) {
        return new StorePause(store, key);
    }
}
