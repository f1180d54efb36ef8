package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.user.BulkReport.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The records of bulk runs: who confirmed one, how many people it has, and whether it may go on. */
final class BulkRecords {

    private static final String HANDLE = "bulk:";

    private final Journal journal;

    BulkRecords(UsersSettings settings) {
        this.journal = new Journal(settings.store(), settings.connectionId(), "bulk");
    }

    static State state(JsonObject run) {
        return State.valueOf(run.requiredText("state"));
    }

    static int count(JsonObject run) {
        return (int) run.number("count").orElseThrow();
    }

    static JobHandle handle(String id) {
        return new JobHandle(HANDLE + id);
    }

    String id(JobHandle handle) {
        return Optional.of(handle.value())
                .filter(it -> it.startsWith(HANDLE))
                .map(it -> it.substring(HANDLE.length()))
                .filter(it -> journal.find(it).isPresent())
                .orElseThrow(() -> new IllegalArgumentException(
                        "No bulk offboarding of this connection has the handle " + handle + "."));
    }

    /** Why a run begins with nobody; empty if it does. */
    Optional<String> whyStopped(String id) {
        return journal.find(id)
                .map(Journal.Entry::content)
                .filter(it -> state(it) == State.PAUSED || state(it) == State.CANCELLED)
                .flatMap(it -> it.text("why"));
    }

    /** Does what one call at a time may do with a run's plans; empty if another is at it. */
    <T> Optional<T> alone(String id, Duration maxWait, Supplier<T> work) {
        return journal.alone(id, maxWait, lease -> work.get());
    }

    JsonObject of(String id) {
        return record(id).content();
    }

    private Journal.Entry record(String id) {
        return journal.find(id)
                .orElseThrow(() -> new IllegalStateException(
                        "The record of this run was erased meanwhile, as disconnecting does: look at the provider."));
    }

    void change(String id, UnaryOperator<JsonObject> change) {
        Optional<Journal.Entry> before;
        JsonObject after;
        do {
            before = Optional.of(record(id));
            after = change.apply(before.get().content());
        } while (!after.equals(before.get().content()) && !journal.replace(id, before, after));
    }

    /** Writes a new record, unless there is one. */
    void create(String id, JsonObject content) {
        if (journal.find(id).isEmpty()) {
            journal.create(id, content);
        }
    }

    /** The runs that haven't ended. */
    List<JobHandle> open() {
        return journal.all().stream()
                .filter(it -> it.content().flag("ended").isEmpty())
                .map(it -> handle(it.id()))
                .toList();
    }
}
