package dev.gangway.user;

import java.util.List;
import java.util.Objects;

/**
 * Somebody who was brought aboard. Immutable.
 *
 * @param user the person as read back from the provider
 * @param recovered whether this call brought back somebody who had left, with everything, instead of inviting them; see
 *     {@link NewUser#recoveringLeaver}
 * @param notDone what was asked for and could not be done, such as a group that refused the person, in words; empty if all was done
 */
public record Onboarded(User user, boolean recovered, List<String> notDone) {
    /**
     * Checks and copies the parts.
     *
     * @param user the person
     * @param recovered whether this call recovered them
     * @param notDone what could not be done
     */
    public Onboarded {
        Objects.requireNonNull(user, "user");
        notDone = List.copyOf(notDone);
    }
}
