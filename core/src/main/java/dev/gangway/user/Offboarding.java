package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out confirmed plans. Each is carried out once: its record in the journal says how far it came, so that a call on any node goes on
 * where another stopped and a finished plan answers with its receipt.
 */
final class Offboarding {

    static final String JOURNAL = "offboardings";
    private static final String HANDLE = "offboarding:";

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Planner planner;
    private final Guards guards;
    private final OpenRuns openRuns;
    private final Writes writes;
    private final Journal journal;

    Offboarding(
            UserLifecycle provider,
            UsersSettings settings,
            Planner planner,
            Guards guards,
            OpenRuns openRuns,
            Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.planner = planner;
        this.guards = guards;
        this.openRuns = openRuns;
        this.writes = writes;
        this.journal = new Journal(settings.store(), settings.connectionId(), JOURNAL);
    }

    /** Whether a run has come to its end, as its record says. */
    static boolean hasEnded(JsonObject run) {
        return run.object("refused").isPresent() || run.instant("finishedAt").isPresent();
    }

    static JobHandle handle(String planId) {
        return new JobHandle(HANDLE + planId);
    }

    /** How a run stands, as its record says; empty if no plan of that id was ever executed. */
    Optional<Outcome<Receipt>> recorded(String planId) {
        return journal.find(planId)
                .map(entry -> recorded(entry)
                        .orElseGet(() ->
                                Outcome.unsettled(handle(planId), "the offboarding was begun and has not ended")));
    }

    private static Optional<Outcome<Receipt>> recorded(Journal.Entry entry) {
        Optional<Outcome<Receipt>> refused = entry.content()
                .object("refused")
                .map(it -> new Outcome.Refused<>(new Refusal(
                        Reason.valueOf(it.requiredText("reason")),
                        it.requiredText("explanation"),
                        it.text("providerCode"))));
        return refused.isPresent() || !hasEnded(entry.content())
                ? refused
                : Optional.of(Outcome.alreadyDone(receipt(plan(entry), entry.content())));
    }

    static OffboardingPlan plan(Journal.Entry entry) {
        return OffboardingPlan.read(entry.content().object("plan").orElseThrow());
    }

    Outcome<Receipt> execute(ConfirmedPlan confirmed, Consumer<Progress> progress) {
        OffboardingPlan plan = confirmed.plan();
        Journal.Entry entry = journal.find(plan.id()).orElseGet(() -> create(confirmed));
        if (!plan(entry).equals(plan)) {
            throw new IllegalArgumentException("Another plan with the id " + plan.id()
                    + " was executed before. Plan again: a plan is not to be changed by hand.");
        }
        return alone(plan.id(), progress);
    }

    private Journal.Entry create(ConfirmedPlan confirmed) {
        OffboardingPlan plan = confirmed.plan();
        journal.create(plan.id(), JsonObject.EMPTY.with("plan", plan.write()).with("actor", confirmed.actor()));
        return record(plan.id());
    }

    private Journal.Entry record(String planId) {
        return journal.find(planId)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The record of this offboarding was erased meanwhile, as disconnecting does: look at the provider."));
    }

    Outcome<Receipt> resume(JobHandle handle, Consumer<Progress> progress) {
        return Optional.of(handle.value())
                .filter(it -> it.startsWith(HANDLE))
                .map(it -> it.substring(HANDLE.length()))
                .filter(planId -> journal.find(planId).isPresent())
                .map(planId -> alone(planId, progress))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No offboarding of this connection has the handle " + handle + "."));
    }

    private Outcome<Receipt> alone(String planId, Consumer<Progress> progress) {
        return journal.alone(planId, settings.maxWait(), lease -> new Run(record(planId), lease, progress).advance())
                .orElseGet(() ->
                        Outcome.unsettled(handle(planId), "another call may be carrying out this plan right now"));
    }

    /** One call that carries a plan on. It changes the record as it last saw it, so that a call that was overtaken changes nothing. */
    private final class Run implements Before {
        private final OffboardingPlan plan;
        private final Store.Lease lease;
        private final Consumer<Progress> progress;
        private final String newWrite;
        private Journal.Entry entry;

        Run(Journal.Entry entry, Store.Lease lease, Consumer<Progress> progress) {
            this.plan = plan(entry);
            this.lease = lease;
            this.progress = progress;
            this.newWrite = plan.id() + "-" + Writes.newId();
            this.entry = entry;
        }

        private User planned() {
            return plan.leaver().orElseThrow();
        }

        Outcome<Receipt> advance() {
            Optional<Outcome<Receipt>> end = recorded(entry);
            if (end.isPresent()) {
                close();
                return end.get() instanceof Outcome.Done ? stillSo(end.get()) : end.get();
            }
            Optional<Outcome<Writes.Written>> earlier =
                    entry.content().text("write").flatMap(id -> writes.resume(id, this, progress));
            return earlier.map(this::conclude).orElseGet(this::begin);
        }

        private Outcome<Receipt> stillSo(Outcome<Receipt> done) {
            Optional<User> now = provider.find(UserRef.id(planned().id()));
            return now.filter(it -> it.status().isOnTeam())
                    .map(it -> Outcome.<Receipt>refused(
                            Reason.PLAN_VOID,
                            it.email() + " was seen off by this plan before and is on the team again. Plan again."))
                    .orElse(done);
        }

        private Outcome<Receipt> begin() {
            try {
                return markAndSend();
            } catch (RuntimeException failed) {
                unmarkIfNothingWasSent(failed);
                throw failed;
            }
        }

