package dev.gangway.user;

import java.util.OptionalLong;

/**
 * How much storage a person may use. Immutable.
 *
 * @param bytes the limit in bytes, at least 0; empty if the person has no limit of their own
 */
public record Quota(OptionalLong bytes) {
    /** No limit of the person's own. */
    public static final Quota NONE = new Quota(OptionalLong.empty());

    /**
     * Checks the limit.
     *
     * @param bytes the limit
     * @throws IllegalArgumentException if it is negative
     */
    public Quota {
        if (bytes.isPresent() && bytes.getAsLong() < 0) {
            throw new IllegalArgumentException("A quota can't be negative; Quota.NONE lifts the limit.");
        }
    }

    /**
     * A limit.
     *
     * @param bytes the limit in bytes
     * @return the quota
     * @throws IllegalArgumentException if it is negative
     */
    public static Quota of(long bytes) {
        return new Quota(OptionalLong.of(bytes));
    }

    @Override
    public String toString() {
        return bytes.isPresent() ? bytes.getAsLong() + " bytes" : "no limit of their own";
    }
}
