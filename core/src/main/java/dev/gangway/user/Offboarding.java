package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Refusal.Remaining;
import dev.gangway.result.Row;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Carries out confirmed plans, step by step. Each is carried out once: its record in the journal says how far it came, so that a call on any
 * node goes on where another stopped and a finished plan answers with its receipt. A plan that is refused on the way takes back what it did.
 */
final class Offboarding {

    static final String JOURNAL = "offboardings";
    private static final String HANDLE = "offboarding:";
    private static final String TAKING_BACK = "TAKING_BACK";

    private static final String SESSIONS_ENDED =
            "The suspension, which is taken back, ended the person's sessions: they sign in again.";

    /** In a record: why nothing was begun, and never will be. */
    private static final String NOT_ATTEMPTED = "notAttempted";

    /** Bytes for steps, request ids, names of whoever confirmed, and the signature. */
    private static final int ROOM_FOR_NOTES = 32 * 1024;

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Planner planner;
    private final Guards guards;
    private final OpenRuns openRuns;
    private final Writes writes;
    private final Braking braking;
    private final Forwarding forwarding;
    private final BulkRecords bulk;
    private final LastOffboardings last;
    private final Journal journal;

    Offboarding(
            UserLifecycle provider,
            UsersSettings settings,
            Planner planner,
            Guards guards,
            OpenRuns openRuns,
            Writes writes,
            Braking braking) {
        this.provider = provider;
        this.settings = settings;
        this.planner = planner;
        this.guards = guards;
        this.openRuns = openRuns;
        this.writes = writes;
        this.braking = braking;
        this.forwarding = new Forwarding(provider, settings.mailForwarder());
        this.bulk = new BulkRecords(settings);
        this.last = new LastOffboardings(settings);
        this.journal = new Journal(settings.store(), settings.connectionId(), JOURNAL);
    }

