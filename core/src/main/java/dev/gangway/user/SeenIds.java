package dev.gangway.user;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The ids that a listing has told, by the first 16 bytes of their SHA-256: about 32 bytes for each, so that a million fit beside everything
 * else into 64 MB. Not thread-safe.
 */
final class SeenIds {

    /** Many small tables that grow one at a time, never all of them at once. */
    private static final int TABLES = 256;

    private final MessageDigest digest = sha256();
    private final Table[] tables = new Table[TABLES];
    private int size;

    SeenIds() {
        for (int i = 0; i < TABLES; i++) {
            tables[i] = new Table();
        }
    }

    /** Whether it wasn't there before. */
    boolean add(UserId id) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(id.value().getBytes(StandardCharsets.UTF_8)));
        long first = hash.getLong();
        boolean added = tables[(int) (first & (TABLES - 1))].add(first, hash.getLong() | 1);
        size += added ? 1 : 0;
        return added;
    }

    int size() {
        return size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("Every Java has SHA-256.", every);
        }
    }

    /** Pairs of numbers, the second of which is never 0 in one that is there. */
    private static final class Table {
        private long[] pairs = new long[16];
        private int count;

        boolean add(long first, long second) {
            if (!put(first, second)) {
                return false;
            }
            if (++count * 3 > pairs.length) { // at two thirds
                long[] before = pairs;
                pairs = new long[2 * before.length];
                for (int i = 0; i < before.length; i += 2) {
                    if (before[i + 1] != 0) {
                        put(before[i], before[i + 1]);
                    }
                }
            }
            return true;
        }

        private boolean put(long first, long second) {
            int at = 2 * (int) ((first >>> 8) & (pairs.length / 2 - 1));
            while (pairs[at + 1] != 0) {
                if (pairs[at] == first && pairs[at + 1] == second) {
                    return false;
                }
                at = (at + 2) & (pairs.length - 1);
            }
            pairs[at] = first;
            pairs[at + 1] = second;
            return true;
        }
    }
}
