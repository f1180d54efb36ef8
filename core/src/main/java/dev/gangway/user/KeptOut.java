package dev.gangway.user;

import java.util.Objects;
import java.util.Optional;

/**
 * How somebody was kept out. Immutable.
 *
 * @param means what was done
 * @param user the person as read back; empty if the provider shows nothing of them any more, as after an invitation was withdrawn
 */
public record KeptOut(Means means, Optional<User> user) {
    /**
     * Checks the parts.
     *
     * @param means what was done
     * @param user the person as read back
     */
    public KeptOut {
        Objects.requireNonNull(means, "means");
        Objects.requireNonNull(user, "user");
    }

    /** What keeps the person out. */
    public enum Means {
        /** They had joined and are suspended: everything is kept, the license is still taken. */
        SUSPENDED,
        /** They had not joined, and their invitation is withdrawn. */
        INVITATION_WITHDRAWN
    }
}
