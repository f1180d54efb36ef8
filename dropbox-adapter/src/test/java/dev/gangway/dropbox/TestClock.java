package dev.gangway.dropbox;

import dev.gangway.http.Time;
import java.time.Duration;
import java.time.Instant;

/** A clock that sleeps by moving at once. */
final class TestClock implements Time {

    private Instant now = Instant.parse("2026-01-05T09:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }

    synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
