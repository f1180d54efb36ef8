package dev.gangway.activity;

import java.time.Instant;
import java.util.Objects;

/**
 * Where the provider's own switch for the partner's support stood. Immutable.
 *
 * @param on whether the partner could enter
 * @param since since when at the latest: the time of the evidence
 * @param asOf until when that is sure; it may have been switched since, and the log may not tell yet
 * @param evidence the event that shows it: a switch, or a session that started
 */
public record SwitchPosition(boolean on, Instant since, Instant asOf, Activity evidence) {
    /**
     * Checks the parts.
     *
     * @param on whether the partner could enter
     * @param since since when at the latest
     * @param asOf until when that is sure
     * @param evidence the event that shows it
     */
    public SwitchPosition {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(evidence, "evidence");
    }
}
