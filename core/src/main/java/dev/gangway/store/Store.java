package dev.gangway.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Versioned records by key, shared by all nodes of an application. Every change is a compare-and-set, so no node overwrites what it hasn't
 * seen. Thread-safe. What follows is promised by every store and tested by the testkit's {@code StoreContract}; {@code contract.md} numbers
 * it.
 *
 * <ul>
 *   <li><b>Durable.</b> A change is where the store keeps its records when {@link #compareAndSet} returns, and outlives the process (except
 *       in {@link InMemoryStore}). A change is made whole or not at all, whenever a node dies.
 *   <li><b>Visible.</b> Whoever reads a key after a change of it has returned, on whichever node, gets that change or a later one. Nobody
 *       ever goes back to an older one, and nobody sees half of one.
 *   <li><b>Ordered</b> by key only: each key's changes are in one order for all. Between keys there is no order and no transaction.
 *   <li><b>Versions</b> grow with each change of a record. One that a key ever had is never used again for it, also after the record was
 *       erased and created anew: who holds an old version can't hit the new record. Only version 0, "there is no such record", comes back.
 *   <li><b>Loud.</b> A store that can't read or write, or finds a damaged record, throws {@code StoreException} and never answers "absent"
 *       instead. When {@link #compareAndSet} throws it, the change may have been made or not: read again.
 * </ul>
 *
 * <p>A key has 1 to {@value #MAX_KEY_LENGTH} printable ASCII characters, without space; capital and small letters differ. A record has 1
 * to {@value #MAX_DATA_LENGTH} bytes. Anything else is an {@code IllegalArgumentException} before anything is read or written. On a thread
 * that is interrupted a call does its work all the same or throws {@code CallInterruptedException}; the interrupt flag stays set.
 */
public interface Store {

    /** The most characters that a key, a prefix or the name of a lease has. */
    int MAX_KEY_LENGTH = 400;

    /** The most bytes that a record has. */
    int MAX_DATA_LENGTH = 256 * 1024;

    /**
     * Reads a record.
     *
     * @param key its key
     * @return the record, or empty if there is none
     */
    Optional<Versioned> get(String key);

    /**
     * Writes or erases a record if it is still as last seen.
     *
     * @param key its key
     * @param expectedVersion the version last seen; 0 for "there is no such record"
     * @param data the new content; an empty array erases the record
     * @return the version to expect next time: above {@code expectedVersion} for what was written, 0 for what was erased (or wasn't there,
     *     as expected); empty, with nothing changed, if the record's version is another than expected
     */
    OptionalLong compareAndSet(String key, long expectedVersion, byte[] data);

    /**
     * Lists keys. Whatever exists from the beginning of the call to its end is in the list; what is created or erased meanwhile may be or
     * not. All keys come at once: meant for up to some 100,000 of them.
     *
     * @param prefix how they start: 0 to {@value #MAX_KEY_LENGTH} characters that a key can have, each standing for itself
     * @return the keys that start so, sorted by the characters' codes
     */
    List<String> list(String prefix);

    /**
     * Takes a lease, for work that one node at a time may do. It doesn't wait: asking again is the caller's. There is no order among those
     * who ask, and the holder isn't let in twice. Leases and records have different names.
     *
     * <p>A lease runs on one clock for all nodes, the store's own, so nodes whose clocks differ don't hold one at once. A node that dies
     * holding one keeps the others out until it expires; so does setting the store's clock back, by as much.
     *
     * @param name what the lease is for, shaped like a key
     * @param duration how long it holds unless it is released before: 1 millisecond to 30 days. A lease can't be extended
     * @return the lease, or empty if somebody else holds it
     */
    Optional<Lease> lease(String name, Duration duration);

    /**
     * The right to do a piece of work alone, for a while. Closing gives it back.
     *
     * <p>A lease alone doesn't protect records: a node can be paused, right after it asked {@link #isHeld}, until long after the lease has
     * gone to another. So read what the work changes after taking the lease, and change it by {@link Store#compareAndSet} with the version
     * read: what a late holder writes then fails. Before a request that no version guards, ask {@link #isHeld} and leave enough time.
     */
    interface Lease extends AutoCloseable {
        /**
         * Whether the lease is still held and not expired. It turns false a little before anybody else can get the lease, also after the
         * node was paused or asleep; it asks no store and can't fail.
         *
         * @return false once it has expired or was closed
         */
        boolean isHeld();

        /**
         * Gives the lease back. Closing twice does nothing, nor does closing what has expired and gone to somebody else. If the store is out
         * of reach nothing is thrown: the lease ends when it expires.
         */
        @Override
        void close();
    }
}
