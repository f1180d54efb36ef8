package dev.gangway.license;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Texts, each kept once, numbered as they came. A text that is there already is found without making an object. Thread-safe, so that all that
 * is read at once of people shares one of these.
 */
final class Interned {

    private static final int FREE = -1;

    private final Blocks blocks = new Blocks();
    private final Chars wanted = new Chars();
    private int[] places = new int[64];
    /** Each the place and the number of a text, so that one look at the memory tells both. */
    private long[] slots = slots(128);

    private int size;

    synchronized int size() {
        return size;
    }

    synchronized String text(int number) {
        int place = places[number];
        return Chars.text(blocks.block(place), Blocks.offset(place));
    }

    /** The text's number; a new one if it wasn't there. */
    synchronized int add(CharSequence text) {
        wanted.clear();
        wanted.put(text);
        return add(wanted.bytes(), 0, wanted.length(), hash(wanted.bytes(), 0, wanted.length()));
    }

    /** The number of a text that {@link Chars} has put into some bytes. */
    synchronized int add(byte[] bytes, int from, int to, int hash) {
        int slot = slot(bytes, from, to, hash);
        if (slots[slot] != FREE) {
            return (int) slots[slot];
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
        }
        places[size] = blocks.append(bytes, from, to);
        slots[slot] = (long) places[size] << 32 | size;
        size++;
        if (size * 2 > slots.length) {
            rehash();
        }
        return size - 1;
    }

    /** Writes a text without making an object: the number of its bytes in two bytes, and the bytes in UTF-8. */
    synchronized void write(int number, DataOutputStream out) throws IOException {
        byte[] block = blocks.block(places[number]);
        int from = Blocks.offset(places[number]);
        out.write(block, from, Chars.after(block, from) - from);
    }

    /** The text's number, or -1 if it isn't there. */
    synchronized int find(CharSequence text) {
        wanted.clear();
        wanted.put(text);
        return (int) slots[slot(wanted.bytes(), 0, wanted.length(), hash(wanted.bytes(), 0, wanted.length()))];
    }

    /** The slot that the text is in, or that is free for it. */
    private int slot(byte[] bytes, int from, int to, int hash) {
        int slot = hash & (slots.length - 1);
        while (slots[slot] != FREE && !blocks.holds((int) (slots[slot] >>> 32), bytes, from, to)) {
            slot = slot + 1 & (slots.length - 1);
        }
        return slot;
    }

    private void rehash() {
        slots = slots(slots.length * 2);
        for (int number = 0; number < size; number++) {
            byte[] block = blocks.block(places[number]);
            int from = Blocks.offset(places[number]);
            int slot = hash(block, from, Chars.after(block, from)) & (slots.length - 1);
            while (slots[slot] != FREE) {
                slot = slot + 1 & (slots.length - 1);
            }
            slots[slot] = (long) places[number] << 32 | number;
        }
    }

    private static long[] slots(int count) {
        long[] slots = new long[count];
        Arrays.fill(slots, FREE);
        return slots;
    }

    static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = mixed(hash ^ Chars.longAt(bytes, i));
        }
        for (; i < to; i++) {
            hash = mixed(hash ^ bytes[i]);
        }
        return (int) hash;
    }

    static long mixed(long hash) {
        long product = hash * 0x9e3779b97f4a7c15L;
        return product ^ product >>> 32;
    }
}
