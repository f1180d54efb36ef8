package dev.gangway.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the calls of a transport have in common. Thread-safe.
 *
 * @param bodyAsksToWait how long the body of a 429 says to wait
 */
record Way(
        Wire wire,
        @Nullable Authorization authorization,
        Rejection rejection,
        Function<Reply, Optional<Duration>> bodyAsksToWait,
        Pauses pauses,
        RetryBudget budget,
        CallListener listener,
        Time time,
        Limits limits) {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    /** What a listener throws is its own affair, all the more after something was sent. */
    void tell(CallAttempt attempt) {
        try {
            listener.on(attempt);
        } catch (RuntimeException | Error thrown) {
            LOG.warn("A call listener failed: {}", thrown.getClass().getName());
        }
    }
}
