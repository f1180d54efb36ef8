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
    private int[] slots = slots(128);
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
        int slot = slot(text);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
        }
        places[size] = blocks.append(wanted.bytes(), wanted.length());
        slots[slot] = size++;
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
        return slots[slot(text)];
    }

    /** The slot that the text is in, or that is free for it. */
    private int slot(CharSequence text) {
        wanted.clear();
        wanted.put(text);
        int slot = hash(wanted.bytes(), 0, wanted.length()) & (slots.length - 1);
        while (slots[slot] != FREE && !blocks.holds(places[slots[slot]], wanted.bytes(), wanted.length())) {
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
            slots[slot] = number;
        }
    }

    private static int[] slots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, FREE);
        return slots;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9e3779b9;
        return hash ^ hash >>> 15;
    }
}
