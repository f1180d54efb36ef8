package dev.gangway.connector;

import java.util.Objects;

/**
 * Whether a connection has a capability, and how that is known. Immutable.
 *
 * @param capability the capability
 * @param proof how it is known
 * @param scope the provider's name of the scope that it needs; empty if it needs none
 * @param explanation the finding in words, for a person
 */
public record CapabilityCheck(Capability capability, Proof proof, String scope, String explanation) {
    /**
     * Checks the parts.
     *
     * @param capability the capability
     * @param proof how it is known
     * @param scope the scope that it needs
     * @param explanation the finding in words
     */
    public CapabilityCheck {
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(explanation, "explanation");
    }

    /** How a capability is known. */
    public enum Proof {
        /** A real call that changes nothing went through, or got so far as it only does with the scope; the explanation says which. */
        PROVED,
        /** The provider lists the scope as granted; no call was made. */
        GRANTED,
        /** The provider refuses the call or doesn't list the scope, or the connector didn't ask for it; the explanation says which. */
        MISSING,
        /** Neither a call nor a list of scopes tells. */
        UNKNOWN
    }
}
