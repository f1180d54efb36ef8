package dev.gangway.license;

import java.util.Objects;

/**
 * The same person in two reports. Immutable.
 *
 * @param then in the earlier one
 * @param now in the later one
 */
public record PersonChange(LicenseUse then, LicenseUse now) {
    /**
     * Checks the parts.
     *
     * @param then in the earlier one
     * @param now in the later one
     */
    public PersonChange {
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(now, "now");
    }
}
