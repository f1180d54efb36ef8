package dev.gangway.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * All "now" and all waiting of the library. Tests give one that waits in no time. Implementations are thread-safe.
 */
public interface Time extends InstantSource {

    /**
     * Waits.
     *
     * @param duration how long; zero or negative returns at once
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * The real time.
     *
     * @return the machine's clock and {@link Thread#sleep(long)}
     */
    static Time system() {
        return new Time() {
            @Override
            public Instant instant() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                if (!duration.isNegative() && !duration.isZero()) {
                    Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
                }
            }
        };
    }
}
