package dev.gangway.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The newest events that went by, each by 64 bits of a hash of its key. Not thread-safe. */
final class Seen {

    /** So many fit into a record of the store, with room for a cursor. */
    static final int MOST = 24_000;

    private final Set<Long> keys = new LinkedHashSet<>();

    /** Whether it is new; it isn't any more then. */
    boolean add(String key) {
        return add(hash(key));
    }

    boolean add(long hash) {
        boolean added = keys.add(hash);
        if (keys.size() > MOST) {
            Iterator<Long> oldest = keys.iterator();
            oldest.next();
            oldest.remove();
        }
        return added;
    }

    /** From the oldest to the newest. */
    Set<Long> hashes() {
        return keys;
    }

    private static long hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
