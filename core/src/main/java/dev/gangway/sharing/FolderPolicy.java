package dev.gangway.sharing;

import dev.gangway.result.Fact;
import java.util.Objects;

/**
 * Who may get into one shared folder, and who decides it. Whatever the provider doesn't tell is unknown. Immutable.
 *
 * @param folder which folder
 * @param name what it is called now; other folders may be called so, too
 * @param ofTeam whether it belongs to the team and not to a person
 * @param joining who may become a member, as it is set on the folder
 * @param effectiveJoining who may become a member in effect: the team's own settings may be stricter than the folder's
 * @param links whom its links may be shared with
 * @param managing who adds and removes members
 * @param viewers whether it is shown who viewed the files
 */
public record FolderPolicy(
        SharedFolderId folder,
        String name,
        Fact<Boolean> ofTeam,
        Fact<Joining> joining,
        Fact<Joining> effectiveJoining,
        Fact<Links> links,
        Fact<Managing> managing,
        Fact<Boolean> viewers) {

    /**
     * Checks the parts.
     *
     * @param folder which folder
     * @param name what it is called now
     * @param ofTeam whether it belongs to the team
     * @param joining who may become a member, as set
     * @param effectiveJoining who may become a member, in effect
     * @param links whom its links may be shared with
     * @param managing who adds and removes members
     * @param viewers whether it is shown who viewed the files
     */
    public FolderPolicy {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ofTeam, "ofTeam");
        Objects.requireNonNull(joining, "joining");
        Objects.requireNonNull(effectiveJoining, "effectiveJoining");
        Objects.requireNonNull(links, "links");
        Objects.requireNonNull(managing, "managing");
        Objects.requireNonNull(viewers, "viewers");
    }

    /** Who may become a member of a folder. */
    public enum Joining {
        /** People of the team. */
        TEAM,
        /** People of the team, and whoever is on the allow list. */
        TEAM_AND_ALLOWED,
        /** Anybody. */
        ANYONE
    }

    /** Whom links to what is in a folder may be shared with. */
    public enum Links {
        /** The folder's members. */
        MEMBERS,
        /** People of the team. Some providers tell it and no longer take it. */
        TEAM,
        /** Anybody. */
        ANYONE
    }

    /** Who adds and removes a folder's members. */
    public enum Managing {
        /** The folder's owner. */
        OWNER,
        /** Everybody who may edit in the folder. */
        EDITORS
    }
}
