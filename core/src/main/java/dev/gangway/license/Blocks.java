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

    /** Appends some bytes, and tells their place. */
    int append(byte[] piece, int start, int end) {
        int length = end - start;
        if (length > SIZE) {
            throw new IllegalArgumentException("A piece has at most " + SIZE + " bytes.");
        }
        if (used + length > SIZE) {
            blocks.add(new byte[SIZE]);
            used = 0;
        }
        int place = ((blocks.size() - 1) << BITS) + used;
        System.arraycopy(piece, start, block(place), offset(place), length);
        used += length;
        return place;
    }

    byte[] block(int place) {
        return blocks.get(place >>> BITS);
    }

    static int offset(int place) {
        return place & (SIZE - 1);
    }

    boolean holds(int place, byte[] piece, int start, int end) {
        int from = offset(place);
        int to = from + end - start;
        return to <= SIZE && Arrays.equals(block(place), from, to, piece, start, end);
    }
}
