package dev.gangway.user;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A place where somebody is signed in: a browser, a computer, a phone. Immutable.
 *
 * @param id the provider's id of the session
 * @param kind what it is
 * @param name the provider's words for it, for a person, such as "Chrome on Windows" or "mia-laptop"
 * @param lastUsedAt when it was last used; empty if the provider doesn't say
 */
public record UserSession(String id, Kind kind, String name, Optional<Instant> lastUsedAt) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id
     * @param kind what it is
     * @param name the provider's words
     * @param lastUsedAt when it was last used
     */
    public UserSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lastUsedAt, "lastUsedAt");
    }

    /** What somebody is signed in with. */
    public enum Kind {
        /** A browser. */
        WEB,
        /** A program on a computer, which may hold synced files. */
        DESKTOP,
        /** An app on a phone or tablet, which may hold synced files. */
        MOBILE
    }
}
