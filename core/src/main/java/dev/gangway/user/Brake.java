package dev.gangway.user;

import java.time.Duration;
import java.util.Objects;

/**
 * How many people may be seen off within a time without anybody saying so by name: the larger of a count and a share of the team. It counts
 * over all runs and all nodes of a connection. Immutable.
 *
 * @param count so many may always go, at least 0
 * @param percent so many of a hundred people of the team may go, 0 to 100
 * @param window within which time, from a minute to 7 days
 */
public record Brake(int count, int percent, Duration window) {
    /** 3 people or 5 of a hundred, whichever is more, within 24 hours. */
    public static final Brake DEFAULT = new Brake(3, 5, Duration.ofHours(24));

    /**
     * Checks the figures.
     *
     * @param count so many may always go
     * @param percent so many of a hundred may go
     * @param window within which time
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Brake {
        Objects.requireNonNull(window, "window");
        if (count < 0 || percent < 0 || percent > 100) {
            throw new IllegalArgumentException(
                    "A brake has a count of 0 or more and a share of 0 to 100 of a hundred.");
        }
        if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("A brake counts over a minute to 7 days.");
        }
    }

    /**
     * How many may go from a team.
     *
     * @param members how many people the team has, 0 or more
     * @return the larger of count and share, the share rounded down
     */
    public int limit(int members) {
        return Math.max(count, (int) ((long) members * percent / 100));
    }
}
