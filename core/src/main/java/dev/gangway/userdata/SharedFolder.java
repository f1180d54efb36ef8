package dev.gangway.userdata;

import dev.gangway.result.Fact;
import java.util.Objects;

/**
 * A shared folder that somebody can get into. Immutable.
 *
 * @param id the provider's id of the shared folder
 * @param name its name
 * @param path where the person has it, from where their data begins; unknown if they haven't put it there
 * @param access what the person may do with it
 * @param ofTeam whether it belongs to a team and not to a person
 */
public record SharedFolder(String id, String name, Fact<String> path, Access access, boolean ofTeam) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id of the shared folder
     * @param name its name
     * @param path where the person has it
     * @param access what the person may do with it
     * @param ofTeam whether it belongs to a team
     */
    public SharedFolder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(access, "access");
    }

    /** What somebody may do with a shared folder. New ones may be added; treat an unknown one like {@link #OTHER}. */
    public enum Access {
        /** Everything, and say who else may. */
        OWNER,
        /** Read and change what is in it. */
        EDITOR,
        /** Read what is in it. */
        VIEWER,
        /** Something that has no word here. */
        OTHER
    }
}
