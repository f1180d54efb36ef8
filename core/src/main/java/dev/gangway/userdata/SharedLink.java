package dev.gangway.userdata;

import dev.gangway.result.Fact;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A link by which somebody shares a file or folder. Immutable.
 *
 * @param url the link; whoever is in its audience can open it, so it isn't in {@link #toString}
 * @param name the name of what it leads to
 * @param path where that is, from where the person's data begins; unknown if the provider doesn't tell
 * @param audience who can open it
 * @param password whether a password is asked for; unknown if the provider doesn't tell
 * @param expires when it ends; empty if it doesn't
 */
public record SharedLink(
        URI url, String name, Fact<String> path, Audience audience, Fact<Boolean> password, Optional<Instant> expires) {
    /**
     * Checks the parts.
     *
     * @param url the link
     * @param name the name of what it leads to
     * @param path where that is
     * @param audience who can open it
     * @param password whether a password is asked for
     * @param expires when it ends
     */
    public SharedLink {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(audience, "audience");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(expires, "expires");
    }

    @Override
    public String toString() {
        return "SharedLink[" + name + ", " + audience + "]";
    }

    /** Who can open a link. New ones may be added; treat an unknown one like {@link #OTHER}. */
    public enum Audience {
        /** Everybody who has the link. */
        ANYONE,
        /** People on the team who have the link. */
        TEAM,
        /** Nobody but who could see it without the link. */
        ONLY_WHO_HAS_ACCESS,
        /** The provider didn't tell, or said something that has no word here. */
        OTHER
    }
}
