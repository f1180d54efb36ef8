package dev.gangway.dropbox.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** With whom outside the team its members may share. Guarded by the world's lock. */
final class AllowList {
    /** Specified. */
    static final int MOST = 10_000;

    private final List<Entry> ever = new ArrayList<>();
    private final Map<String, Entry> present = new LinkedHashMap<>();

    /** A domain, or an address; it may be off the list by now. */
    static final class Entry {
        private final String value;
        private boolean listed = true;

        private Entry(String value) {
            this.value = value;
        }

        String value() {
            return value;
        }

        boolean isEmail() {
            return value.contains("@");
        }

        boolean isListed() {
            return listed;
        }
    }

    int size() {
        return present.size();
    }

    /** Case makes no difference [assumed]. */
    boolean has(String value) {
        return present.containsKey(Addresses.key(value));
    }

    void add(String value) {
        Entry entry = new Entry(value);
        ever.add(entry);
        present.put(Addresses.key(value), entry);
    }

    void remove(String value) {
        Entry entry = present.remove(Addresses.key(value));
        if (entry != null) {
            entry.listed = false;
        }
    }

    /** How many there ever were; a listing that begins now shows none that comes later. */
    int everAdded() {
        return ever.size();
    }

    /** Of the first that there ever were, the newest first; the same for the same number, so that an index into it is a stable position. */
    List<Entry> newestFirst(int first) {
        List<Entry> newest = new ArrayList<>(ever.subList(0, first));
        Collections.reverse(newest);
        return newest;
    }
}
