package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import dev.gangway.error.GangwayException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that was done for one connection under delegated assistance, in one order for all nodes: grants, intents, results, refusals,
 * revocations. Records are only ever added, and each has the hash of the one before in it, so that a change is found and located. Reading
 * needs the store and nothing else. Thread-safe.
 */
public final class Trail {

    /** How often it is noted how far the trail is; whoever looks for the end reads so many records at the most. */
    private static final int NOTE_EVERY = 16;

    private static final Pattern NUMBER = Pattern.compile("0[0-9]{18}");

    private static final Logger LOGGER = LoggerFactory.getLogger(Trail.class);

    private final Store store;
    private final ConnectionId connection;
    private final Time time;
    private final String prefix;
    private final String noteKey;

    Trail(Store store, ConnectionId connection, Time time) {
        this.store = Objects.requireNonNull(store, "store");
        this.connection = Objects.requireNonNull(connection, "connection");
        this.time = Objects.requireNonNull(time, "time");
        this.prefix = "trail/" + connection + "/";
        this.noteKey = "trail-end/" + connection;
    }

    /**
     * The trail of a connection, to read, export and check it, also long after the connection was ended.
     *
     * @param store where Gangway keeps its records
     * @param connection whose trail
     * @return the trail; empty if nothing was ever done under assistance
     */
    public static Trail of(Store store, ConnectionId connection) {
        return new Trail(store, connection, Time.system());
    }

    /**
     * Adds a record behind all others.
     *
     * @throws StoreException if the store fails or the trail was changed by another hand; then nothing may be done. If the answer of the
     *     store was lost the record may be there, once
     */
    TrailRecord append(Entry entry) {
        return appendIf(entry, noted(), it -> true).orElseThrow();
    }

    /**
     * Adds a record behind all others, if none of those before it that the caller hasn't seen forbids it. The last of them is asked about
     * before the record gets the number behind it, and no other record can get in between.
     *
     * @param seen the number of the last record that the caller has taken into account; 0 for none
     * @param allows is asked about each record after that, oldest first; it decides and does nothing else
     * @return the record; empty, with nothing written, if one of them forbids it
     * @throws StoreException as {@link #append}
     */
    Optional<TrailRecord> appendIf(Entry entry, long seen, Predicate<TrailRecord> allows) {
        long atLeast = Math.max(seen, noted());
        long number = seen;
        String hash = seen == 0
                ? Link.START
                : sound(seen).orElseThrow(() -> cut(seen)).hash();
        while (true) {
            Optional<TrailRecord> next = sound(number + 1);
            if (next.isPresent()) {
                if (!allows.test(next.get())) {
                    return Optional.empty();
                }
                number++;
                hash = next.get().hash();
            } else if (number < atLeast) {
                throw cut(number + 1);
            } else {
                JsonObject record = entry.at(number + 1, time.instant(), connection, hash);
                byte[] bytes = Link.bytes(record);
                if (isMade(number + 1, bytes)) {
                    note(number + 1);
                    return Optional.of(TrailRecord.read(record.with(Link.HASH, Link.hash(record))));
                }
            }
        }
    }

    /** Whether the record with this number is ours now. If the store's answer is lost, a look tells: none is like another to the byte. */
    private boolean isMade(long number, byte[] bytes) {
        try {
            return store.compareAndSet(key(number), 0, bytes).isPresent();
        } catch (StoreException lost) {
            Optional<Versioned> there = lookAfter(lost, number);
            if (there.isEmpty()) {
                throw lost;
            }
            return Arrays.equals(there.get().data(), bytes);
        }
    }

    private Optional<Versioned> lookAfter(StoreException lost, long number) {
        try {
            return store.get(key(number));
        } catch (StoreException unread) {
            lost.addSuppressed(unread);
            throw lost;
        }
    }

    /**
     * All records, oldest first, read one by one as the stream is read. It shows what is there; {@link #check(TrailHead...)} tells whether that is what
     * was written.
     *
     * @return the records; closing the stream isn't necessary
     * @throws StoreException now or while reading, if the store can't be read or a record is damaged so that nothing can be shown of it
     */
    public Stream<TrailRecord> records() {
        return store.list(prefix).stream()
                .map(key -> store.get(key)
                        .map(it -> shown(key, it))
                        .orElseThrow(() ->
                                new StoreException("The record " + key + " was erased while it was read.", null)));
    }

    /**
     * The end of the trail now. Keep it outside of the store, or give it to whoever should be able to tell later that nothing was changed.
     *
     * @return number and hash of the last record
     * @throws StoreException if the store can't be read, or the trail was changed where it ends
     */
    public TrailHead head() {
        long number = noted();
        String hash = number == 0
                ? Link.START
                : sound(number).orElseThrow(() -> cut(number)).hash();
        List<TrailRecord> more = after(number);
        return more.isEmpty()
                ? new TrailHead(connection, number, hash)
                : new TrailHead(
                        connection,
                        number + more.size(),
                        more.get(more.size() - 1).hash());
    }

