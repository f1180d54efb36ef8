package dev.gangway.license;

import java.util.Objects;
import java.util.Optional;

/**
 * The same license type in two reports. Immutable.
 *
 * @param name the type's name
 * @param then in the earlier one; empty if there was no such type
 * @param now in the later one; empty if there is no such type any more
 */
public record TypeChange(String name, Optional<LicenseType> then, Optional<LicenseType> now) {
    /**
     * Checks the parts.
     *
     * @param name the type's name
     * @param then in the earlier one
     * @param now in the later one
     */
    public TypeChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(now, "now");
    }
}
