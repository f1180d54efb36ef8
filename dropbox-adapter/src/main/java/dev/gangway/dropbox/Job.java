package dev.gangway.dropbox;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.user.UserId;
import java.util.Optional;

/**
 * A job that runs at Dropbox. Its handle is {@code remove/<team member id>/<job id>} or {@code add/<job id>}, so that any node can ask
 * how it stands.
 *
 * @param id Dropbox's id of the job
 * @param leaver who is being removed; empty for an invitation
 */
record Job(String id, Optional<UserId> leaver) {

    private static final String REMOVE = "remove/";
    private static final String ADD = "add/";
    private static final int LONGEST = 512;

    /** The handle of a job that has just been started. A job that can't be named can't be polled: what it did is found by reading. */
    static JobHandle started(String id, Optional<UserId> leaver) {
        String value = leaver.map(it -> REMOVE + it.value() + "/").orElse(ADD) + id;
        if (id.isBlank()
                || value.length() > LONGEST
                || leaver.filter(it -> it.value().contains("/")).isPresent()) {
            throw new AnswerLostException(
                    "Dropbox works on it in the background, and the id that it gave the job can't be used.",
                    Optional.empty());
        }
        return new JobHandle(value);
    }

    static Job of(JobHandle handle) {
        String value = handle.value();
        if (value.startsWith(ADD) && value.length() > ADD.length()) {
            return new Job(value.substring(ADD.length()), Optional.empty());
        }
        String[] parts = value.split("/", 3);
        if (value.startsWith(REMOVE) && parts.length == 3 && !parts[1].isBlank() && !parts[2].isBlank()) {
            return new Job(parts[2], Optional.of(new UserId(parts[1])));
        }
        throw new IllegalArgumentException("This handle is not one of the Dropbox connector's: " + handle);
    }
}