    /**
     * The records behind a number up to the end, oldest first, each as it was written.
     *
     * @param seen the number of the last record that the caller has seen; 0 for none
     * @throws StoreException if the store fails, or one of them was changed or is missing
     */
    List<TrailRecord> after(long seen) {
        long atLeast = noted();
        List<TrailRecord> found = new ArrayList<>();
        long number = seen + 1;
        for (Optional<TrailRecord> next = sound(number); next.isPresent(); next = sound(number)) {
            found.add(next.get());
            number++;
        }
        if (number <= atLeast) {
            throw cut(number);
        }
        return found;
    }

    /**
     * Tells whether the trail in the store is what was written, and if not, which records were edited, dropped, inserted, swapped or cut
     * off. It reads them all, once, and changes nothing.
     *
     * @param kept heads that were kept outside of the store, any number of them; without one nobody can tell whether the whole trail was
     *     written anew
     * @return what was found
     * @throws IllegalArgumentException if a head is another connection's
     * @throws StoreException if the store can't be read
     */
    public TrailCheck check(TrailHead... kept) {
        List<TrailHead> heads = List.of(kept);
        requireOf(connection, heads);
        long noted = noted();
        List<Link> links = new ArrayList<>();
        for (String key : store.list(prefix)) {
            byte[] data = store.get(key).map(Versioned::data).orElse(new byte[0]);
            String number = key.substring(prefix.length());
            links.add(
                    NUMBER.matcher(number).matches()
                            ? Link.stored(Long.parseLong(number), data)
                            : Link.stored(0, data).broken());
        }
        return new Chain(connection, links, heads, noted).checkWithKeys();
    }

    /**
     * Writes all records with their hashes, a line of JSON each, for somebody who checks them without the store. {@code trail.md} says what
     * the fields mean, and how to check the lines without Gangway. They name people. Records that were changed are written as they are.
     *
     * @param out where to
     * @throws UncheckedIOException if it can't be written there
     * @throws StoreException if the store can't be read
     */
    public void export(Appendable out) {
        try {
            for (String key : store.list(prefix)) {
                out.append(Link.line(store.get(key).map(Versioned::data).orElse(new byte[0])))
                        .append('\n');
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Tells whether an export is what was written, as {@link #check(TrailHead...)} tells it of the store. It needs nothing else, and never
     * throws for what the lines say.
     *
     * @param export what {@link #export} wrote; it is read to its end and not closed
     * @param kept heads that were kept, perhaps by somebody else
     * @return what was found
     * @throws IllegalArgumentException if the heads are of another connection than the export, or if there is neither a record nor a head
     * @throws UncheckedIOException if it can't be read
     */
    public static TrailCheck check(Reader export, TrailHead... kept) {
        List<Link> links = new ArrayList<>();
        try {
            BufferedReader lines = new BufferedReader(export);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                links.add(Link.read(links.size() + 1L, line));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        List<TrailHead> heads = List.of(kept);
        ConnectionId connection = Link.connectionOf(links)
                .or(() -> heads.stream().map(TrailHead::connection).findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no record of a trail in this. Pass what trail.export(…) wrote, or a head, too."));
        requireOf(connection, heads);
        return new Chain(connection, links, heads, 0).check();
    }

    private static void requireOf(ConnectionId connection, List<TrailHead> heads) {
        if (!heads.stream().allMatch(it -> it.connection().equals(connection))) {
            throw new IllegalArgumentException(
                    "A head is of another connection than " + connection + "; pass those that were kept of this one.");
        }
    }

    private String key(long number) {
        return prefix + String.format("%019d", number);
    }

    /** A record that is as it was written; empty if there is none. */
    private Optional<TrailRecord> sound(long number) {
        return store.get(key(number)).map(it -> {
            Link link = Link.stored(number, it.data());
            if (!link.intact() || link.number() != number || !link.connection().equals(connection.value())) {
                throw new StoreException(
                        "The record " + key(number)
                                + " was changed by another hand. Nothing is done until it is restored"
                                + " from a backup of the store; check() of the trail tells what else was changed.",
                        null);
            }
            return shown(key(number), it);
        });
    }

    private static TrailRecord shown(String key, Versioned record) {
        try {
            return TrailRecord.read(JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new StoreException(
                    "The record " + key
                            + " is damaged, or was written by a newer Gangway; check() of the trail tells which.",
                    null);
        }
    }

    private StoreException cut(long number) {
        return new StoreException(
                "The record " + key(number)
                        + " is missing, though it was there: the trail was cut. Nothing is done until"
                        + " it is restored from a backup of the store.",
                null);
    }

    /** A record that was there for sure, near the end; 0 if none is known of. */
    private long noted() {
        return store.get(noteKey).map(Trail::number).orElse(0L);
    }

    private static long number(Versioned note) {
        String digits = new String(note.data(), StandardCharsets.US_ASCII);
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Whoever reads a note that is too low only reads more records, so it may fail. */
    private void note(long number) {
        if (number % NOTE_EVERY != 0) {
            return;
        }
        try {
            Optional<Versioned> before = store.get(noteKey);
            if (before.map(Trail::number).orElse(0L) < number) {
                byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
                store.compareAndSet(noteKey, before.map(Versioned::version).orElse(0L), digits);
            }
        } catch (GangwayException failed) {
            LOGGER.warn("How far a trail is could not be noted: {}", failed.getMessage());
        }
    }
}
