package dev.gangway.teamfolder;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one connection's changes of team folders: the intent before the request, the outcome after. Every change is a
 * compare-and-set, so a node that was overtaken stops.
 */
final class FolderJournal {

    /** Longer than any one call that may go out while a lease is held. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(5);

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private static final Logger LOGGER = LoggerFactory.getLogger(FolderJournal.class);

    private final Store store;
    private final String prefix;
    private final Duration lease;

    FolderJournal(TeamFoldersSettings settings) {
        this.store = settings.store();
        this.prefix = "journal/" + settings.connectionId() + "/team-folders/";
        this.lease = settings.maxWait().plus(LEASE_MARGIN);
    }

    /** A record as read; {@code version} 0 stands for "not written yet". */
    record Entry(String id, long version, JsonObject content) {}

    /** A record; empty if there is none, and for an id that no record can have. */
    Optional<Entry> find(String id) {
        return ID.matcher(id).matches()
                ? store.get(prefix + id).map(it -> new Entry(id, it.version(), parse(id, it)))
                : Optional.empty();
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
        byte[] data = content.write().getBytes(StandardCharsets.UTF_8);
        long version = store.compareAndSet(key, entry.version(), data)
                .orElseThrow(() -> new StoreException(
                        "Another node has changed " + key + " meanwhile; look at its outcome instead.", null));
        return new Entry(entry.id(), version, content);
    }

    /** Erases a record that has no more to say; whoever asked has their answer, so what can't be erased is left. */
    void tidyAway(Entry entry) {
        try {
            store.compareAndSet(prefix + entry.id(), entry.version(), new byte[0]);
        } catch (StoreException failed) {
            LOGGER.warn("A settled journal record was left behind: {}", failed.getMessage());
        }
    }

    /** Does what one call at a time may do; empty, with nothing done, if another is at it. */
    <T> Optional<T> alone(String id, Supplier<T> work) {
        Optional<Store.Lease> held = store.lease(prefix + id, lease);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            held.get().close();
        }
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
