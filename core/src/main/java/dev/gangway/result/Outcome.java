package dev.gangway.result;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How an operation ended: {@link Done}, {@link Refused} or {@link Unsettled}. Handle all three with {@link #match}.
 *
 * <p>Asking twice is safe: a request for what is so already is {@code Done} with {@code changed} false. An outcome that isn't known is
 * never shown as success or failure; it is {@code Unsettled}, with a handle that settles it later, on any node. Immutable.
 *
 * @param <T> what a finished operation gives
 */
public sealed interface Outcome<T> {

    /**
     * The operation took effect and changed something.
     *
     * @param <T> what the operation gives
     * @param value what it gave
     * @return the outcome
     */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value, true);
    }

    /**
     * What was asked for was so already; nothing changed.
     *
     * @param <T> what the operation gives
     * @param value what is there
     * @return the outcome
     */
    static <T> Outcome<T> alreadyDone(T value) {
        return new Done<>(value, false);
    }

    /**
     * Gangway itself says no, before the provider was asked to change anything.
     *
     * @param <T> what the operation would have given
     * @param reason the reason
     * @param explanation what is wrong and what to do, for a person
     * @return the outcome
     */
    static <T> Outcome<T> refused(Refusal.Reason reason, String explanation) {
        return new Refused<>(Refusal.of(reason, explanation));
    }

    /**
     * The provider says no.
     *
     * @param <T> what the operation would have given
     * @param reason our word for it
     * @param providerCode the provider's word for it
     * @return the outcome
     */
    static <T> Outcome<T> refusedByProvider(Refusal.Reason reason, String providerCode) {
        return new Refused<>(Refusal.byProvider(reason, providerCode));
    }

    /**
     * It isn't known yet how the operation ends.
     *
     * @param <T> what the operation may give
     * @param handle what settles it
     * @param why why it isn't known, for a person
     * @return the outcome
     */
    static <T> Outcome<T> unsettled(JobHandle handle, String why) {
        return new Unsettled<>(handle, why);
    }

    /**
     * Handles all three shapes; each function is handed a different type, so two can't be swapped unnoticed.
     *
     * @param <R> what the functions give
     * @param done for an operation that took effect, or whose effect was there already
     * @param refused for an operation that was refused and changed nothing
     * @param unsettled for an operation whose end isn't known yet
     * @return what the one function gave
     */
    default <R> R match(
            Function<? super Done<T>, ? extends R> done,
            Function<? super Refused<T>, ? extends R> refused,
            Function<? super Unsettled<T>, ? extends R> unsettled) {
        if (this instanceof Done<T> it) {
            return done.apply(it);
        }
        if (this instanceof Refused<T> it) {
            return refused.apply(it);
        }
        return unsettled.apply((Unsettled<T>) this);
    }

    /**
     * The value, if the operation is done.
     *
     * @return the value of {@link Done}, else empty
     */
    default Optional<T> toOptional() {
        return match(it -> Optional.of(it.value()), it -> Optional.empty(), it -> Optional.empty());
    }

    /**
     * The same outcome with another value.
     *
     * @param <R> the other value's type
     * @param change makes the other value
     * @return done with the changed value; refused and unsettled stay what they are
     */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return match(
                it -> new Done<>(change.apply(it.value()), it.changed()),
                it -> new Refused<>(it.refusal()),
                it -> new Unsettled<>(it.handle(), it.why()));
    }

    /**
     * It is as was asked.
     *
     * @param <T> what the operation gives
     * @param value what it gave
     * @param changed whether this call changed anything; false if it was so already
     */
    record Done<T>(T value, boolean changed) implements Outcome<T> {
        /**
         * Checks the value.
         *
         * @param value what it gave
         * @param changed whether this call changed anything
         */
        public Done {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The answer is no, and nothing was changed.
     *
     * @param <T> what the operation would have given
     * @param refusal why, and what to do
     */
    record Refused<T>(Refusal refusal) implements Outcome<T> {
        /**
         * Checks the refusal.
         *
         * @param refusal why, and what to do
         */
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /**
     * The provider is still at work, or its answer was lost and reading could not settle it yet. Don't send the same request again: settle
     * the handle.
     *
     * @param <T> what the operation may give
     * @param handle what settles it; store it as a string and settle it later, on any node
     * @param why why it isn't known, for a person
     */
    record Unsettled<T>(JobHandle handle, String why) implements Outcome<T> {
        /**
         * Checks both.
         *
         * @param handle what settles it
         * @param why why it isn't known
         */
        public Unsettled {
            Objects.requireNonNull(handle, "handle");
            Objects.requireNonNull(why, "why");
        }
    }
}
