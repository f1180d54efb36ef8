package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import java.time.Duration;
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

    /** Longer than any one call that may go out while the lease is held. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(5);

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Planner planner;
    private final OpenRuns openRuns;
    private final Writes writes;
    private final Journal journal;

    Offboarding(UserLifecycle provider, UsersSettings settings, Planner planner, OpenRuns openRuns, Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.planner = planner;
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

    Outcome<Receipt> execute(ConfirmedPlan confirmed, Consumer<Progress> progress) {
        OffboardingPlan plan = confirmed.plan();
        journal.create(plan.id(), JsonObject.EMPTY.with("plan", plan.write()).with("actor", confirmed.actor()));
        return alone(plan.id(), progress);
    }

    Outcome<Receipt> resume(JobHandle handle, Consumer<Progress> progress) {
        if (!handle.value().startsWith(HANDLE)
                || journal.find(handle.value().substring(HANDLE.length())).isEmpty()) {
            throw new IllegalArgumentException("No offboarding of this connection has the handle " + handle + ".");
        }
        return alone(handle.value().substring(HANDLE.length()), progress);
    }

    private Outcome<Receipt> alone(String planId, Consumer<Progress> progress) {
        Optional<Store.Lease> lease = settings.store()
                .lease(
                        "offboarding/" + settings.connectionId() + "/" + planId,
                        settings.maxWait().plus(LEASE_MARGIN));
        if (lease.isEmpty()) {
            return Outcome.unsettled(handle(planId), "another call is carrying out this plan right now");
        }
        try (Store.Lease held = lease.get()) {
            return advance(journal.find(planId).orElseThrow(), held, progress);
        }
    }

    private Outcome<Receipt> advance(Journal.Entry entry, Store.Lease lease, Consumer<Progress> progress) {
        OffboardingPlan plan =
                OffboardingPlan.read(entry.content().object("plan").orElseThrow());
        Optional<JsonObject> refused = entry.content().object("refused");
        if (refused.isPresent()) {
            close(plan);
            return new Outcome.Refused<>(new Refusal(
                    Reason.valueOf(refused.get().requiredText("reason")),
                    refused.get().requiredText("explanation"),
                    refused.get().text("providerCode")));
        }
        if (entry.content().instant("finishedAt").isPresent()) {
            close(plan);
            Optional<User> now =
                    provider.find(UserRef.id(plan.leaver().orElseThrow().id()));
            if (now.filter(it -> it.status().isOnTeam()).isPresent()) {
                return Outcome.refused(
                        Reason.PLAN_VOID,
                        now.get().email() + " was seen off by this plan before and is on the team again. Plan again.");
            }
            return Outcome.alreadyDone(receipt(plan, entry.content()));
        }
        String writeId = plan.id() + "-" + Writes.newId();
        Before before = before(plan, entry, lease, writeId);
        Optional<Outcome<Writes.Written>> earlier =
                entry.content().text("write").flatMap(id -> writes.resume(id, intent -> before, progress));
        return earlier.map(outcome -> conclude(plan, outcome))
                .orElseGet(() -> begin(plan, entry, writeId, before, progress));
    }

    /** Marks the leaver first and checks then, so that of two runs that exclude each other at least one sees the other. */
    private Outcome<Receipt> begin(
            OffboardingPlan plan, Journal.Entry entry, String writeId, Before before, Consumer<Progress> progress) {
        if (!openRuns.mark(plan)) {
            return refuse(plan, Refusal.of(Reason.ALREADY_RUNNING, Reason.ALREADY_RUNNING.advice()));
        }
        Optional<Refusal> refusal = recheck(plan, entry.content().requiredText("actor"));
        if (refusal.isPresent()) {
            return refuse(plan, refusal.get());
        }
        return conclude(
                plan,
                writes.run(
                        writeId,
                        new Intent.Remove(plan.leaver().orElseThrow().id(), plan.handling()),
                        before,
                        progress));
    }

    private Before before(OffboardingPlan plan, Journal.Entry entry, Store.Lease lease, String writeId) {
        return new Before() {
            /** The last change in the store before sending: a node that was paused and overtaken fails here. */
            @Override
            public void firstSending() {
                if (!lease.isHeld()) {
                    throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
                }
                journal.write(entry, entry.content().with("write", writeId));
            }

            @Override
            public Optional<Refusal> sendingAgain() {
                return recheck(plan, entry.content().requiredText("actor"));
            }
        };
    }

    /** The person, the people the handling names, and the guards, as they are now; the person last, directly before sending. */
    private Optional<Refusal> recheck(OffboardingPlan plan, String actor) {
        User planned = plan.leaver().orElseThrow();
        if (plan.madeAt()
                .plus(OffboardingPlan.VALID_FOR)
                .isBefore(settings.time().instant())) {
            return Optional.of(Refusal.of(
                    Reason.PLAN_VOID, "The plan is more than a day old. Plan again and read the consequences."));
        }
        if (actor.equalsIgnoreCase(planned.email()) || actor.equals(planned.id().value())) {
            return Optional.of(Refusal.of(
                    Reason.ACTING_ADMIN,
                    planned.email() + " can't be seen off by themselves. Have somebody else confirm the plan."));
        }
        if (provider.inspect(planned.id()).legalHold().toOptional().orElse(false)) {
            return Optional.of(Refusal.of(Reason.LEGAL_HOLD, Reason.LEGAL_HOLD.advice()));
        }
        List<Refusal> refusals = new ArrayList<>();
        openRuns.receiving(planned.id()).ifPresent(refusals::add);
        planner.resolve(planned, plan.handling(), refusals);
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

    private Outcome<Receipt> conclude(OffboardingPlan plan, Outcome<Writes.Written> outcome) {
        Journal.Entry entry = journal.find(plan.id()).orElseThrow();
        return outcome.match(
                done -> {
                    if (!done.changed()) {
                        return refuse(plan, removedByAnotherHand(plan));
                    }
                    Journal.Entry finished = journal.write(
                            entry,
                            entry.content()
                                    .with("finishedAt", settings.time().instant())
                                    .with("after", done.value().user().map(UserJson::write))
                                    .with(
                                            "steps",
                                            done.value().steps().stream()
                                                    .map(Receipt.Step::write)
                                                    .toList()));
                    close(plan);
                    return Outcome.done(receipt(plan, finished.content()));
                },
                refused -> refuse(plan, refused.refusal()),
                unsettled -> Outcome.unsettled(handle(plan.id()), unsettled.why()));
    }

    /** Somebody else removed the person in the moment before: what this plan says of the files did not happen. */
    private static Refusal removedByAnotherHand(OffboardingPlan plan) {
        return Refusal.of(
                Reason.NOT_ON_TEAM,
                plan.leaver().orElseThrow().email()
                        + " was removed by another hand in the meantime; what this plan says of files "
                        + "and devices was not done by it. Look at what happened in the provider's console.");
    }

    private Outcome<Receipt> refuse(OffboardingPlan plan, Refusal refusal) {
        Journal.Entry entry = journal.find(plan.id()).orElseThrow();
        journal.write(
                entry,
                entry.content()
                        .with(
                                "refused",
                                JsonObject.EMPTY
                                        .with("reason", refusal.reason())
                                        .with("explanation", refusal.explanation())
                                        .with("providerCode", refusal.providerCode())));
        close(plan);
        return new Outcome.Refused<>(refusal);
    }

    /** Takes the traces of the run away; done again for a record that is complete, since the node that wrote it may have died right after. */
    private void close(OffboardingPlan plan) {
        openRuns.unmark(plan);
        writes.forgetAll(plan.id());
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
