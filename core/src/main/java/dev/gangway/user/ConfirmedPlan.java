package dev.gangway.user;

import java.util.Objects;

/**
 * A plan that somebody confirmed; {@link OffboardingPlan#confirmedBy} makes it. It is carried out once: executing it again gives the
 * receipt of the first time. Immutable.
 */
public final class ConfirmedPlan {
    private final OffboardingPlan plan;
    private final String actor;

    ConfirmedPlan(OffboardingPlan plan, String actor) {
        this.plan = Objects.requireNonNull(plan, "plan");
        this.actor = Objects.requireNonNull(actor, "actor").strip();
        if (this.actor.isEmpty()) {
            throw new IllegalArgumentException("Say who confirms the plan; the receipt names them.");
        }
    }

    /**
     * The plan.
     *
     * @return what was confirmed
     */
    public OffboardingPlan plan() {
        return plan;
    }

    /**
     * Who confirmed it.
     *
     * @return the actor's name or address
     */
    public String actor() {
        return actor;
    }

    @Override
    public String toString() {
        return "ConfirmedPlan[" + plan.id() + "]";
    }
}
