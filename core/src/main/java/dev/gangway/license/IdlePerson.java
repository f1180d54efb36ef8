package dev.gangway.license;

import java.util.List;
import java.util.Objects;

/**
 * Somebody who neither signed in nor used a device for a while, and what shows it. Immutable.
 *
 * @param who the person
 * @param evidence what is known, also what speaks against taking the license away: a role, linked apps, devices that aren't known
 */
public record IdlePerson(LicenseUse who, List<Evidence> evidence) {
    /**
     * Checks and copies the parts.
     *
     * @param who the person
     * @param evidence what is known
     */
    public IdlePerson {
        Objects.requireNonNull(who, "who");
        evidence = List.copyOf(evidence);
    }
}
