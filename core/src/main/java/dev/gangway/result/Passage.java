package dev.gangway.result;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Through which everything goes that is done with a connection: it can forbid an operation, and write down that it happened. Implementations
 * are thread-safe.
 */
public interface Passage {

    /** Lets everything through. */
    Passage OPEN = new Passage() {
        @Override
        public <T extends @Nullable Object> T pass(Operation operation, Supplier<T> work) {
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
    <T extends @Nullable Object> T pass(Operation operation, Supplier<T> work);

    /**
     * Whom it lets through, for what is kept of that one's work apart from others', such as places to go on reading at.
     *
     * @return a name of letters, digits and dashes; empty, which is the default, if that is the connection's own
     */
    default Optional<String> name() {
        return Optional.empty();
    }

    /**
     * Everything through one, then through another.
     *
     * @param outer is asked first
     * @param inner is asked by what the outer one lets through
     * @return both of them
     */
    static Passage both(Passage outer, Passage inner) {
        return new Passage() {
            @Override
            public <T extends @Nullable Object> T pass(Operation operation, Supplier<T> work) {
                return outer.pass(operation, () -> inner.pass(operation, work));
            }

            @Override
            public Optional<String> name() {
                return inner.name().or(outer::name);
            }
        };
    }

    /**
     * The same capability, each of whose methods goes through here by its name, {@code Interface.method}.
     *
     * @param <T> the interface
     * @param type the interface
     * @param capability what does the work
     * @return the capability, seen through this passage
     */
    default <T> T through(Class<T> type, T capability) {
        if (this == OPEN) {
            return capability;
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return invoke(capability, method, arguments);
                    }
                    List<Object> with = arguments == null ? List.of() : Arrays.asList(arguments);
                    return this.<@Nullable Object>pass(
                            new Operation(type.getSimpleName() + "." + method.getName(), with),
                            () -> invoke(capability, method, arguments));
                }));
    }

    private static @Nullable Object invoke(Object capability, Method method, Object @Nullable [] arguments) {
        try {
            return method.invoke(capability, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("A capability throws no checked exceptions.", failed.getCause());
        } catch (IllegalAccessException unreachable) {
            throw new IllegalStateException("A capability is a public interface.", unreachable);
        }
    }

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
