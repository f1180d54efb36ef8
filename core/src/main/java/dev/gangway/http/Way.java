package dev.gangway.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        Time time,
        Limits limits) {}
