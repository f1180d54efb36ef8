package dev.gangway.user;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plan that somebody confirmed; {@link OffboardingPlan#confirmedBy} makes it. It is carried out once: executing it again gives the
 * receipt of the first time. Immutable.
 */
public final class ConfirmedPlan {
    private final OffboardingPlan plan;
    private final String actor;
    private final Optional<BrakeRelease> release;

    private ConfirmedPlan(OffboardingPlan plan, String actor, Optional<BrakeRelease> release) {
        this.plan = plan;
        this.actor = actor;
        this.release = release;
    }

    static ConfirmedPlan of(OffboardingPlan plan, String actor) {
        return new ConfirmedPlan(plan, checked(actor), Optional.empty());
    }

    static String checked(String actor) {
        String name = Objects.requireNonNull(actor, "actor").strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Say who confirms the plan; the receipt names them.");
        }
        return name;
    }

    /**
     * Whether the actor is this person: by id, or by an address that is a word of the actor's text, as in "Ana (ana@example.com)". Around it there
     * may be anything that isn't part of a longer address.
     */
    static boolean isBy(String actor, User person) {
        return actor.equals(person.id().value())
                || Pattern.compile(
                                "(?<![\\p{L}\\p{N}][._%+'~-]{0,5})" + Pattern.quote(person.email())
                                        + "(?![._-]{0,5}[\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(actor)
                        .find();
    }

    /**
     * A copy that is carried out although more people go than the {@link Brake} allows.
     *
     * @param by who answers for it
     * @param reason why so many have to go
     * @return the copy
     * @throws IllegalArgumentException if one is blank
     */
    public ConfirmedPlan releasingBrake(String by, String reason) {
        return new ConfirmedPlan(plan, actor, Optional.of(new BrakeRelease(by, reason)));
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

    /**
     * Who released the brake, and why.
     *
     * @return the release; empty if the brake holds
     */
    public Optional<BrakeRelease> release() {
        return release;
    }

    @Override
    public String toString() {
        return "ConfirmedPlan[" + plan.id() + "]";
    }
}
