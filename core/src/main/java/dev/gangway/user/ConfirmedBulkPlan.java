package dev.gangway.user;

import dev.gangway.result.JobHandle;
import java.util.Optional;

/**
 * A bulk plan that somebody confirmed; {@link BulkPlan#confirmedBy} makes it. It is carried out once: executing it again goes on where it
 * stopped, and gives the report. Immutable.
 */
public final class ConfirmedBulkPlan {

    private static final int MOST_AT_ONCE = 16;

    private final BulkPlan plan;
    private final String actor;
    private final Optional<BrakeRelease> release;
    private final int atOnce;

    private ConfirmedBulkPlan(BulkPlan plan, String actor, Optional<BrakeRelease> release, int atOnce) {
        this.plan = plan;
        this.actor = actor;
        this.release = release;
        this.atOnce = atOnce;
    }

    static ConfirmedBulkPlan of(BulkPlan plan, String actor) {
        return new ConfirmedBulkPlan(plan, ConfirmedPlan.checked(actor), Optional.empty(), 4);
    }

    /**
     * A copy that is carried out although more people go than the {@link Brake} allows.
     *
     * @param by who answers for it
     * @param reason why so many have to go
     * @return the copy
     * @throws IllegalArgumentException if one is blank
     */
    public ConfirmedBulkPlan releasingBrake(String by, String reason) {
        return new ConfirmedBulkPlan(plan, actor, Optional.of(new BrakeRelease(by, reason)), atOnce);
    }

    /**
     * A copy that sees so many people off at the same time. Default: 4. The provider's rate limits hold whatever the number.
     *
     * @param people 1 to 16
     * @return the copy
     * @throws IllegalArgumentException if it is another number
     */
    public ConfirmedBulkPlan atOnce(int people) {
        if (people < 1 || people > MOST_AT_ONCE) {
            throw new IllegalArgumentException("From 1 to " + MOST_AT_ONCE + " people are seen off at once.");
        }
        return new ConfirmedBulkPlan(plan, actor, release, people);
    }

    /**
     * Names the run, before {@link BulkOffboardings#execute(ConfirmedBulkPlan)} returns, too: to pause, cancel or report it from another thread
     * or node.
     *
     * @return {@link BulkReport#handle()} of the run; as long as nobody has begun to execute the plan, there is no run of this handle
     */
    public JobHandle handle() {
        return BulkRecords.handle(plan.id());
    }

    /**
     * The plan.
     *
     * @return what was confirmed
     */
    public BulkPlan plan() {
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

    int atOnce() {
        return atOnce;
    }

    @Override
    public String toString() {
        return "ConfirmedBulkPlan[" + plan.id() + "]";
    }
}
