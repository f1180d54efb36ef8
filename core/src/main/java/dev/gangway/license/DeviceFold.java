package dev.gangway.license;

import dev.gangway.user.UserSession;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many devices and sessions people have, when they last used one, and how many don't tell. A device told twice counts once, and is silent
 * only if no telling has a time. Not thread-safe.
 */
final class DeviceFold implements DeviceSink {

    private static final int SILENT = 3;
    private static final int KINDS = 4;

    private final Interned ids;
    private LongSet seen = new LongSet();
    /** The devices that were silent when they were first told, and the complements of those that told it later. */
    private LongSet silent = new LongSet();

    private int[] counts = new int[64 * KINDS];
    private long[] lastUsed = unknown(64);

    DeviceFold(Interned ids) {
        this.ids = ids;
    }

    @Override
    public void device(CharSequence who, CharSequence id, UserSession.Kind kind, long lastUsedAt) {
        int person = ids.add(who);
        if (person >= lastUsed.length) {
            int before = lastUsed.length;
            int after = Integer.highestOneBit(person) * 2;
            counts = Arrays.copyOf(counts, after * KINDS);
            lastUsed = Arrays.copyOf(lastUsed, after);
            Arrays.fill(lastUsed, before, after, UNKNOWN);
        }
        long device = hash(person, id);
        boolean isNew =
                id.isEmpty() || seen.add(device); // one without an id can't be told from others, so it is another
        if (isNew) {
            counts[place(person, kind)]++;
            if (lastUsedAt == UNKNOWN) {
                if (!id.isEmpty()) {
                    silent.add(device);
                }
                counts[person * KINDS + SILENT]++;
            }
        } else if (lastUsedAt != UNKNOWN && silent.has(device) && silent.add(~device)) {
            counts[person * KINDS + SILENT]--;
        }
        lastUsed[person] = Math.max(lastUsed[person], lastUsedAt);
    }

    /** Forgets which devices were told; after the last of them. */
    void end() {
        seen = new LongSet();
        silent = new LongSet();
    }

    /** The devices of the person who has a number among the ids. */
    DeviceUse of(int person) {
        return person >= lastUsed.length
                ? DeviceUse.NONE
                : new DeviceUse(
                        count(person, UserSession.Kind.WEB),
                        count(person, UserSession.Kind.DESKTOP),
                        count(person, UserSession.Kind.MOBILE),
                        lastUsed[person] == UNKNOWN
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochSecond(lastUsed[person])),
                        counts[person * KINDS + SILENT]);
    }

    private int count(int person, UserSession.Kind kind) {
        return counts[place(person, kind)];
    }

    private static int place(int person, UserSession.Kind kind) {
        return person * KINDS
                + switch (kind) {
                    case WEB -> 0;
                    case DESKTOP -> 1;
                    case MOBILE -> 2;
                };
    }

    private static long[] unknown(int size) {
        long[] times = new long[size];
        Arrays.fill(times, UNKNOWN);
        return times;
    }

    private static long hash(int person, CharSequence id) {
        long hash = person * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
