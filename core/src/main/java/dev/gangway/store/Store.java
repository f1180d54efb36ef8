package dev.gangway.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Versioned records by key. Every change is a compare-and-set, so no node overwrites what it hasn't seen. Implementations are thread-safe;
 * one that cannot read or write throws {@code StoreException}, and never answers "absent" instead.
 */
public interface Store {

    /**
     * Reads a record.
     *
     * @param key its key
     * @return the record, or empty if there is none
     */
    Optional<Versioned> get(String key);

    /**
     * Writes or erases a record if it is still as last seen. The change is durable when this returns true.
     *
     * @param key its key: 1 to 400 printable ASCII characters
     * @param expectedVersion the version last seen; 0 for "there is no such record"
     * @param data the new content; an empty array erases the record
     * @return true if it was written; false, with nothing changed, if the record's version is another
     */
    boolean compareAndSet(String key, long expectedVersion, byte[] data);

    /**
     * Lists keys.
     *
     * @param prefix how they start
     * @return the keys that start so, sorted
     */
    List<String> list(String prefix);

    /**
     * Takes a lease, for work that one node at a time may do.
     *
     * @param name what the lease is for
     * @param duration how long it holds unless it is released before
     * @return the lease, or empty if somebody else holds it
     */
    Optional<Lease> lease(String name, Duration duration);

    /** The right to do a piece of work alone, for a while. Closing gives it back; closing twice does nothing. */
    interface Lease extends AutoCloseable {
        /**
         * Whether the lease is still held and not expired.
         *
         * @return false once it has expired, was closed, or went to somebody else
         */
        boolean isHeld();

        @Override
        void close();
    }
}
