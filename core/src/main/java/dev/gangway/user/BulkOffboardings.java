package dev.gangway.user;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import dev.gangway.user.BulkReport.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out bulk plans: each person's plan is an offboarding of its own, with its own record, and the run's record says who confirmed it
 * and whether it may go on. So any node can go on with any of it, and nobody is done twice.
 */
public final class BulkOffboardings {

    private static final String HANDLE = "bulk:";

    /** So many people in a row of whom nothing is settled stop a run: then something is wrong that more people don't mend. */
    private static final int TROUBLE_IN_A_ROW = 8;

    private final UsersSettings settings;
    private final BulkPlanning planning;
    private final Offboarding offboarding;
    private final Journal journal;

    BulkOffboardings(UsersSettings settings, BulkPlanning planning, Offboarding offboarding) {
        this.settings = settings;
        this.planning = planning;
        this.offboarding = offboarding;
        this.journal = new Journal(settings.store(), settings.connectionId(), "bulk");
    }

    /**
     * Plans to see many people off. Nothing is written, neither at the provider nor here.
     *
     * @param leavers whom, at least one
     * @param resolver decides for each of them, as read, what happens to the files and who gets them, such as the manager; asked on the
     *     calling thread, in order
     * @return a plan for each, in the order given; look at {@link BulkPlan#staying()} and {@link BulkPlan#brake()}
     * @throws IllegalArgumentException if the list is empty, or the resolver answered about somebody else
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
        if (run.flag("written").isEmpty()) {
            writeDown(plan, run);
        }
        return new Run(plan.plan().id(), progress).carryOn();
    }

    private JsonObject begun(ConfirmedBulkPlan confirmed) {
        BulkPlan plan = confirmed.plan();
        if (journal.find(plan.id()).isEmpty()) {
            journal.create(
                    plan.id(),
                    JsonObject.EMPTY
                            .with("digest", plan.digest())
                            .with("count", plan.entries().size())
                            .with("actor", confirmed.actor())
                            .with("release", confirmed.release().map(BrakeRelease::write))
                            .with("atOnce", confirmed.atOnce())
                            .with("since", settings.time().instant())
                            .with("state", State.OPEN));
        }
        JsonObject run = record(plan.id()).content();
        if (!run.requiredText("digest").equals(plan.digest())) {
            throw new IllegalArgumentException("Another plan with the id " + plan.id()
                    + " was executed before. Plan again: a plan is not to be changed by hand.");
        }
        return run;
    }

    /**
     * Goes on with a bulk offboarding that was paused, that stopped, or whose process died; settles what wasn't settled. Of one that was
     * cancelled it only settles.
     *
     * @param run {@link BulkReport#handle()}, from any node
     * @param progress told of each person, from several threads
     * @return everybody's outcome
     * @throws IllegalArgumentException if this connection has no such run
     * @throws IllegalStateException if its process died before everybody's plan was stored; nobody was seen off, so execute the plan again
     */
    public BulkReport resume(JobHandle run, Consumer<Progress> progress) {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(progress, "progress");
        String id = id(run);
        requireWritten(record(id).content());
        change(
                id,
                it -> state(it) == State.PAUSED ? it.with("state", State.OPEN).without("why") : it);
        return new Run(id, progress).carryOn();
    }

    /**
     * Pauses a bulk offboarding, on all nodes: whoever is just being seen off is, and nobody else is begun with.
     *
     * @param run its handle
     * @param by who pauses it, for the report
     * @throws IllegalArgumentException if this connection has no such run, or {@code by} is blank
     */
    public void pause(JobHandle run, String by) {
        Objects.requireNonNull(run, "run");
        stop(run, State.PAUSED, "paused by " + ConfirmedPlan.checked(by));
    }

    /**
     * Ends a bulk offboarding, on all nodes: whoever is just being seen off is, and nobody else is begun with, ever.
     *
     * @param run its handle
     * @param by who cancels it, for the report
     * @throws IllegalArgumentException if this connection has no such run, or {@code by} is blank
     */
    public void cancel(JobHandle run, String by) {
        Objects.requireNonNull(run, "run");
        stop(run, State.CANCELLED, "cancelled by " + ConfirmedPlan.checked(by));
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
        String id = id(run);
        JsonObject record = record(id).content();
        State state = state(record);
        String why = record.text("why").orElse("not attempted yet; resume the run");
        List<Row<UserRef, Receipt>> rows = record.flag("written").isEmpty()
                ? List.of()
                : IntStream.range(0, count(record))
                        .mapToObj(index -> offboarding.row(BulkPlan.planId(id, index), why))
                        .toList();
        String words = switch (state) {
            case FINISHED -> "everybody has a receipt or a refusal";
            case OPEN -> record.text("why").orElse("resume the run to go on");
            case PAUSED -> why + "; resume the run to go on";
            case CANCELLED -> why;
        };
        return new BulkReport(handle(id), state, words, rows);
    }

    /**
     * The bulk offboardings that haven't ended, also those whose process died.
     *
     * @return their handles
     */
    public List<JobHandle> open() {
        return journal.all().stream()
                .filter(it -> it.content().flag("ended").isEmpty())
                .map(it -> handle(it.id()))
                .toList();
    }

