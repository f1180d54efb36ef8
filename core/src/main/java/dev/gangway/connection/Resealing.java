package dev.gangway.connection;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far sealing all credentials anew has come: on the way what was seen so far, in the end the result. The keys that sign receipts count
 * like one connection, if there are any. Immutable.
 *
 * @param total how many connections there were at the start
 * @param resealed how many were sealed with an older key, and are sealed with the primary one now
 * @param current how many were sealed with the primary key already, or have nothing sealed
 * @param gone how many were disconnected meanwhile
 * @param failures those that could not be sealed anew, and why; they are as they were
 */
public record Resealing(int total, int resealed, int current, int gone, List<Failure> failures) {

    /**
     * Checks and copies the parts.
     *
     * @param total how many connections there were
     * @param resealed how many were sealed anew
     * @param current how many were sealed with the primary key already
     * @param gone how many were disconnected meanwhile
     * @param failures those that could not be sealed anew
     */
    public Resealing {
        failures = List.copyOf(Objects.requireNonNull(failures, "failures"));
    }

    /**
     * A connection whose credential could not be sealed anew.
     *
     * @param connection which connection; empty for the keys that sign receipts
     * @param why what is wrong and what to do; names the place and the key, never the content
     */
    public record Failure(Optional<ConnectionId> connection, String why) {
        /**
         * Checks the parts.
         *
         * @param connection which connection
         * @param why what is wrong and what to do
         */
        public Failure {
            Objects.requireNonNull(connection, "connection");
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * How many have not been looked at yet.
     *
     * @return 0 in the end
     */
    public int left() {
        return total - resealed - current - gone - failures.size();
    }

    /**
     * Whether older keys may be removed: a run has come to its end and found nothing that an older key had sealed. That is only so if all
     * nodes had the new primary key when it began.
     *
     * @return whether nothing is left, nothing was sealed anew and nothing failed
     */
    public boolean foundNothingOld() {
        return left() == 0 && resealed == 0 && failures.isEmpty();
    }
}
