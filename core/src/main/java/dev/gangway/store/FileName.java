package dev.gangway.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of record files. A name has small letters, digits and {@code - _ %} only and starts with a mark, so it is the same on every
 * file system, whether that tells capitals from small letters or keeps names like "con" and "a." for itself. A key whose name would be too
 * long is named by its digest; its file tells the key.
 */
final class FileName {

    private static final String PLAIN = "k-";
    private static final String DIGEST = "h-";
    private static final String UNCHANGED = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LONGEST = 200;
    private static final Pattern PLAINS = Pattern.compile(PLAIN + "([a-z0-9_-]|%[0-9a-f]{2})+");
    private static final Pattern DIGESTS = Pattern.compile(DIGEST + "[0-9a-f]{64}");
    private static final HexFormat HEX = HexFormat.of();

    private FileName() {}

    static String of(String key) {
        String name = spelledOut(key);
        return name.length() <= LONGEST ? name : DIGEST + digest(key);
    }

    private static String spelledOut(String key) {
        StringBuilder name = new StringBuilder(PLAIN);
        for (int i = 0; i < key.length(); i++) {
            if (UNCHANGED.indexOf(key.charAt(i)) >= 0) {
                name.append(key.charAt(i));
            } else {
                name.append('%').append(HEX.toHexDigits((byte) key.charAt(i)));
            }
        }
        return name.toString();
    }

    /** Whether a name shows already that its key starts otherwise. */
    static boolean startsOtherwise(String name, String prefix) {
        return name.startsWith(PLAIN) && !name.startsWith(spelledOut(prefix));
    }

    private static String digest(String key) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    static boolean isDigest(String name) {
        return DIGESTS.matcher(name).matches();
    }

    /** The key that a name spells out; empty if this is no such name. */
    static Optional<String> key(String name) {
        if (!PLAINS.matcher(name).matches()) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder();
        for (int i = PLAIN.length(); i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                key.append((char) HexFormat.fromHexDigits(name, i + 1, i + 3));
                i += 2;
            } else {
                key.append(name.charAt(i));
            }
        }
        return Optional.of(key.toString()).filter(it -> of(it).equals(name));
    }
}
