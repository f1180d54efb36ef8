package dev.gangway.figures.license;

/** One way to read the team. Not thread-safe. */
interface Contestant {

    /** What came out, for a comparison of the contestants with each other. */
    record Found(long people, long lastSignIns, long devices) {
        /** Of one that keeps nothing. */
        static final Found NOTHING = new Found(0, 0, 0);
    }

    /** Forgets what earlier rounds have read; not measured. */
    default void forget() {}

    /** Reads; after {@link #forget()} everything. */
    Found round() throws Exception;
}