        /** Marks the leaver first and checks then, so that of two runs that exclude each other at least one sees the other. */
        private Outcome<Receipt> markAndSend() {
            if (!openRuns.mark(plan, settings.time().instant())) {
                return refuse(openRuns.leaving(planned().id())
                        .orElseGet(() -> Refusal.of(Reason.ALREADY_RUNNING, Reason.ALREADY_RUNNING.advice())));
            }
            return guards.oneAdminAtATime(planned(), this::checkAndSend)
                    .orElseGet(() -> Outcome.unsettled(
                            handle(plan.id()), "another admin is being suspended or seen off right now"));
        }

        /** Whoever asked hears that it failed; nobody else is to go on with it unasked. A call that was overtaken leaves the mark alone. */
        private void unmarkIfNothingWasSent(RuntimeException failed) {
            try {
                Optional<String> write =
                        journal.find(plan.id()).flatMap(it -> it.content().text("write"));
                if (lease.isHeld() && write.filter(writes::knows).isEmpty()) {
                    openRuns.unmark(plan);
                }
            } catch (StoreException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }

        private Outcome<Receipt> checkAndSend() {
            Optional<Refusal> refusal = recheck();
            return refusal.isPresent()
                    ? refuse(refusal.get())
                    : conclude(
                            writes.run(newWrite, new Intent.Remove(planned().id(), plan.handling()), this, progress));
        }

        /** The last change in the store before sending: a node that was paused and overtaken fails here. */
        @Override
        public void firstSending() {
            if (!lease.isHeld()) {
                throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
            }
            entry = journal.write(entry, entry.content().with("write", newWrite));
        }

        @Override
        public Optional<Refusal> sendingAgain() {
            return recheck();
        }

        /** The person, the people the handling names, and the guards, as they are now; the person last, directly before sending. */
        private Optional<Refusal> recheck() {
            User planned = planned();
            String actor = entry.content().requiredText("actor");
            if (plan.madeAt()
                    .plus(OffboardingPlan.VALID_FOR)
                    .isBefore(settings.time().instant())) {
                return Optional.of(Refusal.of(
                        Reason.PLAN_VOID, "The plan is more than a day old. Plan again and read the consequences."));
            }
            if (actor.equalsIgnoreCase(planned.email())
                    || actor.equals(planned.id().value())) {
                return Optional.of(Refusal.of(
                        Reason.ACTING_ADMIN,
                        planned.email() + " can't be seen off by themselves. Have somebody else confirm the plan."));
            }
            if (provider.inspect(planned.id()).legalHold().toOptional().orElse(false)) {
                return Optional.of(Refusal.of(Reason.LEGAL_HOLD, Reason.LEGAL_HOLD.advice()));
            }
            List<Refusal> refusals = new ArrayList<>();
            openRuns.receiving(planned.id()).ifPresent(refusals::add);
            if (!planner.resolve(planned, plan.handling(), refusals).equals(plan.handling())) {
                refusals.add(Refusal.of(
                        Reason.PLAN_VOID,
                        "The plan doesn't name everybody by id. Plan again; don't write plans by hand."));
            }
            refusals.addAll(0, planner.check(planned, plan.handling()));
            if (!provider.find(UserRef.id(planned.id())).equals(plan.leaver())) {
                refusals.add(
                        0,
                        Refusal.of(
                                Reason.PLAN_VOID,
                                planned.email()
                                        + " has changed since the plan was made. Plan again and read the new consequences."));
            }
            return refusals.stream().findFirst();
        }

        private Outcome<Receipt> conclude(Outcome<Writes.Written> outcome) {
            return outcome.match(
                    done -> {
                        if (!done.changed()) {
                            return refuse(removedByAnotherHand());
                        }
                        entry = journal.write(
                                entry,
                                entry.content()
                                        .with("finishedAt", settings.time().instant())
                                        .with("after", done.value().user().map(UserJson::write))
                                        .with(
                                                "steps",
                                                done.value().steps().stream()
                                                        .map(Receipt.Step::write)
                                                        .toList()));
                        close();
                        return Outcome.done(receipt(plan, entry.content()));
                    },
                    refused -> refuse(refused.refusal()),
                    unsettled -> Outcome.unsettled(handle(plan.id()), unsettled.why()));
        }

        /** Somebody else removed the person in the moment before: what this plan says of the files did not happen. */
        private Refusal removedByAnotherHand() {
            return Refusal.of(
                    Reason.NOT_ON_TEAM,
                    planned().email()
                            + " was removed by another hand in the meantime; what this plan says of files "
                            + "and devices was not done by it. Look at what happened in the provider's console.");
        }

        private Outcome<Receipt> refuse(Refusal refusal) {
            entry = journal.write(
                    entry,
                    entry.content()
                            .with(
                                    "refused",
                                    JsonObject.EMPTY
                                            .with("reason", refusal.reason())
                                            .with("explanation", refusal.explanation())
                                            .with("providerCode", refusal.providerCode())));
            close();
            return new Outcome.Refused<>(refusal);
        }

        /** Takes the traces away; done again for a record that is complete, since the node that wrote it may have died right after. */
        private void close() {
            openRuns.unmark(plan);
            writes.forgetAll(plan.id() + "-");
        }
    }

    private static Receipt receipt(OffboardingPlan plan, JsonObject content) {
        Instant finishedAt = content.instant("finishedAt").orElseThrow();
        List<Receipt.Step> steps =
                content.objects("steps").stream().map(Receipt.Step::read).toList();
        Optional<User> after = content.object("after").map(UserJson::user);
        return new Receipt(
                plan.id(),
                content.requiredText("actor"),
                plan.leaver().orElseThrow(),
                plan.holdings(),
                plan.handling(),
                steps,
                after,
                finishedAt,
                after.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                        .flatMap(it -> plan.recoveryWindow())
                        .map(steps.get(0).at()::plus));
    }
}
