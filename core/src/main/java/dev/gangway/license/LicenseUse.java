package dev.gangway.license;

import dev.gangway.user.User;
import java.util.Objects;

/**
 * One person on the team, the license they take and when they last signed in. Immutable.
 *
 * @param user the person
 * @param lastLogin when they last signed in, as far as it is known
 */
public record LicenseUse(User user, LastLogin lastLogin) {
    /**
     * Checks the parts.
     *
     * @param user the person
     * @param lastLogin when they last signed in
     */
    public LicenseUse {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(lastLogin, "lastLogin");
    }
}
