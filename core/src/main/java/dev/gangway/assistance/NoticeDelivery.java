package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What became of the notices that were waiting. Immutable.
 *
 * @param sent how many were handed over
 * @param waiting which were not, and are tried again the next time
 */
public record NoticeDelivery(int sent, List<Waiting> waiting) {

    /**
     * Copies the list.
     *
     * @param sent how many were handed over
     * @param waiting which were not
     */
    public NoticeDelivery {
        waiting = List.copyOf(waiting);
    }

    /**
     * A notice that an admin hasn't got yet. Immutable.
     *
     * @param connection of which connection's team
     * @param to the admin's address
     * @param since since when it waits
     * @param why why it was not taken
     */
    public record Waiting(ConnectionId connection, String to, Instant since, String why) {

        /**
         * Checks that nothing is missing.
         *
         * @param connection of which connection's team
         * @param to the admin's address
         * @param since since when it waits
         * @param why why it was not taken
         */
        public Waiting {
            Objects.requireNonNull(connection, "connection");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(why, "why");
        }
    }
}
