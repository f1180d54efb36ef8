package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which offboardings are under way: one mark per leaver, so that nobody is seen off twice at once or made a recipient while leaving. */
final class OpenRuns {

    private final Journal journal;
    private final Journal runs;

    OpenRuns(UsersSettings settings) {
        this(settings.store(), settings.connectionId());
    }

    OpenRuns(Store store, String connectionId) {
        this.journal = new Journal(store, connectionId, "leaving");
        this.runs = new Journal(store, connectionId, Offboarding.JOURNAL);
    }

    /** The plans that are under way. */
    List<String> plans() {
        return marks().map(it -> it.content().requiredText("planId")).toList();
    }

    /** The same, with their leavers. */
    List<OpenOffboarding> offboardings() {
        return plans().stream()
                .flatMap(planId -> runs.find(planId).stream())
                .map(run -> OffboardingPlan.read(run.content().object("plan").orElseThrow()))
                .map(plan -> new OpenOffboarding(
                        Offboarding.handle(plan.id()), plan.leaver().orElseThrow()))
                .toList();
    }

    boolean isLeaving(UserId person) {
        return journal.find(key(person)).filter(this::isOpen).isPresent();
    }

    private Stream<Journal.Entry> marks() {
        return journal.all().stream().filter(this::isOpen);
    }

    /** A mark counts no more once its run has ended; the node that should have taken it away may have died right before. */
    private boolean isOpen(Journal.Entry mark) {
        return runs.find(mark.content().requiredText("planId"))
                .filter(run -> !Offboarding.hasEnded(run.content()))
                .isPresent();
    }

    /** Why this person can't be seen off now; empty if no run concerns them. */
    Optional<Refusal> aboutLeaver(UserId person) {
        return aboutRecipient(person).or(() -> receiving(person));
    }

    /** Why somebody must not leave who is being given files; empty if they are not. */
    Optional<Refusal> receiving(UserId person) {
        return marks().filter(it -> it.content().text("recipient").equals(Optional.of(person.value())))
                .findFirst()
                .map(it -> Refusal.of(Reason.TRANSFER_IN_PROGRESS, Reason.TRANSFER_IN_PROGRESS.advice()));
    }

    /** Why this person can't be given files now; empty if they are not about to leave. */
    Optional<Refusal> aboutRecipient(UserId person) {
        Optional<String> leaving = journal.find(key(person))
                .filter(this::isOpen)
                .map(it -> it.content().requiredText("planId"));
        return leaving.map(planId -> Refusal.of(
                Reason.ALREADY_RUNNING,
                "An offboarding of " + person + " is under way; settle its handle first: "
                        + Offboarding.handle(planId)));
    }

    /** Marks the leaver of a plan; false if another plan has them marked. Marking again for the same plan is fine. */
    boolean mark(OffboardingPlan plan) {
        UserId leaver = plan.leaver().orElseThrow().id();
        Optional<Journal.Entry> before = journal.find(key(leaver));
        if (before.isPresent()) {
            if (before.get().content().requiredText("planId").equals(plan.id())) {
                return true;
            }
            if (isOpen(before.get())) {
                return false;
            }
            journal.erase(before.get());
        }
        Optional<String> recipient = plan.handling() instanceof DataHandling.Transfer it
                ? it.recipient().asId().map(UserId::value)
                : Optional.empty();
        return journal.create(
                key(leaver), JsonObject.EMPTY.with("planId", plan.id()).with("recipient", recipient));
    }

    void unmark(OffboardingPlan plan) {
        journal.find(key(plan.leaver().orElseThrow().id()))
                .filter(it -> it.content().requiredText("planId").equals(plan.id()))
                .ifPresent(journal::erase);
    }

    private static String key(UserId user) {
        return URLEncoder.encode(user.value(), StandardCharsets.UTF_8);
    }
}
