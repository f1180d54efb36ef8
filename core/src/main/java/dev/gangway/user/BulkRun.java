package dev.gangway.user;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.user.BulkReport.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call that carries a bulk run on, with several threads. */
final class BulkRun {

    /** So many people in a row of whom nothing is settled stop a run: then something is wrong that more people don't mend. */
    static final int TROUBLE_IN_A_ROW = 8;

    private final Time time;
    private final BulkRecords records;
    private final Offboarding offboarding;
    private final String id;
    private final Consumer<Progress> progress;
    private final Optional<BrakeRelease> release;
    private final int count;
    private final int atOnce;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicReference<@Nullable GangwayException> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Integer> again = new ConcurrentLinkedQueue<>();

    BulkRun(Time time, BulkRecords records, Offboarding offboarding, String id, Consumer<Progress> progress) {
        JsonObject run = records.of(id);
        this.time = time;
        this.records = records;
        this.offboarding = offboarding;
        this.id = id;
        this.progress = progress;
        this.release = run.object("release").map(BrakeRelease::read);
        this.count = BulkRecords.count(run);
        this.atOnce = Math.min(count, (int) run.number("atOnce").orElse(1));
    }

    void carryOn() {
        records.change(id, it -> BulkRecords.state(it) == State.OPEN ? it.without("why") : it);
        Crew.atWork(atOnce, this::work);
        if (Thread.currentThread().isInterrupted()) {
            stop(new CallInterruptedException("The run was interrupted; resume it to go on."));
        }
        for (int index : List.copyOf(again)) { // once more, for who waited for another admin's offboarding, for one
            if (mayGoOn()) {
                attempt(index);
            }
        }
        RuntimeException bug = broken.get();
        if (bug != null) {
            throw bug;
        }
        GangwayException trouble = stopped.get();
        if (trouble != null) {
            noteStopped(trouble);
        }
    }

    private void noteStopped(GangwayException trouble) {
        if (trouble instanceof CallInterruptedException it) {
            throw it;
        }
        records.change(
                id,
                it -> BulkRecords.state(it) == State.OPEN
                        ? it.with("why", "the run stopped: " + trouble.getMessage())
                        : it);
    }

    private void work() {
        for (int index = next.getAndIncrement(); index < count && mayGoOn(); index = next.getAndIncrement()) {
            attempt(index);
        }
    }

    private boolean mayGoOn() {
        return stopped.get() == null
                && broken.get() == null
                && !Thread.currentThread().isInterrupted()
                && !isTooLate();
    }

    private boolean isTooLate() {
        boolean tooLate = Deadline.isBound() && Deadline.isOver();
        if (tooLate) {
            stop(new ProviderUnavailableException(
                    "the caller's deadline is over; resume the run to go on.", Optional.empty()));
        }
        return tooLate;
    }

    private void stop(GangwayException why) {
        stopped.compareAndSet(null, why);
    }

    private void attempt(int index) {
        try {
            attemptOrThrow(index);
        } catch (CredentialRejectedException
                | PermissionMissingException
                | RateLimitedException
                | StoreException
                | CallInterruptedException forAll) {
            stop(forAll);
        } catch (GangwayException trouble) {
            tell(index, trouble.getMessage());
            if (inARow.incrementAndGet() >= TROUBLE_IN_A_ROW) {
                stop(trouble);
            }
        } catch (RuntimeException bug) {
            broken.compareAndSet(null, bug);
        }
    }

    private void attemptOrThrow(int index) {
        String planId = BulkPlan.planId(id, index);
        Optional<Outcome<Receipt>> before = offboarding.recorded(planId);
        if (before.filter(this::isTheEnd).isPresent()) {
            ended.incrementAndGet();
            return;
        }
        JsonObject run = records.of(id);
        if (BulkRecords.state(run) != State.OPEN && !offboarding.wasBegun(planId)) {
            if (BulkRecords.state(run) == State.CANCELLED && offboarding.isWrittenDown(planId)) {
                offboarding.giveUp(
                        planId, run.text("why").orElse("the run was cancelled")); // another call had them then
            }
            return;
        }
        Optional<Outcome<Receipt>> outcome = offboarding.carryOn(planId, release);
        if (outcome.isEmpty()) { // which says nothing of the provider
            tell(index, "being seen off by another call");
            again.add(index);
            return;
        }
        outcome.get()
                .match(
                        done -> settled(index, "gone"),
                        refused -> settled(index, "refused: " + refused.refusal()),
                        unsettled -> later(index, unsettled.why()));
    }

    private boolean isTheEnd(Outcome<Receipt> outcome) {
        return outcome.match(
                done -> true,
                refused -> release.isEmpty() || refused.refusal().reason() != Refusal.Reason.MASS_OFFBOARDING,
                unsettled -> false);
    }

    private boolean settled(int index, String how) {
        ended.incrementAndGet();
        inARow.set(0);
        tell(index, how);
        return true;
    }

    private boolean later(int index, String why) {
        tell(index, "not settled: " + why);
        again.add(index);
        if (offboarding.wasBegun(BulkPlan.planId(id, index)) && inARow.incrementAndGet() >= TROUBLE_IN_A_ROW) {
            stop(new ProviderUnavailableException(
                    "the provider finishes nobody's removal at the moment; resume the run later.", Optional.empty()));
        }
        return false;
    }

    private void tell(int index, String what) {
        Progress.tell(
                progress,
                new Progress(
                        time.instant(),
                        ended.get() + " of " + count + " have ended; number " + (index + 1) + " is " + what,
                        OptionalInt.of(ended.get()),
                        OptionalInt.of(count)));
    }
}
