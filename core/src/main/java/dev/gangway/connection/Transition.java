package dev.gangway.connection;

import dev.gangway.error.Diagnosis;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A connection came into a state. Immutable.
 *
 * @param state the state from then on; the same as before if only its cause is another
 * @param cause why
 * @param at when that was found
 * @param diagnosis what a person has to mend, if anything
 * @param actor on whose behalf it was done, as the application told with {@code Connections.actingAs}
 */
public record Transition(
        ConnectionState state,
        ConnectionCause cause,
        Instant at,
        Optional<Diagnosis> diagnosis,
        Optional<String> actor) {
    /**
     * Checks the parts.
     *
     * @param state the state from then on
     * @param cause why
     * @param at when that was found
     * @param diagnosis what a person has to mend
     * @param actor on whose behalf it was done
     */
    public Transition {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(diagnosis, "diagnosis");
        Objects.requireNonNull(actor, "actor");
    }

    /**
     * The transition for a person: what happened, and what to do if anything.
     *
     * @return English sentences
     */
    public String words() {
        return diagnosis.map(Diagnosis::toString).orElseGet(cause::words);
    }
}
