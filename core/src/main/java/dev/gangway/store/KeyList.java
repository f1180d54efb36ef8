package dev.gangway.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/** Keys as people write them down: {@code name:Base64}, the primary first. What is wrong is said by its place, never by its content. */
final class KeyList {

    private static final String MAKE_ONE = "make one with: openssl rand -base64 32";

    private final Map<String, LocalKey> keys = new LinkedHashMap<>();

    private KeyList() {}

    /** Separated by commas, none of them empty. */
    static Map<String, LocalKey> entries(byte[] text, IntFunction<String> place) {
        return new KeyList().read(text, ',', place, false).keys;
    }

    /** One a line, between empty lines and comments. */
    static Map<String, LocalKey> lines(byte[] text, IntFunction<String> place) {
        return new KeyList().read(text, '\n', place, true).keys;
    }

    /** Works on bytes, since a {@code String} can't be overwritten. */
    private KeyList read(byte[] text, char separator, IntFunction<String> place, boolean gaps) {
        int start = 0;
        for (int number = 1; start <= text.length; number++) {
            int end = start;
            while (end < text.length && text[end] != separator) {
                end++;
            }
            byte[] entry = Arrays.copyOfRange(text, start, end);
            try {
                if (!gaps || !isGap(entry)) {
                    add(entry);
                }
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(place.apply(number) + ": " + wrong.getMessage());
            } finally {
                Arrays.fill(entry, (byte) 0);
            }
            start = end + 1;
        }
        return this;
    }

    private static boolean isGap(byte[] entry) {
        int first = skipSpace(entry, 0);
        return first == entry.length || entry[first] == '#';
    }

    private void add(byte[] entry) {
        int colon = 0;
        while (colon < entry.length && entry[colon] != ':') {
            colon++;
        }
        if (colon == entry.length) {
            throw new IllegalArgumentException("a key is written name:Base64, such as 2026-11:...; " + MAKE_ONE);
        }
        String id = checkedId(new String(entry, 0, colon, StandardCharsets.UTF_8).strip());
        int from = skipSpace(entry, colon + 1);
        int to = entry.length;
        while (to > from && isSpace(entry[to - 1])) {
            to--;
        }
        byte[] base64 = Arrays.copyOfRange(entry, from, to);
        try {
            put(keys, id, new LocalKey(id, decoded(base64)));
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }

    static <K extends SealingKey> void put(Map<String, K> keys, String id, K added) {
        keys.forEach((other, key) -> {
            if (other.equals(id)) {
                throw new IllegalArgumentException(
                        "there is a key named " + id + " already; give each key a name of its own");
            }
            if (key instanceof LocalKey it && added instanceof LocalKey mine && it.isSame(mine)) {
                throw new IllegalArgumentException(
                        "the key " + id + " is the same as the key " + other + "; " + MAKE_ONE);
            }
        });
        keys.put(id, added);
    }

    static String checkedId(String id) {
        if (!Objects.requireNonNull(id, "keyId").matches(Envelope.KEY_ID)) {
            throw new IllegalArgumentException("a key's name is 1 to 64 letters, digits, hyphens or underscores");
        }
        return id;
    }

    static byte[] decoded(byte[] base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the key is not Base64; " + MAKE_ONE);
        }
        if (bytes.length != LocalKey.BYTES) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("the key has " + bytes.length + " bytes, not 32; " + MAKE_ONE);
        }
        return bytes;
    }

    private static int skipSpace(byte[] text, int from) {
        int index = from;
        while (index < text.length && isSpace(text[index])) {
            index++;
        }
        return index;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }
}
