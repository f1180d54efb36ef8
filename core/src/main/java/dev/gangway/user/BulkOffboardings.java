package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Row;
import dev.gangway.user.BulkReport.State;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Carries out bulk plans: each person's plan is an offboarding of its own, with its own record, and the run's record says who confirmed it
 * and whether it may go on. So any node can go on with any of it, and nobody is done twice.
 */
public final class BulkOffboardings {

    private final UsersSettings settings;
    private final BulkPlanning planning;
    private final Offboarding offboarding;
    private final BulkRecords records;

    BulkOffboardings(UsersSettings settings, BulkPlanning planning, Offboarding offboarding) {
        this.settings = settings;
        this.planning = planning;
        this.offboarding = offboarding;
        this.records = new BulkRecords(settings);
    }

    /**
     * Plans to see many people off. Nothing is written, neither at the provider nor here.
     *
     * @param leavers whom; of nobody the plan is empty, and can't be confirmed
     * @param resolver decides for each of them, as read, what happens to the files and who gets them, such as the manager; asked on the
     *     calling thread, in order
     * @return a plan for each, in the order given; look at {@link BulkPlan#staying()} and {@link BulkPlan#brake()}
     * @throws IllegalArgumentException if the resolver answered about somebody else
     */
    public BulkPlan plan(List<UserRef> leavers, OffboardingResolver resolver) {
        return plan(leavers, resolver, Progress.IGNORED);
    }

    /**
     * The same, with signs of life.
     *
     * @param leavers whom
     * @param resolver decides for each of them
     * @param progress told how many are planned for, from several threads
     * @return as {@link #plan(List, OffboardingResolver)}
     */
    public BulkPlan plan(List<UserRef> leavers, OffboardingResolver resolver, Consumer<Progress> progress) {
        Objects.requireNonNull(resolver, "resolver");
        Objects.requireNonNull(progress, "progress");
        return planning.plan(List.copyOf(Objects.requireNonNull(leavers, "leavers")), resolver, progress);
    }

    /**
     * Carries a confirmed bulk plan out: everybody whose plan is not refused is seen off as by {@link Users#execute(ConfirmedPlan)}, several at a
     * time. Everybody's plan is in the store before the first request, so after a crash {@link #resume} goes on, on any node, with nothing
     * but the handle; {@link #open()} has it.
     *
     * @param plan the plan, as confirmed
     * @return everybody's outcome; the run has ended unless {@link BulkReport#state()} says otherwise, as it does when the provider is
     *     down, and then {@link BulkReport#why()} says what to do
     * @throws IllegalStateException if the plan has a {@link BulkPlan#brake()} that nobody released; nothing was stored or sent
     * @throws IllegalArgumentException if another plan with the same id was executed before
     */
    public BulkReport execute(ConfirmedBulkPlan plan) {
        return execute(plan, Progress.IGNORED);
    }

    /**
     * The same, with signs of life.
     *
     * @param plan the plan, as confirmed
     * @param progress told of each person, from several threads
     * @return as {@link #execute(ConfirmedBulkPlan)}
     */
    public BulkReport execute(ConfirmedBulkPlan plan, Consumer<Progress> progress) {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(progress, "progress");
        plan.plan().brake().filter(it -> plan.release().isEmpty()).ifPresent(it -> {
            throw new IllegalStateException("Nothing was done: " + it.explanation());
        });
        JsonObject run = begun(plan);
        String id = plan.plan().id();
        if (!isWritten(run)
                && records.alone(id, settings.maxWait(), () -> writeDown(plan)).isEmpty()) {
            return report(BulkRecords.handle(id)); // another call writes it down, and goes on with it
        }
        plan.release().ifPresent(it -> release(id, it));
        return carriedOn(id, progress);
    }

    private JsonObject begun(ConfirmedBulkPlan confirmed) {
        BulkPlan plan = confirmed.plan();
        records.create(
                plan.id(),
                JsonObject.EMPTY
                        .with("digest", plan.digest())
                        .with("count", plan.entries().size())
                        .with("actor", confirmed.actor())
                        .with("release", confirmed.release().map(BrakeRelease::write))
                        .with("atOnce", confirmed.atOnce())
                        .with("since", settings.time().instant())
                        .with("state", State.OPEN));
        JsonObject run = records.of(plan.id());
        if (!run.requiredText("digest").equals(plan.digest())) {
            throw new IllegalArgumentException("Another plan with the id " + plan.id()
                    + " was executed before. Plan again: a plan is not to be changed by hand.");
        }
        return run;
    }

    /**
     * Goes on with a bulk offboarding that was paused, that stopped, or whose process died; settles what wasn't settled. Of one that was
     * cancelled it only settles. One whose process died before everybody's plan was stored is ended: nobody was seen off, plan again. A plan
     * holds for 24 hours: whoever wasn't begun with by then is refused with {@link dev.gangway.result.Refusal.Reason#PLAN_VOID}.
     *
     * @param run {@link BulkReport#handle()}, from any node
     * @param progress told of each person, from several threads
     * @return everybody's outcome
     * @throws IllegalArgumentException if this connection has no such run
     */
    public BulkReport resume(JobHandle run, Consumer<Progress> progress) {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(progress, "progress");
        String id = records.id(run);
        if (!isWritten(records.of(id))
                && records.alone(id, settings.maxWait(), () -> endUnwritten(id)).isEmpty()) {
            return report(run); // it is being written down just now
        }
        records.change(
                id,
                it -> BulkRecords.state(it) == State.PAUSED
                        ? it.with("state", State.OPEN).without("why")
                        : it);
        return carriedOn(id, progress);
    }

