package dev.gangway.analytics;

import java.util.Arrays;

/**
 * Remembers a small number for each of many keys, as some ten to thirty bytes and without an object. Keys are hashes of 64 bits, of which two of a
 * million are the same by chance once in some 37 million times. Not thread-safe.
 */
final class Numbers {

    /** For a key that isn't there. */
    static final byte NONE = 0;

    private long[] keys = new long[128];
    private byte[] numbers = new byte[128];
    private int size;

    /** Remembers a number other than {@link #NONE} and gives what was there before. */
    byte put(long key, byte number) {
        int slot = slot(key);
        byte before = numbers[slot];
        keys[slot] = key;
        numbers[slot] = number;
        if (before == NONE && ++size * 3L > keys.length * 2L) {
            grow();
        }
        return before;
    }

    byte get(long key) {
        return numbers[slot(key)];
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new byte[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    /** Where the key is, or has room. */
    private int slot(long key) {
        int slot = (int) (key ^ key >>> 32) & (keys.length - 1);
        while (numbers[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & (keys.length - 1);
        }
        return slot;
    }

    void clear() {
        Arrays.fill(numbers, NONE);
        size = 0;
    }

    static long hash(long seed, CharSequence text) {
        long hash = hash(seed, text.length());
        for (int i = 0; i < text.length(); i++) {
            hash = hash(hash, text.charAt(i));
        }
        return hash;
    }

    /** Mixes a number in. */
    static long hash(long seed, long number) {
        long hash = (seed ^ number) * 0xff51afd7ed558ccdL + 0x9e3779b97f4a7c15L;
        return hash ^ hash >>> 32;
    }
}
