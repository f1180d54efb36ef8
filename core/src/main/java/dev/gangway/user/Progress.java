package dev.gangway.user;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A sign of life from a call that takes long. Immutable.
 *
 * @param at when
 * @param message what is going on, for a person
 */
public record Progress(Instant at, String message) {
    /** Nobody listens. */
    public static final Consumer<Progress> IGNORED = progress -> {};

    /**
     * Checks the parts.
     *
     * @param at when
     * @param message what is going on
     */
    public Progress {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(message, "message");
    }
}
