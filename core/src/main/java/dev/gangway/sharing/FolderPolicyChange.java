package dev.gangway.sharing;

import dev.gangway.result.Fact;
import dev.gangway.sharing.FolderPolicy.Joining;
import dev.gangway.sharing.FolderPolicy.Links;
import dev.gangway.sharing.FolderPolicy.Managing;
import java.util.Objects;
import java.util.Optional;

/**
 * What to change of a shared folder's policies; what isn't named stays. Start with {@link #none}. Immutable.
 *
 * @param joining who may become a member
 * @param links whom links may be shared with
 * @param managing who adds and removes members
 * @param viewers whether it is shown who viewed the files
 */
public record FolderPolicyChange(
        Optional<Joining> joining, Optional<Links> links, Optional<Managing> managing, Optional<Boolean> viewers) {

    /**
     * Checks the parts.
     *
     * @param joining who may become a member
     * @param links whom links may be shared with
     * @param managing who adds and removes members
     * @param viewers whether it is shown who viewed the files
     */
    public FolderPolicyChange {
        Objects.requireNonNull(joining, "joining");
        Objects.requireNonNull(links, "links");
        Objects.requireNonNull(managing, "managing");
        Objects.requireNonNull(viewers, "viewers");
    }

    /**
     * Nothing is changed yet.
     *
     * @return the change
     */
    public static FolderPolicyChange none() {
        return new FolderPolicyChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A copy that changes who may become a member.
     *
     * @param wanted who may from now on
     * @return the copy
     */
    public FolderPolicyChange joining(Joining wanted) {
        return new FolderPolicyChange(Optional.of(wanted), links, managing, viewers);
    }

    /**
     * A copy that changes whom links may be shared with.
     *
     * @param wanted with whom they may from now on
     * @return the copy
     */
    public FolderPolicyChange links(Links wanted) {
        return new FolderPolicyChange(joining, Optional.of(wanted), managing, viewers);
    }

    /**
     * A copy that changes who adds and removes members.
     *
     * @param wanted who does from now on
     * @return the copy
     */
    public FolderPolicyChange managing(Managing wanted) {
        return new FolderPolicyChange(joining, links, Optional.of(wanted), viewers);
    }

    /**
     * A copy that changes whether it is shown who viewed the files.
     *
     * @param wanted whether it is from now on
     * @return the copy
     */
    public FolderPolicyChange viewers(boolean wanted) {
        return new FolderPolicyChange(joining, links, managing, Optional.of(wanted));
    }

    /**
     * Whether nothing is to be changed.
     *
     * @return true if no part is named
     */
    public boolean isEmpty() {
        return equals(none());
    }

    /**
     * Whether all that is to be changed is so already. What isn't known isn't so.
     *
     * @param now how the folder's policies stand
     * @return true if there is nothing to do
     */
    public boolean isSo(FolderPolicy now) {
        return isSo(joining, now.joining())
                && isSo(links, now.links())
                && isSo(managing, now.managing())
                && isSo(viewers, now.viewers());
    }

    private static <T> boolean isSo(Optional<T> wanted, Fact<T> now) {
        return wanted.isEmpty() || now.toOptional().equals(wanted);
    }
}