    /**
     * Pauses a bulk offboarding, on all nodes: whoever is just being seen off is, and nobody else is begun with. One that has ended or is
     * paused already stays as it is; {@link #report} says how.
     *
     * @param run its handle, {@link ConfirmedBulkPlan#handle()}; {@link #open()} has those of all runs
     * @param by who pauses it, for the report
     * @throws IllegalArgumentException if this connection has no such run, or {@code by} is blank
     */
    public void pause(JobHandle run, String by) {
        Objects.requireNonNull(run, "run");
        stop(run, State.PAUSED, "paused by " + ConfirmedPlan.checked(by));
    }

    /**
     * Ends a bulk offboarding, on all nodes: whoever is just being seen off is, and nobody else is begun with, ever. One that has ended stays
     * as it is; {@link #report} says how.
     *
     * @param run its handle, {@link ConfirmedBulkPlan#handle()}; {@link #open()} has those of all runs
     * @param by who cancels it, for the report
     * @throws IllegalArgumentException if this connection has no such run, or {@code by} is blank
     */
    public void cancel(JobHandle run, String by) {
        Objects.requireNonNull(run, "run");
        String why = "cancelled by " + ConfirmedPlan.checked(by);
        stop(run, State.CANCELLED, why);
        String id = records.id(run);
        JsonObject record = records.of(id);
        if (BulkRecords.state(record) == State.CANCELLED) {
            IntStream.range(0, BulkRecords.count(record))
                    .mapToObj(index -> BulkPlan.planId(id, index))
                    .filter(offboarding::isWrittenDown)
                    .forEach(planId ->
                            offboarding.giveUp(planId, record.text("why").orElse(why)));
        }
    }

    /**
     * How a bulk offboarding stands. No provider is asked and nothing is written.
     *
     * @param run its handle
     * @return everybody's outcome so far
     * @throws IllegalArgumentException if this connection has no such run
     */
    public BulkReport report(JobHandle run) {
        Objects.requireNonNull(run, "run");
        String id = records.id(run);
        JsonObject record = records.of(id);
        State state = BulkRecords.state(record);
        String why = record.text("why").orElse("not attempted yet; resume the run");
        List<Row<UserRef, Receipt>> rows = IntStream.range(0, BulkRecords.count(record))
                .mapToObj(index -> BulkPlan.planId(id, index))
                .filter(planId -> isWritten(record) || offboarding.isWrittenDown(planId))
                .map(planId -> offboarding.row(planId, why))
                .toList();
        String words = switch (state) {
            case FINISHED -> "everybody has a receipt or a refusal";
            case OPEN -> record.text("why").orElse("resume the run to go on");
            case PAUSED -> why + "; resume the run to go on";
            case CANCELLED -> why;
        };
        return new BulkReport(BulkRecords.handle(id), state, words, rows);
    }

    /**
     * The bulk offboardings that haven't ended, also those whose process died, and those that were paused: look at their {@link #report} before
     * you {@link #resume} them, which ends a pause.
     *
     * @return their handles
     */
    public List<JobHandle> open() {
        return records.open();
    }

    private static boolean isWritten(JsonObject run) {
        return run.flag("written").isPresent();
    }

    /** Everybody's plan is in the store before anybody is sent for, so that a resumed run needs nothing but the store. */
    private boolean writeDown(ConfirmedBulkPlan confirmed) {
        String id = confirmed.plan().id();
        JsonObject run = records.of(id);
        for (BulkPlan.Entry entry : confirmed.plan().entries()) {
            offboarding.writeDown(
                    id, entry, run.requiredText("actor"), run.object("release").map(BrakeRelease::read));
        }
        records.change(id, it -> it.with("written", true));
        return true;
    }

    private boolean endUnwritten(String id) {
        records.change(
                id,
                it -> isWritten(it)
                        ? it
                        : it.with("state", State.CANCELLED)
                                .with(
                                        "why",
                                        "ended, since its process died before everybody's plan was stored; nobody was seen off, plan again")
                                .with("ended", true));
        return true;
    }

    /** Somebody may answer for it only now: those whom only the brake refused are tried again, unless the run was stopped. */
    private void release(String id, BrakeRelease release) {
        records.change(id, it -> {
            if (BulkRecords.state(it) == State.CANCELLED) {
                return it;
            }
            JsonObject released = it.object("release").isPresent() ? it : it.with("release", release.write());
            return BulkRecords.state(it) == State.FINISHED
                    ? released.with("state", State.OPEN).without("ended")
                    : released;
        });
    }

    private void stop(JobHandle handle, State state, String why) {
        records.change(
                records.id(handle),
                it -> BulkRecords.state(it) == State.OPEN
                                || (BulkRecords.state(it) == State.PAUSED && state == State.CANCELLED)
                        ? it.with("state", state).with("why", why)
                        : it);
    }

    private BulkReport carriedOn(String id, Consumer<Progress> progress) {
        new BulkRun(settings.time(), records, offboarding, id, progress).carryOn();
        JsonObject run = records.of(id);
        BulkReport report = report(BulkRecords.handle(id));
        if (!isWritten(run)
                || report.unsettled() > 0
                || (report.notAttempted() > 0 && report.state() != State.CANCELLED)) {
            return report;
        }
        records.change(id, it -> {
            if (!it.object("release").equals(run.object("release"))) {
                return it; // released since: whoever the brake refused has no end yet
            }
            return (BulkRecords.state(it) == State.CANCELLED ? it : it.with("state", State.FINISHED))
                    .with("ended", true);
        });
        return report(report.handle());
    }
}
