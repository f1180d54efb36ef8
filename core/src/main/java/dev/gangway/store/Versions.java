package dev.gangway.store;

import java.security.SecureRandom;

/**
 * The versions of stores that several nodes write to. A new record starts at a random number of 62 bits and counts up from there. So a
 * version isn't used again after the record was erased and created anew, and nothing has to be kept of records that are gone.
 */
final class Versions {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Versions() {}

    /** The version that follows this one; 0 stands for "there is no such record". */
    static long after(long version) {
        return version == 0 ? RANDOM.nextLong(1, 1L << 62) : version + 1;
    }
}
