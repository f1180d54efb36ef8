package dev.gangway.license;

/** A set of numbers. Not thread-safe. */
final class LongSet {

    private long[] slots = new long[128];
    private boolean zero;
    private int size;

    /** Whether the number was not there before. */
    boolean add(long number) {
        if (number == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        if (!put(number)) {
            return false;
        }
        if (++size * 3L > slots.length * 2L) {
            long[] before = slots;
            slots = new long[before.length * 2];
            for (long each : before) {
                if (each != 0) {
                    put(each);
                }
            }
        }
        return true;
    }

    boolean has(long number) {
        return number == 0 ? zero : slots[slot(number)] == number;
    }

    private boolean put(long number) {
        int slot = slot(number);
        if (slots[slot] == number) {
            return false;
        }
        slots[slot] = number;
        return true;
    }

    /** Where the number is, or has room. */
    private int slot(long number) {
        int slot = (int) (number ^ number >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 & (slots.length - 1);
        }
        return slot;
    }
}
