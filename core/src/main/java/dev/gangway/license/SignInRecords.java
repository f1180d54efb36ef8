package dev.gangway.license;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was folded of the sign-ins, and where the log is to be read on, for the next refresh on any node. A head record names a
 * generation of records that hold the people; a new generation is written before the head is changed, and the old one is erased after. What
 * can't be read is as good as nothing: the log is still there. Thread-safe.
 */
final class SignInRecords {

    private static final Logger LOGGER = LoggerFactory.getLogger(SignInRecords.class);

    private static final int FORMAT = 2;
    /** A record ends after the entry that passes this. An entry is small, but for one of thousands of addresses. */
    private static final int FULL = Store.MAX_DATA_LENGTH - 64 * 1024;

    private static final int PERSON = 1;
    private static final int ADDRESS = 2;
    private static final int MOST_ADDRESSES = 4000;

    private final Store store;
    private final String head;

    SignInRecords(Store store, String connectionId) {
        this.store = store;
        this.head = prefix(connectionId) + "sign-ins";
    }

    /** What the keys of a connection's license data start with. */
    static String prefix(String connectionId) {
        return "licenses/" + connectionId + "/";
    }

    /**
     * What was kept.
     *
     * @param fold the caller's own, who may add to it
     * @param version of the head record
     * @param generation which records hold it
     */
    record Kept(SignInFold fold, Coverage coverage, long version, long generation) {}

    Optional<Kept> load() {
        Optional<Versioned> record = store.get(head);
        while (record.isPresent()) {
            Optional<Kept> kept = load(record.get());
            Optional<Versioned> now = store.get(head);
            if (kept.isPresent() || now.map(Versioned::version).equals(record.map(Versioned::version))) {
                return kept;
            }
            record = now; // another node wrote meanwhile, and erased what this one was reading
        }
        return Optional.empty();
    }

    private Optional<Kept> load(Versioned record) {
        try (DataInputStream in = in(record.data())) {
            if (in.readInt() != FORMAT) {
                return Optional.empty();
            }
            long generation = in.readLong();
            String records = in.readUTF();
            int count = in.readInt();
            Coverage coverage = new Coverage(
                    Instant.ofEpochSecond(in.readLong()),
                    Instant.ofEpochSecond(in.readLong()),
                    Duration.ofSeconds(in.readLong()),
                    in.readBoolean() ? Optional.of(new Cursor(in.readUTF())) : Optional.empty(),
                    Instant.ofEpochSecond(in.readLong()),
                    Instant.ofEpochSecond(in.readLong()),
                    Instant.ofEpochSecond(in.readLong()));
            SignInFold fold = new SignInFold(new Interned());
            fold.anybodys = in.readLong();
            int first = in.readInt();
            int words = in.readInt();
            if (words > 0) {
                fold.cover(first, first + words - 1L);
            }
            for (int sources = in.readInt(); sources > 0; sources--) {
                fold.number(new SignInSource(in.readUTF(), in.readUTF()));
            }
            for (int i = 0; i < count; i++) {
                Optional<Versioned> piece = store.get(records + i);
                if (piece.isEmpty()) {
                    return Optional.empty();
                }
                read(in(piece.get().data()), fold);
            }
            return Optional.of(new Kept(fold, coverage, record.version(), generation));
        } catch (IOException
                | DateTimeException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ProviderProtocolException damaged) { // the last of an id that is none
            LOGGER.warn("What was kept of a connection's sign-ins can't be read; the log is read anew.");
            return Optional.empty();
        }
    }

    private static void read(DataInputStream in, SignInFold fold) throws IOException {
        for (int kind = in.read(); kind > 0; kind = in.read()) {
            if (kind == PERSON) {
                int person = fold.person(id(in));
                fold.latest[person] = in.readLong();
                fold.source[person] = in.readShort();
                fold.sources.get(fold.source[person]); // throws if there is none
                fold.address[person] = in.readLong();
                for (int word = 0; word < fold.words; word++) {
                    fold.days[person * fold.words + word] = in.readLong();
                }
                for (int more = in.readUnsignedShort(); more > 0; more--) {
                    fold.toldWith(person, in.readLong());
                }
            } else {
                long address = in.readLong();
                SignInFold.ByAddress seen = new SignInFold.ByAddress(in.readLong(), in.readLong(), in.readShort());
                fold.sources.get(seen.source());
                fold.byAddress.put(address, seen);
            }
        }
    }

