package dev.gangway.assistance;

import dev.gangway.user.User;
import java.util.Objects;

/**
 * Somebody who is an admin because a partner made them one. Immutable.
 *
 * @param user the person as read now, with their roles
 * @param how how it is known, for people
 */
public record PartnerMadeAdmin(User user, String how) {

    /**
     * Checks that nothing is missing.
     *
     * @param user the person
     * @param how how it is known
     */
    public PartnerMadeAdmin {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(how, "how");
    }
}
