package dev.gangway.store;

import java.util.Arrays;

/**
 * A record as read. Immutable.
 */
public final class Versioned {
    private final long version;
    private final byte[] data;

    /**
     * A record.
     *
     * @param version its version, above 0; a version is never used again for the same key
     * @param data its content; copied
     */
    public Versioned(long version, byte[] data) {
        if (version <= 0) {
            throw new IllegalArgumentException("Versions of records start above 0.");
        }
        this.version = version;
        this.data = data.clone();
    }

    /**
     * The version, for the next compare-and-set.
     *
     * @return a number above 0
     */
    public long version() {
        return version;
    }

    /**
     * The content.
     *
     * @return a copy
     */
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Versioned it && version == it.version && Arrays.equals(data, it.data);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(version);
    }

    /** Shows the size, not the content. */
    @Override
    public String toString() {
        return "Versioned[version " + version + ", " + data.length + " bytes]";
    }
}
