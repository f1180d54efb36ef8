package dev.gangway.license;

import java.util.List;
import java.util.Objects;

/**
 * Somebody without a sign-in who isn't a candidate all the same, and why. Immutable.
 *
 * @param who the person
 * @param why why they aren't, for a person
 * @param evidence what is known of their use
 */
public record SparedPerson(LicenseUse who, String why, List<Evidence> evidence) {
    /**
     * Checks and copies the parts.
     *
     * @param who the person
     * @param why why they aren't a candidate
     * @param evidence what is known of their use
     */
    public SparedPerson {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(why, "why");
        evidence = List.copyOf(evidence);
    }
}
