package dev.gangway.figures.license;

import java.util.function.Supplier;

/** One way to read the team. Not thread-safe. */
interface Contestant {

    /**
     * What came out, for a comparison.
     *
     * @param people how many there are
     * @param lastSignIns the sum of their last sign-ins, in seconds; of who didn't sign in, zero
     * @param devices how many there are
     */
    record Found(long people, long lastSignIns, long devices) {
        /** Of one that keeps nothing. */
        static final Found NOTHING = new Found(0, 0, 0);
    }

    /** Forgets what earlier rounds have read; not measured. */
    default void forget() {}

    /** Reads; after {@link #forget()} everything. What came out is asked for afterwards, and not measured. */
    Supplier<Found> round() throws Exception;
}
