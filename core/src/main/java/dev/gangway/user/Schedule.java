package dev.gangway.user;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps offboardings until their time. The application drives it: nothing here runs by itself. A record waits, or has been taken to be carried
 * out; both cancelling and taking change it as they read it, so that of the two one wins.
 */
final class Schedule {

    private final UsersSettings settings;
    private final Offboarding offboarding;
    private final Journal journal;

    Schedule(UsersSettings settings, Offboarding offboarding) {
        this.settings = settings;
        this.offboarding = offboarding;
        this.journal = new Journal(settings.store(), settings.connectionId(), "scheduled");
    }

    ScheduledOffboarding add(ConfirmedPlan confirmed, Instant at) {
        if (!at.isAfter(settings.time().instant())) {
            throw new IllegalArgumentException(at + " has passed; execute(…) carries a plan out now.");
        }
        OffboardingPlan plan = confirmed.plan();
        if (offboarding.recorded(plan.id()).isPresent()
                || !journal.create(
                        plan.id(),
                        JsonObject.EMPTY
                                .with("plan", plan.write())
                                .with("actor", confirmed.actor())
                                .with("release", confirmed.release().map(BrakeRelease::write))
                                .with("at", at))) {
            throw new IllegalArgumentException(
                    "This plan was executed or scheduled before; cancel that, or plan again.");
        }
        return new ScheduledOffboarding(plan, confirmed.actor(), at);
    }

    List<ScheduledOffboarding> waiting() {
        return journal.all().stream()
                .filter(it -> !isTaken(it))
                .map(Schedule::scheduled)
                .sorted(Comparator.comparing(ScheduledOffboarding::at))
                .toList();
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

    /** Whether it was waiting and is gone now. */
    boolean cancel(String planId) {
        return journal.find(planId)
                .filter(it -> !isTaken(it))
                .filter(journal::eraseAsRead)
                .isPresent();
    }

    List<Row<ScheduledOffboarding, Receipt>> executeDue(Consumer<Progress> progress) {
        Instant now = settings.time().instant();
        List<Row<ScheduledOffboarding, Receipt>> rows = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        for (Journal.Entry entry : journal.all()) {
            ScheduledOffboarding due = scheduled(entry);
            if (due.at().isAfter(now)) {
                continue;
            }
            if (stopped.isPresent()) {
                rows.add(new Row<>(due, new Row.NotAttempted<>(stopped.get())));
                continue;
            }
            try {
                take(entry).map(it -> execute(it, due, progress)).ifPresent(it -> rows.add(new Row<>(due, it)));
            } catch (CallInterruptedException interrupted) {
                throw interrupted;
            } catch (GangwayException trouble) {
                stopped = Optional.of(trouble.getMessage() + " It is still due; ask again later.");
                rows.add(new Row<>(due, new Row.NotAttempted<>(stopped.get())));
            }
        }
        return rows;
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
