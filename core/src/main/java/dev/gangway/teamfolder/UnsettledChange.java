package dev.gangway.teamfolder;

import dev.gangway.result.JobHandle;
import java.time.Instant;
import java.util.Objects;

/**
 * A change of a team folder that was begun and whose end isn't known. Immutable.
 *
 * @param handle what {@link TeamFolders#settle} takes
 * @param what what was asked for, for a person, such as "archive the team folder with the id …"
 * @param since when it was begun
 */
public record UnsettledChange(JobHandle handle, String what, Instant since) {
    /**
     * Checks the parts.
     *
     * @param handle what settles it
     * @param what what was asked for
     * @param since when it was begun
     */
    public UnsettledChange {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(since, "since");
    }
}