    /** Everybody's plan is in the store before anybody is sent for, so that a resumed run needs nothing but the store. */
    private void writeDown(ConfirmedBulkPlan confirmed, JsonObject run) {
        for (BulkPlan.Entry entry : confirmed.plan().entries()) {
            offboarding.writeDown(
                    entry, run.requiredText("actor"), run.object("release").map(BrakeRelease::read));
        }
        change(confirmed.plan().id(), it -> it.with("written", true));
    }

    private static void requireWritten(JsonObject run) {
        if (run.flag("written").isEmpty()) {
            throw new IllegalStateException(
                    "Not everybody's plan was written down before this run's process died, and nobody was seen off. Execute the confirmed "
                            + "plan again, or plan again.");
        }
    }

    private void stop(JobHandle handle, State state, String why) {
        change(
                id(handle),
                it -> state(it) == State.OPEN || (state(it) == State.PAUSED && state == State.CANCELLED)
                        ? it.with("state", state).with("why", why)
                        : it);
    }

    private static State state(JsonObject run) {
        return State.valueOf(run.requiredText("state"));
    }

    private static int count(JsonObject run) {
        return (int) run.number("count").orElseThrow();
    }

    private static JobHandle handle(String id) {
        return new JobHandle(HANDLE + id);
    }

    private String id(JobHandle handle) {
        return Optional.of(handle.value())
                .filter(it -> it.startsWith(HANDLE))
                .map(it -> it.substring(HANDLE.length()))
                .filter(it -> journal.find(it).isPresent())
                .orElseThrow(() -> new IllegalArgumentException(
                        "No bulk offboarding of this connection has the handle " + handle + "."));
    }

    private Journal.Entry record(String id) {
        return journal.find(id)
                .orElseThrow(() -> new IllegalStateException(
                        "The record of this run was erased meanwhile, as disconnecting does: look at the provider."));
    }

    private void change(String id, UnaryOperator<JsonObject> change) {
        Optional<Journal.Entry> before;
        JsonObject after;
        do {
            before = Optional.of(record(id));
            after = change.apply(before.get().content());
        } while (!after.equals(before.get().content()) && !journal.replace(id, before, after));
    }

    /** One call that carries a run on, with several threads. */
    private final class Run {
        private final String id;
        private final Consumer<Progress> progress;
        private final int count;
        private final int atOnce;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger inARow = new AtomicInteger();
        private final AtomicReference<@Nullable GangwayException> stopped = new AtomicReference<>();
        private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
        private final ConcurrentLinkedQueue<Integer> again = new ConcurrentLinkedQueue<>();

        Run(String id, Consumer<Progress> progress) {
            JsonObject run = record(id).content();
            this.id = id;
            this.progress = progress;
            this.count = count(run);
            this.atOnce = Math.min(count, (int) run.number("atOnce").orElse(1));
        }

        BulkReport carryOn() {
            change(id, it -> state(it) == State.OPEN ? it.without("why") : it);
            Crew.atWork(atOnce, this::work);
            if (Thread.currentThread().isInterrupted()) {
                stop(new CallInterruptedException("The run was interrupted; resume it to go on."));
            }
            for (Integer index = again.poll(); index != null && mayGoOn(); index = again.poll()) {
                attempt(index); // who waited for another admin's offboarding, for one
            }
            RuntimeException bug = broken.get();
            if (bug != null) {
                throw bug;
            }
            GangwayException trouble = stopped.get();
            if (trouble != null) {
                noteStopped(trouble);
            }
            BulkReport report = report(handle(id));
            if (report.unsettled() == 0 && (report.notAttempted() == 0 || report.state() == State.CANCELLED)) {
                change(
                        id,
                        it -> (state(it) == State.CANCELLED ? it : it.with("state", State.FINISHED))
                                .with("ended", true));
                return report(handle(id));
            }
            return report;
        }

        private void noteStopped(GangwayException trouble) {
            if (trouble instanceof CallInterruptedException it) {
                throw it;
            }
            change(id, it -> state(it) == State.OPEN ? it.with("why", "the run stopped: " + trouble.getMessage()) : it);
        }

        private void work() {
            for (int index = next.getAndIncrement(); index < count && mayGoOn(); index = next.getAndIncrement()) {
                attempt(index);
            }
        }

        private boolean mayGoOn() {
            return stopped.get() == null
                    && broken.get() == null
                    && !Thread.currentThread().isInterrupted();
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
            if (before.filter(it -> !(it instanceof Outcome.Unsettled)).isPresent()) {
                ended.incrementAndGet();
                return;
            }
            if (state(record(id).content()) != State.OPEN && !offboarding.wasBegun(planId)) {
                return;
            }
            Outcome<Receipt> outcome = offboarding.resume(Offboarding.handle(planId), step -> {});
            outcome.match(
                    done -> settled(index, "gone"),
                    refused -> settled(index, "refused: " + refused.refusal()),
                    unsettled -> later(index, unsettled.why()));
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
            if (inARow.incrementAndGet() >= TROUBLE_IN_A_ROW) {
                stop(new ProviderUnavailableException(
                        "the provider finishes nobody's removal at the moment; resume the run later.",
                        Optional.empty()));
            }
            return false;
        }

        private void tell(int index, String what) {
            Progress.tell(
                    progress,
                    new Progress(
                            settings.time().instant(),
                            ended.get() + " of " + count + " have ended; number " + (index + 1) + " is " + what,
                            OptionalInt.of(ended.get()),
                            OptionalInt.of(count)));
        }
    }
}
