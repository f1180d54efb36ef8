package dev.gangway.activity;

import dev.gangway.result.Cursor;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of where one reading of one connection goes on, and of the events that went by. Thread-safe. */
final class Places {

    private static final Logger LOGGER = LoggerFactory.getLogger(Places.class);
    private static final int FORMAT = 1;
    private static final Pattern NAME = Pattern.compile("[-._0-9a-zA-Z]{1,100}");

    private final Store store;
    private final String key;

    Places(ActivitySettings settings, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A reading's name has 1 to 100 letters, digits, dots, underscores and hyphens.");
        }
        this.store = settings.store();
        this.key = "activity/" + settings.connectionId() + "/" + name;
    }

    /** What was kept; {@code version} 0 stands for "nothing yet". */
    record Kept(Optional<Place> place, Seen seen, long version) {}

    Kept load() {
        return store.get(key).map(Places::read).orElseGet(() -> new Kept(Optional.empty(), new Seen(), 0));
    }

    /** The new version; empty if another reading was quicker. */
    OptionalLong save(Place place, Seen seen, long version) {
        return store.compareAndSet(key, version, write(place, seen));
    }

    void forget() {
        Optional<Versioned> record = store.get(key);
        while (record.isPresent()
                && store.compareAndSet(key, record.get().version(), new byte[0]).isEmpty()) {
            record = store.get(key);
        }
    }

    private static Kept read(Versioned record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record.data()))) {
            if (in.readInt() != FORMAT) {
                return unreadable(record);
            }
            Place place = new Place(
                    Optional.of(new Cursor(in.readUTF())).filter(it -> !it.isStart()),
                    Instant.ofEpochSecond(in.readLong()),
                    in.readBoolean(),
                    Instant.ofEpochSecond(in.readLong()),
                    Instant.ofEpochSecond(in.readLong()),
                    Instant.ofEpochSecond(in.readLong()));
            Seen seen = new Seen();
            for (int count = in.readInt(); count > 0; count--) {
                seen.add(in.readLong());
            }
            return new Kept(Optional.of(place), seen, record.version());
        } catch (IOException | DateTimeException damaged) {
            return unreadable(record);
        }
    }

    private static Kept unreadable(Versioned record) {
        LOGGER.warn("Where a reading of activity goes on can't be read; the log is read anew, and events come again.");
        return new Kept(Optional.empty(), new Seen(), record.version());
    }

    private static byte[] write(Place place, Seen seen) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(place.cursor().map(Cursor::value).orElse(""));
            out.writeLong(place.from().getEpochSecond());
            out.writeBoolean(place.anew());
            out.writeLong(place.restart().getEpochSecond());
            out.writeLong(place.newest().getEpochSecond());
            out.writeLong(place.checkedAt().getEpochSecond());
            out.writeInt(seen.hashes().size());
            for (long hash : seen.hashes()) {
                out.writeLong(hash);
            }
        } catch (IOException tooLong) {
            throw new UncheckedIOException("The provider's cursor is longer than can be kept.", tooLong);
        }
        return bytes.toByteArray();
    }
}