    /** Whether a run has come to its end, as its record says. */
    static boolean hasEnded(JsonObject run) {
        return run.object("refused").isPresent()
                || run.instant("finishedAt").isPresent()
                || run.text(NOT_ATTEMPTED).isPresent();
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

    private static boolean isOfBulk(Journal.Entry entry) {
        return entry.content().text("bulk").isPresent();
    }

    private Optional<Outcome<Receipt>> recorded(Journal.Entry entry) {
        Optional<Outcome<Receipt>> refused = entry.content()
                .object("refused")
                .map(UserJson::refusal)
                .or(() -> entry.content()
                        .text(NOT_ATTEMPTED)
                        .map(why -> Refusal.of(Reason.PLAN_VOID, "Nothing was done: " + why + ". Plan again.")))
                .map(Outcome.Refused::new);
        return refused.isPresent() || !hasEnded(entry.content())
                ? refused
                : Optional.of(Outcome.alreadyDone(Receipt.of(settings.connectionId(), plan(entry), entry.content())));
    }

    /** Until when somebody can surely be recovered, as the receipts of the runs about them say; empty if none does. */
    Optional<Instant> recoverableUntil(UserId leaver) {
        return receipts(leaver).flatMap(receipt -> receipt.undoUntil().stream()).max(Comparator.naturalOrder());
    }

    private Stream<Receipt> receipts(UserId leaver) {
        return journal.all().stream()
                .flatMap(entry -> recorded(entry).flatMap(Outcome::toOptional).stream())
                .filter(receipt -> receipt.before().id().equals(leaver));
    }

    /** The plan by which the person was seen off again after this receipt; empty if they weren't. */
    Optional<String> againAfter(Receipt receipt) {
        UserId leaver = receipt.before().id();
        return last.planOf(leaver)
                .or(() -> receipts(leaver) // who left before such records were written has none
                        .filter(it -> it.finishedAt().isAfter(receipt.finishedAt()))
                        .max(Comparator.comparing(Receipt::finishedAt))
                        .map(Receipt::planId))
                .filter(planId -> !planId.equals(receipt.planId()));
    }

    /** Ends a run by what a person says of the request that it waits for; what speaks against it, or empty if it is done. */
    Optional<Refusal> acknowledge(JobHandle handle, Refusal said) {
        String planId = planId(handle);
        Optional<Refusal> refusal = journal.alone(
                        planId,
                        settings.maxWait(),
                        lease -> new Run(record(planId), lease, Progress.IGNORED).acknowledge(said))
                .orElseGet(() -> Optional.of(Writes.TOO_EARLY));
        if (refusal.isEmpty()) {
            alone(planId, Optional.empty(), Progress.IGNORED);
        }
        return refusal;
    }

    /** Whether the record of a run has room for all that comes into it: the leaver as read after its last steps, and notes. */
    static boolean canBeRecorded(OffboardingPlan plan) {
        List<JsonObject> readings = plan.steps().stream()
                .filter(Offboarding::isReadFor)
                .map(step -> UserJson.write(plan.leaver().orElseThrow()))
                .toList();
        return Journal.holds(JsonObject.EMPTY.with("plan", plan.write()).with("readings", readings), ROOM_FOR_NOTES);
    }

    /** Whether the person as read after a step comes into the receipt. */
    private static boolean isReadFor(OffboardingStep step) {
        return step == OffboardingStep.REMOVE || step == OffboardingStep.TRANSFER_FILES;
    }

    static OffboardingPlan plan(Journal.Entry entry) {
        return OffboardingPlan.read(entry.content().object("plan").orElseThrow());
    }

    Outcome<Receipt> execute(ConfirmedPlan confirmed, Consumer<Progress> progress) {
        return execute(confirmed.plan(), confirmed.actor(), confirmed.release(), Optional.empty(), progress);
    }

    Outcome<Receipt> execute(
            OffboardingPlan plan,
            String actor,
            Optional<BrakeRelease> release,
            Optional<Instant> scheduledFor,
            Consumer<Progress> progress) {
        if (journal.find(plan.id()).isEmpty()) {
            journal.create(
                    plan.id(),
                    JsonObject.EMPTY
                            .with("plan", plan.write())
                            .with("actor", actor)
                            .with("release", release.map(BrakeRelease::write))
                            .with("scheduledFor", scheduledFor));
        }
        if (!plan(record(plan.id())).equals(plan)) {
            throw new IllegalArgumentException("Another plan with the id " + plan.id()
                    + " was executed before. Plan again: a plan is not to be changed by hand.");
        }
        return alone(plan.id(), release, progress);
    }

    /** The same for a plan that may not have been written down yet. */
    boolean giveUp(OffboardingPlan plan, String actor, String why) {
        return journal.create(
                        plan.id(),
                        JsonObject.EMPTY
                                .with("plan", plan.write())
                                .with("actor", actor)
                                .with(NOT_ATTEMPTED, why))
                || giveUp(plan.id(), why);
    }

    /** Writes one person of a bulk plan down; whoever can't be seen off has an end at once. Again is the same as once. */
    void writeDown(String bulkId, BulkPlan.Entry entry, String actor, Optional<BrakeRelease> release) {
        OffboardingPlan plan = entry.plan();
        JsonObject asked = JsonObject.EMPTY
                .with("asked", UserJson.write(entry.asked()))
                .with("actor", actor)
                .with("bulk", bulkId);
        journal.create(
                plan.id(),
                plan.refusals().isEmpty()
                        ? asked.with("plan", plan.write()).with("release", release.map(BrakeRelease::write))
                        : asked.with("refused", UserJson.write(plan.refusals().get(0))));
    }

    /** How one person of a bulk plan stands; with nobody begun, why not. */
    Row<UserRef, Receipt> row(String planId, String whyNot) {
        Journal.Entry entry = record(planId);
        UserRef asked = entry.content()
                .object("asked")
                .map(UserJson::ref) // who was seen off by themselves before has no such note
                .orElseGet(() -> UserRef.id(plan(entry).leaver().orElseThrow().id()));
        Optional<Outcome<Receipt>> end = recorded(entry);
        Optional<String> never = entry.content().text(NOT_ATTEMPTED).filter(it -> isOfBulk(entry));
        if (never.isPresent() || (end.isEmpty() && !wasBegun(entry.content()))) {
            return new Row<>(asked, new Row.NotAttempted<>(never.orElse(whyNot)));
        }
        return new Row<>(
                asked,
                new Row.Attempted<>(end.orElseGet(() -> Outcome.unsettled(
                        handle(planId), "the offboarding was begun and has not ended; resume the run"))));
    }

    /**
     * Ends a plan of which nothing has been begun, so that nobody begins with it any more; false if somebody has, or is just about to.
     */
    boolean giveUp(String planId, String why) {
        return journal.alone(planId, settings.maxWait(), lease -> {
                    Journal.Entry entry = record(planId);
                    if (hasEnded(entry.content()) || wasBegun(entry.content())) {
                        return entry.content().text(NOT_ATTEMPTED).isPresent();
                    }
                    journal.write(entry, entry.content().with(NOT_ATTEMPTED, why));
                    openRuns.unmark(plan(entry));
                    return true;
                })
                .orElse(false);
    }

    boolean isWrittenDown(String planId) {
        return journal.find(planId).isPresent();
    }

    /** Whether nothing of a plan has been begun, and it may still be. */
    boolean isToBegin(String planId) {
        return journal.find(planId)
                .map(Journal.Entry::content)
                .filter(it -> hasEnded(it) || wasBegun(it))
                .isEmpty();
    }

    boolean wasBegun(String planId) {
        return journal.find(planId).filter(it -> wasBegun(it.content())).isPresent();
    }

    /** Whether anything may have been sent for a plan. */
    private boolean wasBegun(JsonObject run) {
        return run.object("done").isPresent()
                || run.text("forwardingTo").isPresent()
                || run.object("writes").stream()
                        .flatMap(it -> it.names().stream().map(it::requiredText))
                        .anyMatch(writes::knows);
    }

    private Journal.Entry record(String planId) {
        return journal.find(planId)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The record of this offboarding was erased meanwhile, as disconnecting does: look at the provider."));
    }

    /** Goes on with one person of a bulk run, which may have been released from the brake since; empty if another call is at it. */
    Optional<Outcome<Receipt>> carryOn(String planId, Optional<BrakeRelease> release) {
        return unlessAtWork(planId, release, Progress.IGNORED);
    }

    Outcome<Receipt> resume(JobHandle handle, Consumer<Progress> progress) {
        return alone(planId(handle), Optional.empty(), progress);
    }

    private String planId(JobHandle handle) {
        return Optional.of(handle.value())
                .filter(it -> it.startsWith(HANDLE))
                .map(it -> it.substring(HANDLE.length()))
                .filter(planId -> journal.find(planId).isPresent())
                .orElseThrow(() -> new IllegalArgumentException(
                        "No offboarding of this connection has the handle " + handle + "."));
    }

    private Outcome<Receipt> alone(String planId, Optional<BrakeRelease> release, Consumer<Progress> progress) {
        return unlessAtWork(planId, release, progress)
                .orElseGet(() ->
                        Outcome.unsettled(handle(planId), "another call may be carrying out this plan right now"));
    }

    /** Takes the lease anew for each step, so that whoever goes on after a crash waits for one step and not for all. */
    private Optional<Outcome<Receipt>> unlessAtWork(
            String planId, Optional<BrakeRelease> release, Consumer<Progress> progress) {
        Optional<Optional<Outcome<Receipt>>> step;
        do {
            step = journal.alone(
                    planId,
                    settings.maxWait(),
                    lease -> new Run(record(planId), lease, progress)
                            .released(release)
                            .advance());
        } while (step.isPresent() && step.get().isEmpty());
        return step.flatMap(end -> end);
    }

    /** One call that carries a plan on. It changes the record as it last saw it, so that a call that was overtaken changes nothing. */
    private final class Run {
        private final OffboardingPlan plan;
        private final Store.Lease lease;
        private final Consumer<Progress> progress;
        private Journal.Entry entry;

        Run(Journal.Entry entry, Store.Lease lease, Consumer<Progress> progress) {
            this.plan = plan(entry);
            this.lease = lease;
            this.progress = progress;
            this.entry = entry;
        }

        private User planned() {
            return plan.leaver().orElseThrow();
        }

        private boolean wasInvited() {
            return planned().status() == UserStatus.INVITED;
        }

        private Optional<JsonObject> done(OffboardingStep step) {
            return entry.content().object("done").flatMap(it -> it.object(step.name()));
        }

        /** Whether this run has suspended the person, who had not been. */
        private boolean suspendedHere() {
            return done(OffboardingStep.SUSPEND)
                    .flatMap(it -> it.flag("changed"))
                    .orElse(false);
        }

        /** Somebody may answer for it only now: what nothing but the brake has refused is not refused any more. */
        Run released(Optional<BrakeRelease> release) {
            JsonObject run = entry.content();
            boolean waits = !hasEnded(run)
                    || run.object("refused")
                            .map(UserJson::refusal)
                            .filter(it -> it.reason() == Reason.MASS_OFFBOARDING)
                            .isPresent();
            if (release.isPresent() && run.object("release").isEmpty() && waits) {
                change(it -> it.with("release", release.get().write()).without("refused"));
            }
            return this;
        }

        /** Carries the plan one step on; empty if another is to follow. */
        Optional<Outcome<Receipt>> advance() {
            Optional<Outcome<Receipt>> end = recorded(entry);
            if (end.isPresent()) {
                close();
                return end.map(it -> it instanceof Outcome.Done ? stillSo(it) : it);
            }
            return wasBegun() ? goOn() : begin();
        }

        /** Ends the request that it waits for; the rest is gone on with. */
        Optional<Refusal> acknowledge(Refusal said) {
            if (hasEnded(entry.content())) {
                return Optional.of(Writes.SETTLED);
            }
            return entry.content().object("writes").stream()
                    .flatMap(it -> it.names().stream().map(it::requiredText))
                    .filter(writes::isOpen)
                    .findFirst()
                    .map(id -> writes.acknowledge(id, said))
                    .orElse(Optional.of(Writes.TOO_EARLY));
        }

        private Outcome<Receipt> stillSo(Outcome<Receipt> done) {
            Optional<User> now = provider.find(UserRef.id(planned().id()));
            return now.filter(it -> it.status().isOnTeam())
                    .map(it -> Outcome.<Receipt>refused(
                            Reason.PLAN_VOID,
                            it.email() + " was seen off by this plan before and is on the team again. Plan again."))
                    .orElse(done);
        }

        /** Whether anything may have been sent for this plan. */
        private boolean wasBegun() {
            return Offboarding.this.wasBegun(entry.content());
        }

        private Optional<Outcome<Receipt>> begin() {
            Optional<Outcome<Receipt>> stopped = entry.content().text("bulk").flatMap(this::stopped);
            if (stopped.isPresent()) {
                return stopped;
            }
            try {
                settings.signing().prepare();
                return markAndSend();
            } catch (RuntimeException failed) {
                unmarkIfNothingWasSent(failed);
                throw failed;
            }
        }

        /** A run that was paused or cancelled begins with nobody; asked under the lease, so that whoever stops it can rely on that. */
        private Optional<Outcome<Receipt>> stopped(String bulkId) {
            Optional<String> stopped = bulk.whyStopped(bulkId);
            stopped.ifPresent(why -> openRuns.unmark(plan)); // a node may have died before it sent anything
            return stopped.map(why -> Outcome.unsettled(handle(plan.id()), "nothing was begun: the run was " + why));
        }

        /** Marks the leaver first and checks then, so that of two runs that exclude each other at least one sees the other. */
        private Optional<Outcome<Receipt>> markAndSend() {
            if (!openRuns.mark(plan, settings.time().instant())) {
                return Optional.of(refuse(openRuns.leaving(planned().id())
                        .orElseGet(() -> Refusal.of(Reason.ALREADY_RUNNING, Reason.ALREADY_RUNNING.advice()))));
            }
            return guards.oneAdminAtATime(planned(), this::goOn).orElseGet(() -> {
                openRuns.unmark(plan);
                return Optional.of(Outcome.unsettled(
                        handle(plan.id()),
                        "nothing was begun: another admin is being suspended or seen off right now"));
            });
        }

        /** Whoever asked hears that it failed; nobody else is to go on with it unasked. A call that was overtaken leaves the mark alone. */
        private void unmarkIfNothingWasSent(RuntimeException failed) {
            try {
                Optional<Journal.Entry> now = journal.find(plan.id());
                if (lease.isHeld()
                        && now.filter(it -> Offboarding.this.wasBegun(it.content()))
                                .isEmpty()) {
                    openRuns.unmark(plan);
                }
            } catch (StoreException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }

        /** The next step from where it stands, and the end after the last. */
        private Optional<Outcome<Receipt>> goOn() {
            Optional<Refusal> refused = entry.content().object("refusing").map(UserJson::refusal);
            if (refused.isPresent()) {
                return Optional.of(takeBack(refused.get()));
            }
            List<OffboardingStep> left =
                    plan.steps().stream().filter(it -> done(it).isEmpty()).toList();
            Optional<Outcome<Receipt>> end = left.stream().findFirst().flatMap(this::carryOut);
            return end.isPresent() || left.size() > 1 ? end : Optional.of(finish());
        }

        private Optional<Outcome<Receipt>> carryOut(OffboardingStep step) {
            return step == OffboardingStep.FORWARD_MAIL ? forwardMail() : conclude(step, ask(step));
        }

        private Outcome<Writes.Written> ask(OffboardingStep step) {
            Sending sending = new Sending(step.name(), step);
            return sending.resumed().orElseGet(() -> {
                Optional<Refusal> refusal = recheck(step).or(this::brake);
                return refusal.isPresent()
                        ? new Outcome.Refused<>(refusal.get())
                        : writes.part(sending.newWrite, intent(step), sending, progress);
            });
        }

        private Intent intent(OffboardingStep step) {
            UserId leaver = planned().id();
            return switch (step) {
                case SUSPEND -> new Intent.Suspend(leaver, plan.handling().devices());
                case REMOVE -> new Intent.Remove(leaver, removal(), wasInvited());
                case TRANSFER_FILES -> transfer((DataHandling.Moving) plan.handling());
                case REDIRECT_INVITATIONS ->
                    new ProfileIntent.AddAddress(
                            plan.invitationsTo().flatMap(UserRef::asId).orElseThrow(),
                            new UserRef.Email(planned().email()));
                case FORWARD_MAIL -> throw new IllegalStateException("Mail is forwarded by the application.");
            };
        }

        private Intent transfer(DataHandling.Moving moving) {
            return new FilesIntent.TransferFiles(
                    planned().id(),
                    moving.recipient().asId().orElseThrow(),
                    moving.errorsTo().flatMap(UserRef::asId).orElseThrow(),
                    removedAt().flatMap(at -> provider.recoveryWindow().map(at::plus)));
        }

        private Optional<Instant> removedAt() {
            return done(OffboardingStep.REMOVE)
                    .flatMap(it -> it.objects("steps").stream().findFirst())
                    .map(it -> Receipt.Step.read(it).at());
        }

        /** The removal itself; a transfer afterwards begins with one that can be undone. */
        private DataHandling removal() {
            return plan.handling() instanceof DataHandling.TransferAfterwards it
                    ? new DataHandling.KeepRecoverable(it.devices())
                    : plan.handling();
        }

        /** One request of this run: its record is named in the run's record directly before it is sent. */
        private final class Sending implements Before {
            private final String name;
            private final Optional<OffboardingStep> step;
            private final String newWrite = plan.id() + "-" + Writes.newId();

            Sending(String name, OffboardingStep step) {
                this.name = name;
                this.step = Optional.of(step);
            }

            /** Takes back; nothing speaks against that. */
            Sending(String name) {
                this.name = name;
                this.step = Optional.empty();
            }

            /** Goes on with the request that was sent before, if one was. */
            Optional<Outcome<Writes.Written>> resumed() {
                return entry.content()
                        .object("writes")
                        .flatMap(it -> it.text(name))
                        .flatMap(id -> writes.resume(id, this, progress));
            }

            /** The last change in the store before sending: a node that was paused and overtaken fails here. */
            @Override
            public void firstSending() {
                requireLease();
                change(it -> it.with(
                        "writes", it.object("writes").orElse(JsonObject.EMPTY).with(name, newWrite)));
            }

            @Override
            public Optional<Refusal> sendingAgain() {
                return step.flatMap(Run.this::recheck);
            }
        }

        private void requireLease() {
            if (!lease.isHeld()) {
                throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
            }
        }

        private void change(UnaryOperator<JsonObject> change) {
            entry = journal.write(entry, change.apply(entry.content()));
        }

        private void noteDone(OffboardingStep step, JsonObject how) {
            change(it ->
                    it.with("done", it.object("done").orElse(JsonObject.EMPTY).with(step.name(), how)));
        }

        /** Counts this leaver, once; refuses if too many go. */
        private Optional<Refusal> brake() {
            if (entry.content().instant("counted").isPresent()) {
                return Optional.empty();
            }
            Optional<Refusal> refusal =
                    braking.count(entry.content().object("release").isPresent());
            if (refusal.isEmpty()) {
                change(it -> it.with("counted", settings.time().instant()));
            }
            return refusal;
        }

        /** What speaks against the next step as things are now: the people, the guards; the leaver last, directly before sending. */
        private Optional<Refusal> recheck(OffboardingStep step) {
            List<Refusal> refusals = new ArrayList<>();
            if (!planner.resolve(planned(), plan.handling(), refusals).equals(plan.handling())) {
                refusals.add(Refusal.of(
                        Reason.PLAN_VOID,
                        "The plan doesn't name everybody by id. Plan again; don't write plans by hand."));
            }
            if (step == OffboardingStep.TRANSFER_FILES || step == OffboardingStep.REDIRECT_INVITATIONS) {
                return refusals.stream().findFirst();
            }
            Optional<Refusal> first = againstBeginning();
            if (first.isPresent()) {
                return first;
            }
            if (done(OffboardingStep.FORWARD_MAIL).isEmpty()) {
                plan.mailTo().ifPresent(it -> planner.mailRecipient(planned(), it, refusals));
            }
            plan.invitationsTo().ifPresent(it -> planner.recipient(planned(), it, "invitations", refusals));
            openRuns.receiving(planned().id()).ifPresent(refusals::add);
            if (step != OffboardingStep.REMOVE) { // nobody loses access for a removal that can't follow
                settings.againstRemoving().toOptional().flatMap(it -> it).ifPresent(refusals::add);
            }
            refusals.addAll(0, planner.check(planned(), plan.handling(), plan.invitationsTo()));
            if (!isAsPlanned(provider.find(UserRef.id(planned().id())))) {
                refusals.add(
                        0,
                        Refusal.of(
                                Reason.PLAN_VOID,
                                planned().email()
                                        + " has changed since the plan was made. Plan again and read the new consequences."));
            }
            return refusals.stream().findFirst();
        }

        private Optional<Refusal> againstBeginning() {
            User planned = planned();
            String actor = entry.content().requiredText("actor");
            Optional<Instant> scheduledFor = entry.content().instant("scheduledFor");
            if (entry.content().object("done").isEmpty()
                    && scheduledFor
                            .orElse(plan.madeAt())
                            .plus(OffboardingPlan.VALID_FOR)
                            .isBefore(settings.time().instant())) {
                String late = scheduledFor
                        .map(due -> "This was due on " + due
                                + ", more than a day ago, and only now was it asked for what is due. "
                                + "Call executeDue(…) more often, plan again and read the consequences.")
                        .orElse("The plan is more than a day old. Plan again and read the consequences.");
                return Optional.of(Refusal.of(Reason.PLAN_VOID, late));
            }
            if (ConfirmedPlan.isBy(actor, planned)) {
                return Optional.of(Refusal.of(
                        Reason.ACTING_ADMIN,
                        planned.email() + " can't be seen off by themselves. Have somebody else confirm the plan."));
            }
            return Guards.againstHold(planned, provider.inspect(planned.id()).legalHold(), plan.handling());
        }

        /** As planned, but for the suspension by this very run. */
        private boolean isAsPlanned(Optional<User> now) {
            return suspendedHere()
                    ? now.filter(it -> it.status() == UserStatus.SUSPENDED)
                            .map(it -> it.withStatus(
                                    planned().status(),
                                    planned().invitedAt(),
                                    planned().joinedAt(),
                                    planned().suspendedAt()))
                            .equals(plan.leaver())
                    : now.equals(plan.leaver());
        }

        /** What a step's outcome means for the run; empty if the next step is to follow. */
        private Optional<Outcome<Receipt>> conclude(OffboardingStep step, Outcome<Writes.Written> outcome) {
            return outcome.match(
                    done -> {
                        if (step == OffboardingStep.REMOVE && !done.changed()) {
                            return Optional.of(giveUp(removedByAnotherHand()));
                        }
                        if (step == OffboardingStep.TRANSFER_FILES && !done.changed()) {
                            noteNotDone(
                                    step, "the files were moved or deleted by another hand before; look who has them");
                        } else {
                            noteDone(step, done(step, done));
                        }
                        return Optional.empty();
                    },
                    refused -> refused(step, refused.refusal()),
                    unsettled -> {
                        if (step == OffboardingStep.REDIRECT_INVITATIONS) { // it may wait for somebody's confirmation
                            noteNotDone(step, "not confirmed yet: " + unsettled.why());
                            return Optional.empty();
                        }
                        return Optional.of(Outcome.unsettled(handle(plan.id()), unsettled.why()));
                    });
        }

        private void noteNotDone(OffboardingStep step, String why) {
            noteDone(step, JsonObject.EMPTY.with("changed", false).with("notDone", step.words() + ": " + why));
        }

        private static JsonObject done(OffboardingStep step, Outcome.Done<Writes.Written> done) {
            return JsonObject.EMPTY
                    .with("changed", done.changed())
                    .with(
                            "user",
                            done.value().user().filter(it -> isReadFor(step)).map(UserJson::write))
                    .with(
                            "steps",
                            done.value().steps().stream()
                                    .map(Receipt.Step::write)
                                    .toList());
        }

        private Optional<Outcome<Receipt>> refused(OffboardingStep step, Refusal refusal) {
            if (step == OffboardingStep.SUSPEND && refusal.reason() == Reason.NOT_SUPPORTED) {
                noteDone(step, JsonObject.EMPTY.with("changed", false));
                return Optional.empty();
            }
            if (done(OffboardingStep.REMOVE).isPresent()) { // what is done stays done
                noteNotDone(step, refusal.toString());
                return Optional.empty();
            }
            return Optional.of(giveUp(refusal));
        }

        /** The address that mail may be forwarded to since the application was asked. */
        private Optional<String> forwardingTo() {
            return entry.content().text("forwardingTo");
        }

        private Optional<Outcome<Receipt>> forwardMail() {
            Optional<Refusal> refusal = recheck(OffboardingStep.FORWARD_MAIL).or(this::brake);
            Optional<String> to = forwardingTo().or(() -> forwarding.address(plan));
            if (refusal.isEmpty()) {
                change(it -> it.with("forwardingTo", to)); // to be taken back, whatever becomes of it
                requireLease();
                refusal = forwarding.forward(plan, to);
            }
            if (refusal.isPresent()) {
                return Optional.of(giveUp(refusal.get()));
            }
            noteDone(
                    OffboardingStep.FORWARD_MAIL,
                    JsonObject.EMPTY
                            .with("changed", true)
                            .with("mailTo", to)
                            .with(
                                    "steps",
                                    List.of(new Receipt.Step(
                                                    settings.time().instant(),
                                                    "the application forwards future e-mail",
                                                    List.of())
                                            .write())));
            return Optional.empty();
        }

        /** Somebody else removed the person in the moment before: what this plan says of the files did not happen. */
        private Refusal removedByAnotherHand() {
            return Refusal.of(
                    Reason.NOT_ON_TEAM,
                    planned().email()
                            + " was removed by another hand in the meantime; what this plan says of files "
                            + "and devices was not done by it. Look at what happened in the provider's console.");
        }

        /** The plan can't be carried out: what was done of it is taken back, so that nothing has changed. */
        private Outcome<Receipt> giveUp(Refusal refusal) {
            if (suspendedHere() || forwardingTo().isPresent()) {
                change(it -> it.with("refusing", UserJson.write(refusal)));
                return takeBack(refusal);
            }
            return refuse(refusal);
        }

        private Outcome<Receipt> takeBack(Refusal refusal) {
            requireLease();
            List<Remaining> left = new ArrayList<>();
            List<String> words = new ArrayList<>(List.of(refusal.explanation()));
            forwardingTo()
                    .flatMap(to -> forwarding.stop(plan.id(), planned().email(), to))
                    .ifPresent(why -> {
                        left.add(Remaining.MAIL_FORWARDED);
                        words.add("Mail is still forwarded: " + why);
                    });
            if (suspendedHere()
                    && plan.handling().devices() == Devices.WIPE
                    && !plan.holdings().devices().toOptional().equals(Optional.of(0))) {
                left.add(Remaining.DEVICES_WIPED);
                words.add("Synced files were erased from devices; they sync again once the devices are linked again.");
            }
            Optional<User> now = provider.find(UserRef.id(planned().id()));
            if (suspendedHere()
                    && now.filter(it -> it.status() == UserStatus.SUSPENDED).isPresent()) {
                Sending sending = new Sending(TAKING_BACK);
                Outcome<Writes.Written> outcome = sending.resumed()
                        .filter(it -> !hadNoEffect(it)) // it asks for a state, and may be asked for anew
                        .orElseGet(() -> writes.part(
                                sending.newWrite, new Intent.Unsuspend(planned().id()), sending, progress));
                if (outcome instanceof Outcome.Unsettled<Writes.Written> it) {
                    return Outcome.unsettled(
                            handle(plan.id()),
                            "it was refused, and taking the suspension back is not settled: " + it.why());
                }
                if (outcome instanceof Outcome.Refused<Writes.Written> it) {
                    left.add(Remaining.STILL_SUSPENDED);
                    words.add(planned().email() + " is still suspended: "
                            + it.refusal().explanation());
                } else {
                    left.add(Remaining.SESSIONS_ENDED);
                    words.add(SESSIONS_ENDED);
                }
            } else if (suspendedHere()
                    && now.filter(it -> it.status().isOnTeam()).isPresent()) { // a call that died had taken it back
                left.add(Remaining.SESSIONS_ENDED);
                words.add(SESSIONS_ENDED);
            }
            return refuse(
                    left.isEmpty()
                            ? refusal
                            : new Refusal(refusal.reason(), String.join(" ", words), refusal.providerCode(), left));
        }

        private static boolean hadNoEffect(Outcome<Writes.Written> outcome) {
            return outcome instanceof Outcome.Refused<Writes.Written> it
                    && it.refusal().reason() == Reason.TRY_LATER;
        }

        /** The count is given back last: whoever dies in between leaves one too many counted, and nobody gives it back twice. */
        private Outcome<Receipt> refuse(Refusal refusal) {
            change(it -> it.with("refused", UserJson.write(refusal)));
            if (refusal.reason() != Reason.SETTLED_BY_HAND) { // then the person may well be gone
                entry.content().instant("counted").ifPresent(braking::giveBack);
            }
            close();
            return new Outcome.Refused<>(refusal);
        }

        private Outcome<Receipt> finish() {
            Instant now = settings.time().instant();
            JsonObject finished =
                    entry.content().with("finishedAt", now).with("window", window().map(Duration::toString));
            last.note(planned().id(), plan.id(), removedAt().orElse(now)); // while the mark still keeps every undo away
            Receipt.Signature signature = settings.signing().sign(ReceiptJson.content(receipt(finished)));
            change(it -> finished.with("signature", signature.write()));
            close();
            return Outcome.done(receipt(entry.content()));
        }

        private Receipt receipt(JsonObject run) {
            return Receipt.of(settings.connectionId(), plan, run);
        }

        /**
         * For how long it can be undone: as planned. Where files should have moved and did not, or somebody invited joined in the moment of the
         * removal, as long as the provider says now.
         */
        private Optional<Duration> window() {
            return plan.handling() instanceof DataHandling.TransferAfterwards || wasInvited()
                    ? provider.recoveryWindow()
                    : plan.recoveryWindow();
        }

        /** Takes the traces away; done again for a record that is complete, since the node that wrote it may have died right after. */
        private void close() {
            openRuns.unmark(plan);
            writes.forgetAll(plan.id() + "-");
        }
    }
}
