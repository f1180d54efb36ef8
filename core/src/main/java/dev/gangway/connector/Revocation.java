package dev.gangway.connector;

import java.util.Objects;

/**
 * Whether the provider withdrew a credential. Immutable.
 *
 * @param state how it went
 * @param explanation what that means, and what to do if it didn't work, for a person
 */
public record Revocation(State state, String explanation) {
    /**
     * Checks the parts.
     *
     * @param state how it went
     * @param explanation what that means
     */
    public Revocation {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(explanation, "explanation");
    }

    /** How a revocation went. */
    public enum State {
        /** The provider confirmed it: the credential is dead. */
        REVOKED,
        /** The credential was dead already. */
        ALREADY_DEAD,
        /** The provider has no way to do it through its API; somebody has to do it by hand. */
        NOT_POSSIBLE,
        /** It didn't work this time; the credential may still be alive. */
        FAILED
    }
}
