package dev.gangway.dropbox;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * Something at Dropbox that one person's outcome waits for. Its handle is {@code <kind>/<who>/<id>}, so that any node can ask how it
 * stands, for that person alone.
 *
 * @param kind what it is
 * @param who whom it is about: an e-mail address for an invitation, else a team member id
 * @param id Dropbox's id of the job; for an address, the address
 */
record Job(Kind kind, String who, String id) {

    private static final int LONGEST = 512;

    /** What a person's outcome can wait for. */
    enum Kind {
        /** An invitation; one job invites many. */
        ADD,
        /** A removal. */
        REMOVE,
        /** A transfer of a former member's files. */
        MOVE,
        /** A further address, until somebody follows the link in the mail that Dropbox sent to it. */
        ADDRESS,
        /** Nothing at all: Dropbox answered others and left this person out. It has to be read. */
        LOST;

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + "/";
        }
    }

    /** The handle; a job that can't be named can't be polled: what it did is found by reading. */
    JobHandle handle() {
        String value = kind.prefix() + who + "/" + id;
        if (id.isBlank() || value.length() > LONGEST || who.contains("/")) {
            throw new AnswerLostException(
                    "Dropbox works on it in the background, and the id that it gave the job can't be used.",
                    Optional.empty());
        }
        return new JobHandle(value);
    }

    <T> Outcome<T> unsettled(String why) {
        return Outcome.unsettled(handle(), why);
    }

    static Job of(JobHandle handle) {
        String[] parts = handle.value().split("/", 3);
        for (Kind kind : Kind.values()) {
            if (handle.value().startsWith(kind.prefix())
                    && parts.length == 3
                    && !parts[1].isBlank()
                    && !parts[2].isBlank()) {
                return new Job(kind, parts[1], parts[2]);
            }
        }
        throw new IllegalArgumentException("This handle is not one of the Dropbox connector's: " + handle);
    }
}
