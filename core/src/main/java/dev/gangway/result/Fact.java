package dev.gangway.result;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that a provider may or may not tell: {@link Known}, or {@link Unknown} with the reason. It keeps "we don't know" from being
 * shown as zero, false or an empty list. Immutable.
 *
 * @param <T> the type of what is told
 */
public sealed interface Fact<T> {

    /**
     * A fact that was told.
     *
     * @param <T> its type
     * @param value what was told
     * @return the fact
     */
    static <T> Fact<T> of(T value) {
        return new Known<>(value);
    }

    /**
     * A fact that is not known.
     *
     * @param <T> its type
     * @param why why it isn't known, for a person
     * @return the fact
     */
    static <T> Fact<T> unknown(String why) {
        return new Unknown<>(why);
    }

    /**
     * The value, if it is known.
     *
     * @return the value, else empty
     */
    default Optional<T> toOptional() {
        return this instanceof Known<T> it ? Optional.of(it.known()) : Optional.empty();
    }

    /**
     * Handles both shapes.
     *
     * @param <R> what the functions give
     * @param known for a known value
     * @param unknown for the reason why it isn't known
     * @return what the one function gave
     */
    default <R> R match(Function<? super T, ? extends R> known, Function<? super String, ? extends R> unknown) {
        return this instanceof Known<T> it ? known.apply(it.known()) : unknown.apply(((Unknown<T>) this).why());
    }

    /**
     * The same fact with another value; unknown stays unknown.
     *
     * @param <R> the other value's type
     * @param change makes the other value
     * @return the changed fact
     */
    default <R> Fact<R> map(Function<? super T, ? extends R> change) {
        return match(it -> of(change.apply(it)), Fact::unknown);
    }

    /**
     * It was told.
     *
     * @param <T> its type
     * @param known what was told
     */
    record Known<T>(T known) implements Fact<T> {
        /**
         * Checks the value.
         *
         * @param known what was told
         */
        public Known {
            Objects.requireNonNull(known, "known");
        }

        @Override
        public String toString() {
            return known.toString();
        }
    }

    /**
     * It isn't known.
     *
     * @param <T> its type
     * @param why why not, for a person
     */
    record Unknown<T>(String why) implements Fact<T> {
        /**
         * Checks the reason.
         *
         * @param why why it isn't known
         */
        public Unknown {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String toString() {
            return "unknown (" + why + ")";
        }
    }
}
