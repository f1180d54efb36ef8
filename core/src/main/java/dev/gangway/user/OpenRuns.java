package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which offboardings are under way: one mark per leaver, so that nobody is seen off twice at once or made a recipient while leaving. */
final class OpenRuns {

    private final Journal journal;
    private final Journal runs;
    private final Journal scheduled;

    OpenRuns(UsersSettings settings) {
        this(settings.store(), settings.connectionId());
    }

    OpenRuns(Store store, String connectionId) {
        this.journal = new Journal(store, connectionId, "leaving");
        this.runs = new Journal(store, connectionId, Offboarding.JOURNAL);
        this.scheduled = new Journal(store, connectionId, OffboardingSchedule.JOURNAL);
    }

    /** The offboardings that are under way. */
    List<OpenRequest> all() {
        return marks().flatMap(mark -> planOfRun(mark).stream()
                        .map(plan -> new OpenRequest(
                                Offboarding.handle(plan.id()),
                                UserRef.id(plan.leaver().orElseThrow().id()),
                                "see off",
                                mark.content().instant("since").orElseThrow())))
                .toList();
    }

    /** The same, with their leavers. */
    List<OpenOffboarding> offboardings() {
        return marks().flatMap(mark -> planOfRun(mark).stream())
                .map(plan -> new OpenOffboarding(
                        Offboarding.handle(plan.id()), plan.leaver().orElseThrow()))
                .toList();
    }

    /** Who is to leave by a plan that was confirmed, of which nothing has been begun. */
    List<User> neverBegun() {
        Stream<Journal.Entry> ofRuns = runs.all().stream()
                .filter(it -> it.content().object("plan").isPresent()
                        && !Offboarding.hasEnded(it.content())
                        && !isLeaving(
                                Offboarding.plan(it).leaver().orElseThrow().id()));
        Stream<Journal.Entry> waiting =
                scheduled.all().stream().filter(it -> runs.find(it.id()).isEmpty());
        return Stream.concat(ofRuns, waiting)
                .map(Offboarding::plan)
                .map(plan -> plan.leaver().orElseThrow())
                .distinct()
                .toList();
    }

    private Optional<OffboardingPlan> planOfRun(Journal.Entry mark) {
        return runs.find(planOf(mark)).map(Offboarding::plan);
    }

    boolean isLeaving(UserId person) {
        return markOf(person).isPresent();
    }

    private Stream<Journal.Entry> marks() {
        return journal.all().stream().filter(this::isOpen);
    }

    private Optional<Journal.Entry> markOf(UserId leaver) {
        return journal.find(key(leaver)).filter(this::isOpen);
    }

    private static String planOf(Journal.Entry mark) {
        return mark.content().requiredText("planId");
    }

    /** A mark counts no more once its run has ended; the node that should have taken it away may have died right before. */
    private boolean isOpen(Journal.Entry mark) {
        return runs.find(planOf(mark))
                .filter(run -> !Offboarding.hasEnded(run.content()))
                .isPresent();
    }

    /** Why this person can't be seen off now; empty if no run concerns them. */
    Optional<Refusal> concerning(UserId person) {
        return leaving(person).or(() -> receiving(person));
    }

    /** Why somebody must not leave who is being given files; empty if they are not. */
    Optional<Refusal> receiving(UserId person) {
        return marks().filter(it -> it.content().text("recipient").equals(Optional.of(person.value())))
                .findFirst()
                .map(it -> Refusal.of(Reason.TRANSFER_IN_PROGRESS, Reason.TRANSFER_IN_PROGRESS.advice()));
    }

    /** Why nothing else can be done with somebody who is leaving; empty if they are not. */
    Optional<Refusal> leaving(UserId person) {
        return markOf(person)
                .map(mark -> Refusal.of(
                        Reason.ALREADY_RUNNING,
                        "An offboarding of "
                                + planOfRun(mark)
                                        .flatMap(OffboardingPlan::leaver)
                                        .map(User::email)
                                        .orElseGet(person::toString)
                                + " is under way; settle its handle first: "
                                + Offboarding.handle(planOf(mark))));
    }

    /** Marks the leaver of a plan; false if another plan has them marked. Marking again for the same plan is fine. */
    boolean mark(OffboardingPlan plan, Instant now) {
        UserId leaver = plan.leaver().orElseThrow().id();
        Optional<Journal.Entry> before = journal.find(key(leaver));
        if (before.isPresent()) {
            if (planOf(before.get()).equals(plan.id())) {
                return true;
            }
            if (isOpen(before.get())) {
                return false;
            }
            journal.erase(before.get());
        }
        Optional<String> recipient = plan.handling() instanceof DataHandling.Moving it
                ? it.recipient().asId().map(UserId::value)
                : Optional.empty();
        return journal.create(
                key(leaver),
                JsonObject.EMPTY.with("planId", plan.id()).with("since", now).with("recipient", recipient));
    }

    void unmark(OffboardingPlan plan) {
        journal.find(key(plan.leaver().orElseThrow().id()))
                .filter(it -> planOf(it).equals(plan.id()))
                .ifPresent(journal::tidyAway);
    }

    /** What a record about one person is named. */
    static String key(UserId user) {
        return URLEncoder.encode(user.value(), StandardCharsets.UTF_8);
    }
}
