package dev.gangway.license;

import dev.gangway.result.Fact;
import java.util.Objects;

/**
 * The licenses of one type, as the provider counts them. Immutable.
 *
 * @param type the type's name, the same as in {@code User.licenseType()}
 * @param purchased how many the customer has bought
 * @param assigned how many are taken: by active, invited and suspended people together
 */
public record LicensePool(String type, Fact<Integer> purchased, Fact<Integer> assigned) {
    /**
     * Checks the parts.
     *
     * @param type the type's name
     * @param purchased how many were bought
     * @param assigned how many are taken
     */
    public LicensePool {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(purchased, "purchased");
        Objects.requireNonNull(assigned, "assigned");
    }
}
