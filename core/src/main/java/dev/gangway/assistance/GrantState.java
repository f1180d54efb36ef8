package dev.gangway.assistance;

import java.util.Objects;
import java.util.Optional;

/**
 * A grant, and whether it still lets somebody in. Immutable.
 *
 * @param grant what was given
 * @param over why it allows nothing any more; empty while it does
 */
public record GrantState(Grant grant, Optional<String> over) {

    /**
     * Checks that nothing is missing.
     *
     * @param grant what was given
     * @param over why it allows nothing any more
     */
    public GrantState {
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(over, "over");
    }

    /**
     * Whether the partner may act by it now.
     *
     * @return true until it is revoked, ends, or assistance is switched off
     */
    public boolean isAlive() {
        return over.isEmpty();
    }
}
