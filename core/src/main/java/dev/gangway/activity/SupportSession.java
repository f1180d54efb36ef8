package dev.gangway.activity;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A session of the partner in the provider's own assistance, as the log tells it. Immutable.
 *
 * @param partner who entered
 * @param started when; unknown if the log of the time that was read has no start
 * @param ended when; unknown if the log has no end: the session may go on, or the end is still to come
 * @param actions what the log tells of the partner meanwhile, oldest first. The log doesn't say to which session an action belongs: what
 *     happened while two sessions of one partner were open is with the one that started last
 */
public record SupportSession(Party partner, Fact<Instant> started, Fact<Instant> ended, List<Activity> actions) {
    /**
     * Checks and copies the parts.
     *
     * @param partner who entered
     * @param started when
     * @param ended when it ended
     * @param actions what the partner did
     */
    public SupportSession {
        Objects.requireNonNull(partner, "partner");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(ended, "ended");
        actions = List.copyOf(actions);
    }
}
