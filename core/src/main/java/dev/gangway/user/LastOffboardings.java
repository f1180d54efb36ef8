package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** By which plan each person was seen off last: one small record per leaver, so that an older receipt can be told without reading all runs. */
final class LastOffboardings {

    private final Journal journal;

    LastOffboardings(UsersSettings settings) {
        this.journal = new Journal(settings.store(), settings.connectionId(), "last");
    }

    /** The plan that was carried out last; empty for who left before such records were written. */
    Optional<String> planOf(UserId leaver) {
        return journal.find(OpenRuns.key(leaver)).map(it -> it.content().requiredText("planId"));
    }

    /** Notes a plan, unless a later one is noted: a node that was paused for long may come after it. */
    void note(UserId leaver, String planId, Instant removedAt) {
        JsonObject note = JsonObject.EMPTY.with("planId", planId).with("removedAt", removedAt);
        Optional<Journal.Entry> before;
        do {
            before = journal.find(OpenRuns.key(leaver));
            if (before.filter(it -> it.content().equals(note)
                            || it.content().instant("removedAt").orElseThrow().isAfter(removedAt))
                    .isPresent()) {
                return;
            }
        } while (!journal.replace(OpenRuns.key(leaver), before, note));
    }
}
