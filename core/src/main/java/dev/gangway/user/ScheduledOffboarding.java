package dev.gangway.user;

import java.time.Instant;
import java.util.Objects;

/**
 * An offboarding that waits for its time. Immutable.
 *
 * @param plan what was confirmed
 * @param actor who confirmed it
 * @param at when it is due
 */
public record ScheduledOffboarding(OffboardingPlan plan, String actor, Instant at) {
    /**
     * Checks the parts.
     *
     * @param plan what was confirmed
     * @param actor who confirmed it
     * @param at when it is due
     */
    public ScheduledOffboarding {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(at, "at");
    }
}