    private static String id(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Keeps a fold in place of what was there before.
     *
     * @param before what {@link #load} gave; empty if it gave nothing
     * @return false, with nothing kept, if another node kept something meanwhile, or if cursor and sources are too long for a record
     */
    boolean save(SignInFold fold, Coverage coverage, Optional<Kept> before) {
        long version = before.map(Kept::version)
                .or(() -> store.get(head).map(Versioned::version)) // what can't be read is replaced
                .orElse(0L);
        long generation = before.map(Kept::generation).orElseGet(this::newest) + 1;
        String records = head + "/" + generation + "-" + UUID.randomUUID() + "/";
        if (!fits(coverage, fold, records)) {
            LOGGER.warn(
                    "A connection's cursor or sources of sign-ins are too long to be kept; the log is read anew each time.");
            return false;
        }
        Pieces pieces = new Pieces(records);
        write(pieces, fold, coverage.since().getEpochSecond());
        int count = pieces.end();
        boolean kept = store.compareAndSet(head, version, head(generation, records, count, coverage, fold))
                .isPresent();
        erase(kept ? it -> generation(it) < generation : it -> it.startsWith(records));
        return kept;
    }

    private static boolean fits(Coverage coverage, SignInFold fold, String records) {
        try {
            return head(0, records, 0, coverage, fold).length <= Store.MAX_DATA_LENGTH;
        } catch (UncheckedIOException tooLong) {
            return false;
        }
    }

    /** The newest generation of which there is a record, whether or not the head names it. */
    private long newest() {
        return store.list(head + "/").stream().mapToLong(this::generation).max().orElse(0);
    }

    private long generation(String key) {
        try {
            return Long.parseLong(key.substring(head.length() + 1, key.indexOf('-', head.length())));
        } catch (NumberFormatException | IndexOutOfBoundsException foreign) {
            return 0;
        }
    }

    private void erase(Predicate<String> which) {
        store.list(head + "/").stream()
                .filter(which)
                .forEach(key -> store.get(key).ifPresent(it -> store.compareAndSet(key, it.version(), new byte[0])));
    }

    private static byte[] head(long generation, String records, int count, Coverage coverage, SignInFold fold) {
        return written(out -> {
            out.writeInt(FORMAT);
            out.writeLong(generation);
            out.writeUTF(records);
            out.writeInt(count);
            out.writeLong(coverage.since().getEpochSecond());
            out.writeLong(coverage.until().getEpochSecond());
            out.writeLong(coverage.history().toSeconds());
            out.writeBoolean(coverage.later().isPresent());
            if (coverage.later().isPresent()) {
                out.writeUTF(coverage.later().get().value());
            }
            out.writeLong(coverage.laterFrom().getEpochSecond());
            out.writeLong(coverage.checkedAt().getEpochSecond());
            out.writeLong(coverage.newest().getEpochSecond());
            out.writeLong(fold.anybodys);
            out.writeInt(fold.firstWord);
            out.writeInt(fold.words);
            out.writeInt(fold.sources.size());
            for (SignInSource source : fold.sources) {
                out.writeUTF(source.words());
                out.writeUTF(source.actor());
            }
        });
    }

    /** Who was last seen before what is covered isn't kept. */
    private static void write(Pieces pieces, SignInFold fold, long since) {
        for (int person = 0; person < fold.room(); person++) {
            if (fold.latest[person] >= since) {
                int each = person;
                pieces.entry(out -> person(out, fold, each));
            }
        }
        fold.byAddress.forEach((address, seen) -> {
            if (seen.last() >= since) {
                pieces.entry(out -> {
                    out.writeByte(ADDRESS);
                    out.writeLong(address);
                    out.writeLong(seen.first());
                    out.writeLong(seen.last());
                    out.writeShort(seen.source());
                });
            }
        });
    }

    private static void person(DataOutputStream out, SignInFold fold, int person) throws IOException {
        out.writeByte(PERSON);
        fold.ids.write(person, out);
        out.writeLong(fold.latest[person]);
        out.writeShort(fold.source[person]);
        out.writeLong(fold.address[person]);
        for (int word = 0; word < fold.words; word++) {
            out.writeLong(fold.days[person * fold.words + word]);
        }
        List<Long> further = fold.further.getOrDefault(person, Set.of()).stream()
                .limit(MOST_ADDRESSES)
                .toList();
        out.writeShort(further.size());
        for (long address : further) {
            out.writeLong(address);
        }
    }

    /** Writes entries, as many in a record as fit, and holds no more than one record in memory. */
    private final class Pieces {
        private final String records;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(Store.MAX_DATA_LENGTH);
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int count;

        Pieces(String records) {
            this.records = records;
        }

        void entry(Content entry) {
            SignInRecords.write(out, entry);
            if (bytes.size() > FULL) {
                flush();
            }
        }

        /** The key is of this generation alone, so nobody else has written it. */
        private void flush() {
            store.compareAndSet(records + count, 0, bytes.toByteArray());
            count++;
            bytes.reset();
        }

        /** How many records there are. */
        int end() {
            if (bytes.size() > 0) {
                flush();
            }
            return count;
        }
    }

    /** What is written. */
    @FunctionalInterface
    private interface Content {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), content);
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Content content) {
        try {
            content.to(out);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static DataInputStream in(byte[] data) {
        return new DataInputStream(new ByteArrayInputStream(data));
    }
}
