package dev.gangway.dropbox;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is walked while its bytes arrive, several times as fast as a parser that makes tokens of everything. Walked objects and lists,
 * and texts that are read, are held to the grammar. What is passed over is only looked at as far as it takes to find its end: nobody wants
 * it, so it isn't judged. Not thread-safe.
 */
final class JsonBytes implements AutoCloseable {

    /** From {@link #next}: a field that isn't one of the names. */
    static final int OTHER = -1;

    /** From {@link #next}: the object is over. */
    static final int END = -2;

    private static final Names TAG = Names.of(".tag");
    /** Where the tag of a union begins, as Dropbox writes it. */
    private static final int START_OF_TAG = "{\".tag\": \"".length();

    private static final int LONGEST_SEEN = 100;
    /** Unions as they were seen: most come again and again. Threads may overwrite each other's. */
    private static final @Nullable Tag[] SEEN = new Tag[1024];

    /** Unpacking into few large pieces is cheaper than into many. */
    private static final int SIZE = 64 << 10;
    /** No name or text is longer; a page that has a longer one is none. */
    private static final int LONGEST = 1 << 20;

    private static final BlockingQueue<byte[]> SPARE = new ArrayBlockingQueue<>(32);

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final InputStream source;
    private byte[] bytes;
    private int at;
    private int limit;
    /** Where the text or name that was found last begins and ends, without its quotes. */
    private int start;

    private int end;
    private boolean escaped;
    /** How many bytes were before those in the buffer. */
    private long dropped;

    /** Which field is next in the object that was entered last by each names. */
    private int[] fields = new int[Names.COUNT.get()];

    JsonBytes(InputStream source) {
        byte[] spare = SPARE.poll();
        this.source = source;
        this.bytes = spare == null ? new byte[SIZE] : spare;
    }

    /** What a union, or a text, looked like, and its tag. Immutable. */
    private static final class Tag {
        private final byte[] bytes;
        private final String tag;

        Tag(byte[] bytes, String tag) {
            this.bytes = bytes;
            this.tag = tag;
        }
    }

    /** Names of fields that are wanted, by the number that {@link #next} gives for each. Thread-safe. */
    static final class Names {
        private static final AtomicInteger COUNT = new AtomicInteger();
        private static final int FIELDS = 24;
        private static final int MOST_LEARNED = 500;

        private final byte[][] names;
        private final int index = COUNT.getAndIncrement();
        /** What was the n-th field of such an object, mostly that of the next one, too. Only a guess: threads may overwrite each other's. */
        private final @Nullable Guess[] guesses = new Guess[FIELDS];

        private int learned;

        private Names(byte[][] names) {
            this.names = names;
        }

        /** A field as it was seen, from the bracket or comma before it to its value, and the number of its name. Immutable. */
        private static final class Guess {
            private final byte[] bytes;
            private final int name;

            Guess(byte[] bytes, int name) {
                this.bytes = bytes;
                this.name = name;
            }
        }

        private void learn(int field, byte[] bytes, int from, int to, int name) {
            if (field < FIELDS && learned < MOST_LEARNED) {
                learned++;
                guesses[field] = new Guess(Arrays.copyOfRange(bytes, from, to), name);
            }
        }

        static Names of(String... names) {
            return new Names(Arrays.stream(names)
                    .map(it -> it.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new));
        }

        private int find(byte[] bytes, int start, int end) {
            for (int i = 0; i < names.length; i++) {
                byte[] name = names[i];
                if (name.length == end - start && is(name, bytes, start)) {
                    return i;
                }
            }
            return OTHER;
        }

