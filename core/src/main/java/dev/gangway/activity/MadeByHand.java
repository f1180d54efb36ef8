package dev.gangway.activity;

import java.util.Objects;

/**
 * Somebody to whom the partner gave an admin role, or who was made one of the partner's admins: that stays when the partner's support is
 * switched off. Immutable.
 *
 * @param who who got the role
 * @param evidence the newest event about the role, by which it was given
 */
public record MadeByHand(Party who, Activity evidence) {
    /**
     * Checks the parts.
     *
     * @param who who got the role
     * @param evidence the newest event about it
     */
    public MadeByHand {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(evidence, "evidence");
    }
}
