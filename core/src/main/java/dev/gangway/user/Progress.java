package dev.gangway.user;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sign of life from a call that takes long. Immutable.
 *
 * @param at when
 * @param message what is going on, for a person
 * @param done how many people of a batch have their outcome; empty where it isn't about a batch
 * @param of how many people the batch has; empty where it isn't about a batch
 */
public record Progress(Instant at, String message, OptionalInt done, OptionalInt of) {
    /** Nobody listens. */
    public static final Consumer<Progress> IGNORED = progress -> {};

    private static final Logger LOGGER = LoggerFactory.getLogger(Progress.class);

    /** Tells a listener, who can't stop the work by throwing. */
    static void tell(Consumer<Progress> listener, Progress progress) {
        try {
            listener.accept(progress);
        } catch (RuntimeException listenersOwn) {
            LOGGER.warn(
                    "A progress listener threw {}; the work goes on.",
                    listenersOwn.getClass().getName());
        }
    }

    /**
     * Checks the parts.
     *
     * @param at when
     * @param message what is going on
     * @param done how many have their outcome
     * @param of how many there are
     */
    public Progress {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(done, "done");
        Objects.requireNonNull(of, "of");
    }

    /**
     * A sign of life that counts nobody.
     *
     * @param at when
     * @param message what is going on
     */
    public Progress(Instant at, String message) {
        this(at, message, OptionalInt.empty(), OptionalInt.empty());
    }
}
