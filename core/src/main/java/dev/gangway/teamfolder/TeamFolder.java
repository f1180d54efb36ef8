package dev.gangway.teamfolder;

import dev.gangway.result.Fact;
import java.util.Objects;

/**
 * A team folder as the provider showed it. Immutable.
 *
 * @param id the provider's id
 * @param name its name, as the provider writes it
 * @param status whether it is in use
 * @param sync what becomes of it on people's computers; unknown if the provider doesn't tell
 */
public record TeamFolder(TeamFolderId id, String name, Status status, Fact<SyncSetting> sync) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id
     * @param name its name
     * @param status whether it is in use
     * @param sync what becomes of it on people's computers
     */
    public TeamFolder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(sync, "sync");
    }

    /** Whether a team folder is in use. New ones may be added; treat an unknown one like {@link #OTHER}. */
    public enum Status {
        /** In use. */
        ACTIVE,
        /** On its way to the archive; the provider works on it in the background. */
        ARCHIVING,
        /** Out of everybody's sight, with all that is in it; the provider's console brings it back. */
        ARCHIVED,
        /** Neither in use nor in the archive, or something that has no word here; the provider's console tells more. */
        OTHER
    }
}
