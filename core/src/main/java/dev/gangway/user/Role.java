package dev.gangway.user;

import java.util.Objects;

/**
 * A role that a person has on the team besides being a member. Immutable.
 *
 * @param id the provider's id of the role
 * @param name the provider's name for it, for people
 * @param power how much it allows, as far as that matters for safety
 */
public record Role(String id, String name, Power power) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id of the role
     * @param name the provider's name
     * @param power how much it allows
     */
    public Role {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(power, "power");
    }

    /** How much a role allows. */
    public enum Power {
        /** Administers the whole team; the last such person can't go. */
        TEAM_ADMIN,
        /** Administers a part. */
        LIMITED_ADMIN,
        /** Not known. It counts as a team admin when somebody is to leave, and as none when the admins who stay are counted. */
        UNKNOWN
    }
}
