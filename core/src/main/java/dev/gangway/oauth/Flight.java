package dev.gangway.oauth;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.http.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One renewal under way, which any number of threads may wait for. Thread-safe. */
final class Flight {

    /** How often who waits looks whether it may wait on. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final CompletableFuture<Optional<Landing>> end = new CompletableFuture<>();

    void land(Landing landing) {
        end.complete(Optional.of(landing));
    }

    /** The thread that flew it was interrupted: its own affair, and another one takes over. */
    void abandon() {
        end.complete(Optional.empty());
    }

    void fail(Throwable trouble) {
        end.completeExceptionally(trouble);
    }

    /** Waits for the end; empty if the flight was abandoned. */
    Optional<Landing> await() {
        try {
            if (!Deadline.isBound()) {
                return end.get();
            }
            while (true) {
                Deadline.check("waiting for an access token");
                try {
                    return end.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    // looks again
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("The thread was interrupted while it waited for an access token.");
        } catch (ExecutionException trouble) {
            if (trouble.getCause() instanceof RuntimeException it) {
                throw it;
            }
            throw new IllegalStateException("the renewal of an access token failed", trouble.getCause());
        }
    }

    /** What a flight brought: a token, a refusal, or neither when there is nothing to renew with. */
    record Landing(@Nullable AccessToken token, @Nullable Refusal refusal) {
        static final Landing STUCK = new Landing(null, null);

        static Landing of(AccessToken token) {
            return new Landing(token, null);
        }

        static Landing refused(Refusal refusal) {
            return new Landing(null, refusal);
        }
    }
}
