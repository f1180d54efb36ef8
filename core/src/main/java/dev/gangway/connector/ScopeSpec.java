package dev.gangway.connector;

import dev.gangway.result.Text;
import java.util.Objects;

/**
 * A scope that a connector asks for, and what it is for. Immutable.
 *
 * @param name the provider's name of the scope
 * @param capability what it serves
 * @param purpose what it is for, in words for whoever consents
 */
public record ScopeSpec(String name, Capability capability, Text purpose) {
    /**
     * Checks the parts.
     *
     * @param name the provider's name
     * @param capability what it serves
     * @param purpose what it is for
     */
    public ScopeSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(purpose, "purpose");
    }

    /**
     * A scope that is for its capability and nothing else.
     *
     * @param name the provider's name
     * @param capability what it serves
     */
    public ScopeSpec(String name, Capability capability) {
        this(name, capability, capability.text());
    }
}
