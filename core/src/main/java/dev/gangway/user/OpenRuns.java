package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which offboardings are under way: one mark per leaver, so that nobody is seen off twice at once or made a recipient while leaving. */
final class OpenRuns {

    private final Journal journal;

    OpenRuns(UsersSettings settings) {
        this.journal = new Journal(settings.store(), settings.connectionId(), "leaving");
    }

    /** Why nothing new may be planned for this person; empty if nothing is under way. */
    Optional<Refusal> about(UserId person) {
        Optional<String> leaving =
                journal.find(key(person)).map(it -> it.content().requiredText("planId"));
        if (leaving.isPresent()) {
            return Optional.of(Refusal.of(
                    Reason.ALREADY_RUNNING,
                    "An offboarding of this person is under way; settle its handle first: "
                            + Offboarding.handle(leaving.get())));
        }
        boolean receiving = journal.all().stream()
                .anyMatch(it -> it.content().text("recipient").equals(Optional.of(person.value())));
        return receiving
                ? Optional.of(Refusal.of(Reason.TRANSFER_IN_PROGRESS, Reason.TRANSFER_IN_PROGRESS.advice()))
                : Optional.empty();
    }

    /** Marks the leaver of a plan; false if another plan has them marked. Marking again for the same plan is fine. */
    boolean mark(OffboardingPlan plan) {
        UserId leaver = plan.leaver().orElseThrow().id();
        Optional<Journal.Entry> before = journal.find(key(leaver));
        if (before.isPresent()) {
            return before.get().content().requiredText("planId").equals(plan.id());
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
