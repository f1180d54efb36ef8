package dev.gangway.connector;

import java.util.Objects;

/**
 * A scope that a connector asks for, and what it is for. Immutable.
 *
 * @param name the provider's name of the scope
 * @param capability what it serves
 */
public record ScopeSpec(String name, Capability capability) {
    /**
     * Checks the parts.
     *
     * @param name the provider's name
     * @param capability what it serves
     */
    public ScopeSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capability, "capability");
    }
}
