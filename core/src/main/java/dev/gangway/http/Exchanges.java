package dev.gangway.http;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what a piece of work sends over the wire. Bound to the calling thread: what the work hands to other threads isn't heard.
 * Thread-safe.
 */
public final class Exchanges {

    private static final ThreadLocal<Consumer<? super Exchange>> LISTENER = new ThreadLocal<>();

    private Exchanges() {}

    /**
     * Does the work and passes each exchange of this thread on as it ends, also when the work then throws. May be nested: the inner
     * exchanges are heard by the inner listener first, then by the outer one. Nothing stays bound to the thread afterwards.
     *
     * @param <T> what the work gives
     * @param listener hears each exchange; must not throw
     * @param work what is listened to
     * @return what the work gave
     */
    public static <T extends @Nullable Object> T during(Consumer<? super Exchange> listener, Supplier<T> work) {
        Objects.requireNonNull(listener, "listener");
        Consumer<? super Exchange> outer = LISTENER.get();
        LISTENER.set(
                outer == null
                        ? listener
                        : exchange -> {
                            listener.accept(exchange);
                            outer.accept(exchange);
                        });
        try {
            return work.get();
        } finally {
            if (outer == null) {
                LISTENER.remove();
            } else {
                LISTENER.set(outer);
            }
        }
    }

    static void tell(Exchange exchange) {
        Consumer<? super Exchange> listener = LISTENER.get();
        if (listener != null) {
            listener.accept(exchange);
        }
    }
}
