package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one connection's writes: the intent before the request, the outcome after. Every change is a compare-and-set, so a node
 * that was overtaken stops instead of writing over the other's record.
 */
final class Journal {

    /** Longer than any one call that may go out while a lease is held. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(5);

    /** What a record unpacks to at the most; 256 KiB of people don't shrink that far. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e&&[^/]]+");

    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

    private final Store store;
    private final String prefix;

    Journal(Store store, String connectionId, String kind) {
        this.store = store;
        this.prefix = "journal/" + connectionId + "/" + kind + "/";
    }

    /** A record as read; {@code version} 0 stands for "not written yet". */
    record Entry(String id, long version, JsonObject content) {}

    /** A record; empty if there is none, and for an id that no record can have. */
    Optional<Entry> find(String id) {
        return ID.matcher(id).matches() && (prefix + id).length() <= Store.MAX_KEY_LENGTH
                ? store.get(prefix + id).map(it -> new Entry(id, it.version(), parse(id, it)))
                : Optional.empty();
    }

    List<Entry> all() {
        return startingWith("");
    }

    List<Entry> startingWith(String idsStart) {
        return store.list(prefix + idsStart).stream()
                .map(key -> find(key.substring(prefix.length())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Writes the entry's new content; the entry must still be as it was read. */
    Entry write(Entry entry, JsonObject content) {
        String key = prefix + entry.id();
        long version = store.compareAndSet(key, entry.version(), bytes(content))
                .orElseThrow(() -> new StoreException(
                        "Another node has changed " + key + " meanwhile; look at its outcome instead.", null));
        return new Entry(entry.id(), version, content);
    }

    /** Writes a new record; false if there is one already. */
    boolean create(String id, JsonObject content) {
        return store.compareAndSet(prefix + id, 0, bytes(content)).isPresent();
    }

    /** Writes a record that must still be as it was read, or not be there; false if another was quicker. */
    boolean replace(String id, Optional<Entry> before, JsonObject content) {
        return store.compareAndSet(prefix + id, before.map(Entry::version).orElse(0L), bytes(content))
                .isPresent();
    }

    void erase(Entry entry) {
        store.compareAndSet(prefix + entry.id(), entry.version(), new byte[0]);
    }

    /** Erases a record if it still is as it was read; false if another was quicker. */
    boolean eraseAsRead(Entry entry) {
        return store.compareAndSet(prefix + entry.id(), entry.version(), new byte[0])
                .isPresent();
    }

    /** Erases a record that has no more to say; whoever asked has their answer, so what can't be erased is left. */
    void tidyAway(Entry entry) {
        try {
            erase(entry);
        } catch (StoreException failed) {
            LOGGER.warn("A settled journal record was left behind: {}", failed.getMessage());
        }
    }

    /** The same for a record of which it isn't known how it was last written, or whether. */
    void tidyAway(String id) {
        try {
            find(id).ifPresent(this::erase);
        } catch (StoreException failed) {
            LOGGER.warn("A journal record may have been left behind: {}", failed.getMessage());
        }
    }

    /**
     * Does what one call at a time may do; empty, with nothing done, if another is at it. The lease of a node that died lasts for the
     * longest wait and five minutes.
     */
    <T> Optional<T> alone(String id, Duration maxWait, Function<Store.Lease, T> work) {
        Optional<Store.Lease> lease = store.lease(prefix + id, maxWait.plus(LEASE_MARGIN));
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try (Store.Lease held = lease.get()) {
            return Optional.of(work.apply(held));
        }
    }

    /** Whether a record can hold this content and so many bytes more. */
    static boolean holds(JsonObject content, int more) {
        byte[] plain = content.write().getBytes(StandardCharsets.UTF_8);
        int room = Store.MAX_DATA_LENGTH - more;
        return plain.length <= room || compressed(plain).length <= room;
    }

    /** What no record could hold otherwise is compressed, and nothing else: nodes of an older version read all the rest. */
    private static byte[] bytes(JsonObject content) {
        byte[] plain = content.write().getBytes(StandardCharsets.UTF_8);
        return plain.length <= Store.MAX_DATA_LENGTH ? plain : compressed(plain);
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static byte[] plain(byte[] data) throws IOException {
        if (data.length < 2 || data[0] != 0x1f || data[1] != (byte) 0x8b) {
            return data;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return gzip.readNBytes(LONGEST);
        }
    }

    private JsonObject parse(String id, Versioned record) {
        try {
            return JsonObject.parse(new String(plain(record.data()), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException damaged) {
            throw new StoreException(
                    "The journal record " + prefix + id + " is damaged; nothing is sent for it.", null);
        }
    }
}
