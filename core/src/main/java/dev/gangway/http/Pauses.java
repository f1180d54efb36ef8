package dev.gangway.http;

import dev.gangway.error.GangwayException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Until when a provider wants to be left alone: one for all calls of a transport, and of all nodes if they share one. Thread-safe. */
final class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final Time time;
    private final @Nullable SharedPause shared;
    private volatile Instant until = Instant.EPOCH;

    Pauses(Time time, @Nullable SharedPause shared) {
        this.time = time;
        this.shared = shared;
    }

    /** A pause never shortens one that is on. */
    void hold(Instant end) {
        if (learn(end) && shared != null) {
            try {
                shared.hold(end);
            } catch (GangwayException notKept) {
                LOG.debug(
                        "A pause could not be told to the other nodes: {}",
                        notKept.getClass().getName());
            }
        }
    }

    private synchronized boolean learn(Instant end) {
        boolean later = end.isAfter(until);
        if (later) {
            until = end;
        }
        return later;
    }

    /** How long from now, as known here; zero or negative if no pause is on. */
    Duration left() {
        return Duration.between(time.instant(), until);
    }

    /** How long from now, after asking what the other nodes know; zero or negative if no pause is on. */
    Duration left(Effect effect) {
        if (shared != null) {
            try {
                shared.until().ifPresent(this::learn);
            } catch (GangwayException unreadable) {
                if (effect == Effect.WRITES) {
                    throw unreadable;
                }
            }
        }
        return left();
    }
}
