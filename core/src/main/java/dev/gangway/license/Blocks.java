package dev.gangway.license;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes in blocks, appended and never moved, so that growing copies nothing. A piece doesn't cross the end of a block. Not thread-safe.
 */
final class Blocks {

    private static final int BITS = 16;
    private static final int SIZE = 1 << BITS;

    private final List<byte[]> blocks = new ArrayList<>();
    private int used = SIZE;

    /** Appends the first so many bytes, and tells their place. */
    int append(byte[] piece, int length) {
        if (length > SIZE) {
            throw new IllegalArgumentException("A piece has at most " + SIZE + " bytes.");
        }
        if (used + length > SIZE) {
            blocks.add(new byte[SIZE]);
            used = 0;
        }
        int place = ((blocks.size() - 1) << BITS) + used;
        System.arraycopy(piece, 0, block(place), offset(place), length);
        used += length;
        return place;
    }

    byte[] block(int place) {
        return blocks.get(place >>> BITS);
    }

    static int offset(int place) {
        return place & (SIZE - 1);
    }

    boolean holds(int place, byte[] piece, int length) {
        int from = offset(place);
        return from + length <= SIZE && Arrays.equals(block(place), from, from + length, piece, 0, length);
    }
}
