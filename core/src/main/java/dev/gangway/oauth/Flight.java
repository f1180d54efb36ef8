package dev.gangway.oauth;

import dev.gangway.error.CallInterruptedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One renewal under way, which any number of threads may wait for. Thread-safe. */
final class Flight {

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
            return end.get();
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
