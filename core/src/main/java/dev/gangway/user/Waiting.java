package dev.gangway.user;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.http.Time;
import java.time.Duration;
import java.time.Instant;

/** Waits between looks at something that takes its time: half a second at first, then longer, never past the deadline. Not thread-safe. */
final class Waiting {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Time time;
    private final Instant deadline;
    private Duration pause = Duration.ofMillis(500);

    Waiting(Time time, Duration atMost) {
        this.time = time;
        this.deadline = time.instant().plus(atMost);
    }

    /** Waits for the next look; false, at once, if it would be after the deadline. */
    boolean again() {
        if (time.instant().plus(pause).isAfter(deadline)) {
            return false;
        }
        try {
            time.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    "The call was interrupted while it waited for the provider; the journal keeps its place.");
        }
        pause = pause.multipliedBy(3).dividedBy(2);
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return true;
    }
}
