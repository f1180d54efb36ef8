package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The records of one connection's writes: the intent before the request, the outcome after. Every change is a compare-and-set, so a node
 * that was overtaken stops instead of writing over the other's record.
 */
final class Journal {

    private final Store store;
    private final String prefix;

    Journal(Store store, String connectionId, String kind) {
        this.store = store;
        this.prefix = "journal/" + connectionId + "/" + kind + "/";
    }

    /** A record as read; {@code version} 0 stands for "not written yet". */
    record Entry(String id, long version, JsonObject content) {}

    Optional<Entry> find(String id) {
        return store.get(prefix + id).map(it -> new Entry(id, it.version(), parse(id, it)));
    }

    List<Entry> all() {
        return store.list(prefix).stream()
                .map(key -> find(key.substring(prefix.length())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Writes the entry's new content; the entry must still be as it was read. */
    Entry write(Entry entry, JsonObject content) {
        String key = prefix + entry.id();
        long version = store.compareAndSet(key, entry.version(), content.write().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new StoreException(
                        "Another node has changed " + key + " meanwhile; look at its outcome instead.", null));
        return new Entry(entry.id(), version, content);
    }

    /** Writes a new record; false if there is one already. */
    boolean create(String id, JsonObject content) {
        return store.compareAndSet(prefix + id, 0, content.write().getBytes(StandardCharsets.UTF_8))
                .isPresent();
    }

    void erase(Entry entry) {
        store.compareAndSet(prefix + entry.id(), entry.version(), new byte[0]);
    }

    private JsonObject parse(String id, Versioned record) {
        try {
            return JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException damaged) {
            throw new StoreException(
                    "The journal record " + prefix + id + " is damaged; nothing is sent for it.", null);
        }
    }
}
