package dev.gangway.result;

import java.util.Objects;
import java.util.function.Function;

/**
 * What became of one entry of a batch: every entry has exactly one row, in the order given. Immutable.
 *
 * @param <I> the type of the entry
 * @param <T> what the operation gives
 * @param input the entry, as given
 * @param end what became of it
 */
public record Row<I, T>(I input, End<T> end) {
    /**
     * Checks the parts.
     *
     * @param input the entry
     * @param end what became of it
     */
    public Row {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(end, "end");
    }

    /**
     * What became of an entry: it was {@link Attempted}, or {@link NotAttempted}, and then nothing was sent for it.
     *
     * @param <T> what the operation gives
     */
    public sealed interface End<T> {
        /**
         * Handles all four shapes.
         *
         * @param <R> what the functions give
         * @param done for what took effect, or was so already
         * @param refused for what was refused and changed nothing
         * @param unsettled for what isn't known yet
         * @param notAttempted for what was not tried
         * @return what the one function gave
         */
        default <R> R match(
                Function<? super Outcome.Done<T>, ? extends R> done,
                Function<? super Outcome.Refused<T>, ? extends R> refused,
                Function<? super Outcome.Unsettled<T>, ? extends R> unsettled,
                Function<? super NotAttempted<T>, ? extends R> notAttempted) {
            return this instanceof Attempted<T> it
                    ? it.outcome().match(done, refused, unsettled)
                    : notAttempted.apply((NotAttempted<T>) this);
        }
    }

    /**
     * It was tried.
     *
     * @param <T> what the operation gives
     * @param outcome how it ended
     */
    public record Attempted<T>(Outcome<T> outcome) implements End<T> {
        /**
         * Checks the outcome.
         *
         * @param outcome how it ended
         */
        public Attempted {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Nothing was sent for it.
     *
     * @param <T> what the operation would have given
     * @param why why not, and what to do, for a person
     */
    public record NotAttempted<T>(String why) implements End<T> {
        /**
         * Checks the reason.
         *
         * @param why why not
         */
        public NotAttempted {
            Objects.requireNonNull(why, "why");
        }
    }
}
