package dev.gangway.http;

import java.time.Duration;
import java.time.Instant;

/** Until when a provider wants to be left alone: one for all calls of a transport. Thread-safe. */
final class Pauses {

    private final Time time;
    private volatile Instant until = Instant.EPOCH;

    Pauses(Time time) {
        this.time = time;
    }

    /** A pause never shortens one that is on. */
    synchronized void hold(Instant end) {
        if (end.isAfter(until)) {
            until = end;
        }
    }

    /** How long from now; zero or negative if no pause is on. */
    Duration left() {
        return Duration.between(time.instant(), until);
    }
}
