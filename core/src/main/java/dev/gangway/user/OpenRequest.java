package dev.gangway.user;

import dev.gangway.result.JobHandle;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that was begun and whose end isn't known. Immutable.
 *
 * @param handle what {@link Users#settle} takes
 * @param who whom it concerns: an id, or the address of somebody invited
 * @param what what was asked for, for a person, such as "suspend, keeping devices"
 * @param since when it was begun
 */
public record OpenRequest(JobHandle handle, UserRef who, String what, Instant since) {
    /**
     * Checks the parts.
     *
     * @param handle what settles it
     * @param who whom it concerns
     * @param what what was asked for
     * @param since when it was begun
     */
    public OpenRequest {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(since, "since");
    }
}
