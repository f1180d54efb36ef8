package dev.gangway.result;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Through which everything goes that is done with a connection: it can forbid an operation, and write down that it happened. Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface Passage {

    /** Lets everything through. */
    Passage OPEN = new Passage() {
        @Override
        public <T> T pass(Operation operation, Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Does an operation, or throws.
     *
     * @param <T> what the operation gives
     * @param operation what is about to be done
     * @param work does it; to be called once at the most
     * @return what the work gave
     */
    <T> T pass(Operation operation, Supplier<T> work);

    /**
     * What is about to be done. Immutable.
     *
     * @param name the interface and its method, such as {@code UserLifecycle.remove}
     * @param arguments what it is called with
     */
    record Operation(String name, List<Object> arguments) {

        /**
         * Checks and copies the parts.
         *
         * @param name the interface and its method
         * @param arguments what it is called with
         */
        public Operation {
            Objects.requireNonNull(name, "name");
            arguments = List.copyOf(arguments);
        }

        /** The name only: arguments name people. */
        @Override
        public String toString() {
            return name;
        }
    }
}
