package dev.gangway.user;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps offboardings until their time. The application drives it: nothing here runs by itself. A record waits, or has been taken to be carried
 * out; both cancelling and taking change it as they read it, so that of the two one wins.
 */
public final class OffboardingSchedule {

    static final String JOURNAL = "scheduled";

    private final UsersSettings settings;
    private final Offboarding offboarding;
    private final Journal journal;

    OffboardingSchedule(UsersSettings settings, Offboarding offboarding) {
        this.settings = settings;
        this.offboarding = offboarding;
        this.journal = new Journal(settings.store(), settings.connectionId(), JOURNAL);
    }

    /**
     * Keeps a confirmed plan until its time. Nothing runs by itself: call {@link #executeDue} regularly, on any node. The plan is checked as
     * a whole when it is due; if the person has changed until then, it is refused with {@link dev.gangway.result.Refusal.Reason#PLAN_VOID}, and has to be made again.
     *
     * @param plan the plan, as confirmed
     * @param at when it is due; in the future
     * @return what waits
     * @throws IllegalArgumentException if the time has passed, or the plan was executed before or waits already
     */
    public ScheduledOffboarding add(ConfirmedPlan plan, Instant at) {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(at, "at");
        if (!at.isAfter(settings.time().instant())) {
            throw new IllegalArgumentException(at + " has passed; execute(…) carries a plan out now.");
        }
        String id = plan.plan().id();
        if (offboarding.recorded(id).isPresent()
                || !journal.create(
                        id,
                        JsonObject.EMPTY
                                .with("plan", plan.plan().write())
                                .with("actor", plan.actor())
                                .with("release", plan.release().map(BrakeRelease::write))
                                .with("at", at))) {
            throw new IllegalArgumentException(
                    "This plan was executed or scheduled before; cancel that, or plan again.");
        }
        return new ScheduledOffboarding(plan.plan(), plan.actor(), at);
    }

    /**
     * The offboardings that wait for their time.
     *
     * @return all of them, the earliest first
     */
    public List<ScheduledOffboarding> waiting() {
        return journal.all().stream()
                .filter(it -> offboarding.isToBegin(it.id()))
                .map(OffboardingSchedule::scheduled)
                .sorted(Comparator.comparing(ScheduledOffboarding::at))
                .toList();
    }

    /**
     * Cancels an offboarding that waits for its time.
     *
     * @param planId {@link OffboardingPlan#id()} of its plan
     * @return true if it now never happens; false if it has begun, also by {@link Users#execute(ConfirmedPlan)}, is being begun, or nothing
     *     of that id waits
     */
    public boolean cancel(String planId) {
        Objects.requireNonNull(planId, "planId");
        Optional<Journal.Entry> found = journal.find(planId);
        if (found.isEmpty()) {
            return false;
        }
        if (!isTaken(found.get()) && !offboarding.isWrittenDown(planId)) {
            return journal.eraseAsRead(found.get()) || cancel(planId); // or it was taken in this moment
        }
        ScheduledOffboarding due = scheduled(found.get());
        boolean never = offboarding.giveUp(due.plan(), due.actor(), "it was cancelled");
        if (never) {
            journal.tidyAway(found.get());
        }
        return never;
    }

    /**
     * Carries out the offboardings that are due, one after the other. Another call, on any node, may do so at the same time. What has been
     * due for longer than {@link OffboardingPlan#VALID_FOR} is refused with {@link dev.gangway.result.Refusal.Reason#PLAN_VOID}. Whoever is
     * refused waits no longer.
     *
     * @param progress told what is going on, on the calling thread
     * @return a row for each that was due: a receipt, a refusal, or unsettled, and then it is due again; not attempted if nothing was begun,
     *     since the provider can't be reached or doesn't answer about this person
     */
    public List<Row<ScheduledOffboarding, Receipt>> executeDue(Consumer<Progress> progress) {
        Objects.requireNonNull(progress, "progress");
        Instant now = settings.time().instant();
        List<Row<ScheduledOffboarding, Receipt>> rows = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        int troubleInARow = 0;
        for (Journal.Entry entry : journal.all()) {
            ScheduledOffboarding due = scheduled(entry);
            if (due.at().isAfter(now)) {
                continue;
            }
            if (stopped.isPresent()) {
                rows.add(new Row<>(due, brokenOff(entry.id(), stopped.get())));
                continue;
            }
            try {
                take(entry).map(it -> execute(it, due, progress)).ifPresent(it -> rows.add(new Row<>(due, it)));
                troubleInARow = 0;
            } catch (CallInterruptedException interrupted) {
                throw interrupted;
            } catch (GangwayException trouble) {
                String why = trouble.getMessage() + " It is still due; ask again later.";
                rows.add(new Row<>(due, brokenOff(entry.id(), why)));
                troubleInARow++;
                if (concernsAll(trouble) || troubleInARow >= BulkRun.TROUBLE_IN_A_ROW) {
                    stopped = Optional.of(why);
                }
            }
        }
        return rows;
    }

    private static boolean concernsAll(GangwayException trouble) {
        return trouble instanceof CredentialRejectedException
                || trouble instanceof PermissionMissingException
                || trouble instanceof RateLimitedException
                || trouble instanceof StoreException;
    }

    private Row.End<Receipt> brokenOff(String planId, String why) {
        return mayHaveBegun(planId)
                ? new Row.Attempted<>(Outcome.unsettled(Offboarding.handle(planId), why))
                : new Row.NotAttempted<>(why);
    }

    private boolean mayHaveBegun(String planId) {
        try {
            return offboarding.wasBegun(planId);
        } catch (StoreException unread) {
            return true;
        }
    }

    private static boolean isTaken(Journal.Entry entry) {
        return entry.content().flag("taken").orElse(false);
    }

    private static ScheduledOffboarding scheduled(Journal.Entry entry) {
        JsonObject json = entry.content();
        return new ScheduledOffboarding(
                Offboarding.plan(entry),
                json.requiredText("actor"),
                json.instant("at").orElseThrow());
    }

    /** Empty if it was cancelled in this moment. */
    private Optional<Journal.Entry> take(Journal.Entry entry) {
        return isTaken(entry)
                ? Optional.of(entry)
                : journal.replace(
                                entry.id(), Optional.of(entry), entry.content().with("taken", true))
                        ? journal.find(entry.id())
                        : Optional.empty();
    }

    private Row.End<Receipt> execute(Journal.Entry taken, ScheduledOffboarding due, Consumer<Progress> progress) {
        Optional<BrakeRelease> release = taken.content().object("release").map(BrakeRelease::read);
        Outcome<Receipt> outcome =
                offboarding.execute(due.plan(), due.actor(), release, Optional.of(due.at()), progress);
        if (!(outcome instanceof Outcome.Unsettled)) {
            journal.tidyAway(taken);
        }
        return new Row.Attempted<>(outcome);
    }
}