        private static boolean is(byte[] name, byte[] bytes, int start) {
            for (int i = 0; i < name.length; i++) {
                if (name[i] != bytes[start + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The first byte of the value that comes next: <code>{</code>, {@code [}, a quote, or anything else; negative at the end of all. */
    int peek() throws IOException {
        if (at < limit && bytes[at] > ' ') {
            return bytes[at];
        }
        return seek();
    }

    /** Passes over space. */
    private int seek() throws IOException {
        while (true) {
            while (at < limit) {
                byte next = bytes[at];
                if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                    return next & 0xff;
                }
                at++;
            }
            if (!more(at)) {
                return -1;
            }
        }
    }

    /** Goes into the object that comes next; anything else is passed over. */
    boolean enterObject() throws IOException {
        if (peek() != '{') {
            skip();
            return false;
        }
        return true;
    }

    /**
     * Goes on to the value of the next field of the object that was entered last and isn't over. The value has to be read or passed over.
     *
     * @return the number of the field's name among the names, {@link #OTHER} or {@link #END}
     */
    int next(Names names) throws IOException {
        if (names.index >= fields.length) { // made since
            fields = Arrays.copyOf(fields, Names.COUNT.get());
        }
        if (at < limit) {
            int field = bytes[at] == '{' ? 0 : fields[names.index];
            Names.Guess guess = field < Names.FIELDS ? names.guesses[field] : null;
            if (guess != null && comesNext(guess.bytes)) {
                fields[names.index] = field + 1;
                return guess.name;
            }
        }
        return nextSlowly(names);
    }

    private int nextSlowly(Names names) throws IOException {
        int before = peek();
        if (before != '{' && before != ',' && before != '}') {
            throw broken();
        }
        int from = at;
        long sameBuffer = dropped;
        at++;
        if (before == '}') {
            return END;
        }
        int field = before == '{' ? 0 : fields[names.index];
        fields[names.index] = field + 1;
        int quote = peek();
        if (before == '{' && quote == '}') {
            at++;
            return END;
        }
        if (quote != '"') {
            throw broken();
        }
        find();
        int name = escaped ? OTHER : names.find(bytes, start, end);
        boolean isPlain = !escaped;
        if (peek() != ':') {
            throw broken();
        }
        at++;
        peek();
        if (isPlain && dropped == sameBuffer) {
            names.learn(field, bytes, from, at, name);
        }
        return name;
    }

    /** Goes into the list that comes next; anything else is passed over. */
    boolean enterList() throws IOException {
        if (peek() != '[') {
            skip();
            return false;
        }
        return true;
    }

    /** Goes on to the next item of the list that was entered last and isn't over; false at its end. */
    boolean nextItem() throws IOException {
        int before = peek();
        if (before != '[' && before != ',' && before != ']') {
            throw broken();
        }
        at++;
        if (before == ']') {
            return false;
        }
        if (before == '[' && peek() == ']') {
            at++;
            return false;
        }
        return true;
    }

    /** Puts the text that comes next behind another; anything else is passed over. Whether it was a text. */
    boolean appendTo(Text text) throws IOException {
        if (peek() != '"') {
            skip();
            return false;
        }
        find();
        if ((escaped || !text.appendPlain(bytes, start, end)) && !text.appendJson(bytes, start, end)) {
            throw broken();
        }
        return true;
    }

    /** The tag of the union that comes next: an object with {@code .tag}, or the bare tag (specified); empty for anything else. */
    String tag() throws IOException {
        int first = peek();
        int telling = first == '{' ? at + START_OF_TAG : at;
        if ((first != '{' && first != '"') || telling + 8 > limit) {
            return tag(first);
        }
        int place = (int) (((long) EIGHT.get(bytes, telling) * 0x9e3779b97f4a7c15L) >>> 54);
        Tag seen = SEEN[place];
        if (seen != null && comesNext(seen.bytes)) {
            return seen.tag;
        }
        int from = at;
        long sameBuffer = dropped;
        String tag = tag(first);
        if (dropped == sameBuffer && at - from <= LONGEST_SEEN) {
            SEEN[place] = new Tag(Arrays.copyOfRange(bytes, from, at), tag);
        }
        return tag;
    }

    private String tag(int first) throws IOException {
        if (first != '{') {
            Text text = new Text();
            appendTo(text);
            return text.toString();
        }
        String tag = "";
        for (int field = next(TAG); field != END; field = next(TAG)) {
            if (field == 0) {
                tag = tag();
            } else {
                skip();
            }
        }
        return tag;
    }

    private boolean comesNext(byte[] wanted) {
        int end = at + wanted.length;
        if (end > limit || !Arrays.equals(bytes, at, end, wanted, 0, wanted.length)) {
            return false;
        }
        at = end;
        return true;
    }

    /** The time that comes next. */
    long moment() throws IOException {
        int first = peek();
        if (first != '"') {
            return is("null") ? Moments.UNTOLD : Moments.MALFORMED;
        }
        find();
        return Moments.of(bytes, start, end - start);
    }

    /** Whether what comes next is a word, such as {@code true}; passes over it. */
    boolean is(String word) throws IOException {
        int first = peek();
        if (first == '"' || first == '{' || first == '[') {
            skip();
            return false;
        }
        int length = word();
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes over the value that comes next. */
    void skip() throws IOException {
        switch (peek()) {
            case '"' -> skipText();
            case '{', '[' -> skipNested();
            default -> word();
        }
    }

    private void skipNested() throws IOException {
        int depth = 0;
        do {
            if (at == limit && !more(at)) {
                throw early();
            }
            switch (bytes[at]) {
                case '"' -> skipText();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0);
    }

    private void skipText() throws IOException {
        at++;
        while (true) {
            int stop = stop(at);
            if (stop == limit) {
                at = limit;
                if (!more(at)) {
                    throw early();
                }
            } else if (bytes[stop] == '"') {
                at = stop + 1;
                return;
            } else {
                at = stop + 1;
                if (at == limit && !more(at)) {
                    throw early();
                }
                at++;
            }
        }
    }

    /** Finds a word, a number or something that is nothing, of one byte at least; its length. */
    private int word() throws IOException {
        start = at;
        while (true) {
            while (at < limit) {
                byte next = bytes[at];
                if (next == ',' || next == '}' || next == ']' || next <= ' ') {
                    return end();
                }
                if (next == '"' || next == '{' || next == '[' || next == ':') {
                    throw broken();
                }
                at++;
            }
            if (!more(start)) {
                return end();
            }
        }
    }

    private int end() throws IOException {
        end = at;
        if (end == start) {
            throw broken();
        }
        return end - start;
    }

    /** Finds where the text that comes next ends, keeps all of it in the buffer, and goes behind it. */
    private void find() throws IOException {
        at++;
        start = at;
        escaped = false;
        while (true) {
            int stop = stop(at);
            if (stop < limit && bytes[stop] == '"') {
                end = stop;
                at = stop + 1;
                return;
            }
            if (stop < limit) {
                escaped = true;
                at = stop + 1;
                if (at == limit && !more(start)) {
                    throw early();
                }
                at++;
            } else {
                at = limit;
                if (!more(start)) {
                    throw early();
                }
            }
        }
    }

    /** Where the next quote or backslash is; the limit if there is none. Eight bytes at a time. */
    private int stop(int from) {
        int i = from;
        for (; i + 8 <= limit; i += 8) {
            long eight = (long) EIGHT.get(bytes, i);
            long quotes = eight ^ (ONES * '"');
            long slashes = eight ^ (ONES * '\\');
            long found = (((quotes - ONES) & ~quotes) | ((slashes - ONES) & ~slashes)) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < limit && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Gets more bytes behind those from a place on, which are kept; false at the end of all. */
    private boolean more(int from) throws IOException {
        int kept = limit - from;
        if (kept == bytes.length) {
            if (kept >= LONGEST) {
                throw broken();
            }
            bytes = Arrays.copyOf(bytes, 2 * kept);
        } else {
            System.arraycopy(bytes, from, bytes, 0, kept);
        }
        at -= from;
        dropped += from;
        start -= from;
        limit = kept;
        int count = source.read(bytes, limit, bytes.length - limit);
        limit += Math.max(count, 0);
        return count > 0;
    }

    private static IOException broken() {
        return new Listing.OddPageException("not JSON");
    }

    private static IOException early() {
        return new Listing.OddPageException("JSON that ends early");
    }

    /** Gives the buffer back; the source stays as it is. */
    @Override
    public void close() {
        if (bytes.length == SIZE) {
            SPARE.offer(bytes);
        }
        bytes = new byte[0];
        at = 0;
        limit = 0;
    }
}
