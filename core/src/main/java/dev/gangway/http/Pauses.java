package dev.gangway.http;

import dev.gangway.error.GangwayException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Until when a provider wants to be left alone: one for all calls of a transport, and of all nodes if they share one. Thread-safe. */
final class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    /** How old what was heard of the other nodes may be in quiet times. */
    private static final Duration HEARSAY = Duration.ofSeconds(1);
    /** For how long after a pause there may be another. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final Time time;
    private final @Nullable SharedPause shared;
    private final Object listening = new Object();
    private volatile Instant until = Instant.EPOCH;
    private volatile Instant heard = Instant.MIN;

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
            if (time.instant().isBefore(until.plus(LATELY))) {
                ask(shared, effect);
            } else if (isDue()) {
                synchronized (listening) { // a pause that one thread hears of holds back those that come with it
                    if (isDue()) {
                        ask(shared, effect);
                    }
                }
            }
        }
        return left();
    }

    /** A clock that was set back doesn't keep a node from asking. */
    private boolean isDue() {
        Instant now = time.instant();
        return now.isBefore(heard) || !now.isBefore(heard.plus(HEARSAY));
    }

    private void ask(SharedPause others, Effect effect) {
        try {
            Optional<Instant> end = others.until();
            end.ifPresent(this::learn);
        } catch (GangwayException unreadable) {
            if (effect == Effect.WRITES) {
                throw unreadable;
            }
        } finally {
            heard = time.instant();
        }
    }
}
