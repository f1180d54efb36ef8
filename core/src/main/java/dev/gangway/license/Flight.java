package dev.gangway.license;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.http.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A refresh under way, which any number of threads may wait for. Thread-safe. */
final class Flight {

    private static final Logger LOGGER = LoggerFactory.getLogger(Flight.class);

    /** How often who waits looks whether it may wait on. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration NO_END = Duration.ofDays(36_500);

    private final CompletableFuture<Optional<LicenseReport>> end = new CompletableFuture<>();
    private final List<Consumer<RefreshProgress>> listeners = new CopyOnWriteArrayList<>();
    private final Deadline deadline = Deadline.in(NO_END);
    private volatile @Nullable RuntimeException why;
    private volatile @Nullable Thread telling;

    /** What the leader does, until it is stopped. */
    LicenseReport led(Supplier<LicenseReport> reading) {
        return deadline.during(reading);
    }

    void listen(Consumer<RefreshProgress> listener) {
        listeners.add(listener);
    }

    void listenNoMore(Consumer<RefreshProgress> listener) {
        listeners.remove(listener);
    }

    /** Tells everybody who waits, one sign of life after the other. A listener can't stop the work by throwing. */
    synchronized void tell(RefreshProgress progress) {
        telling = Thread.currentThread();
        for (Consumer<RefreshProgress> listener : listeners) {
            try {
                listener.accept(progress);
            } catch (RuntimeException listenersOwn) {
                LOGGER.warn(
                        "A progress listener threw {}; the refresh goes on.",
                        listenersOwn.getClass().getName());
            }
        }
        telling = null;
    }

    /** Whether the calling thread is telling a listener, and so would wait for itself. */
    boolean isToldHere() {
        return telling == Thread.currentThread();
    }

    void land(LicenseReport report) {
        end.complete(Optional.of(report));
    }

    /** The leader was interrupted, or its time was up: its own affair, and another one takes over. */
    void abandon() {
        end.complete(Optional.empty());
    }

    void fail(Throwable trouble) {
        end.completeExceptionally(trouble);
    }

    /** Ends it for everybody. */
    void stop(RuntimeException reason) {
        why = reason;
        fail(reason);
        deadline.cancel();
    }

    /** Throws if it was ended for everybody. */
    void requireNotStopped() {
        RuntimeException reason = why;
        if (reason != null) {
            throw reason;
        }
    }

    /** Waits for the end; empty if it was abandoned. */
    Optional<LicenseReport> await() {
        try {
            while (true) {
                Deadline.check("waiting for the license report");
                try {
                    return end.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    // looks again
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("The thread was interrupted while it waited for the license report.");
        } catch (ExecutionException trouble) {
            if (trouble.getCause() instanceof RuntimeException it) {
                throw it;
            }
            throw new IllegalStateException("the refresh failed", trouble.getCause());
        }
    }
}
