package dev.gangway.figures.license;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How large the team is, and when the benchmark began.
 *
 * @param people how many there are on the team
 * @param signIns how many there are in the log at first
 * @param now when the log ends, in whole seconds
 */
record Size(int people, int signIns, Instant now) {

    private static final Duration HISTORY = Duration.ofDays(90);

    static Size of(int people, int signIns) {
        return new Size(people, signIns, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    static Size parse(List<String> arguments) {
        return new Size(
                Integer.parseInt(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Instant.parse(arguments.get(2)));
    }

    List<String> arguments() {
        return List.of(String.valueOf(people), String.valueOf(signIns), now.toString());
    }

    /** When the log begins. */
    Instant start() {
        return now.minus(HISTORY);
    }
}
