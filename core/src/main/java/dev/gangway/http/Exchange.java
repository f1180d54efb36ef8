package dev.gangway.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request and what came of it, without its content: fit for receipts and support. A call that was repeated leaves several. Immutable.
 *
 * @param route the request's name
 * @param effect whether it reads or writes
 * @param at when it was started
 * @param took how long it took, to the last byte of the answer or the fault
 * @param status the answer's status; empty if none arrived
 * @param requestId the provider's id of the request, if it sent one
 * @param sent whether any part of the request may have reached the provider
 */
public record Exchange(
        String route,
        Effect effect,
        Instant at,
        Duration took,
        OptionalInt status,
        Optional<String> requestId,
        boolean sent) {

    /**
     * Checks that all parts are there.
     *
     * @param route the request's name
     * @param effect whether it reads or writes
     * @param at when it was started
     * @param took how long it took
     * @param status the answer's status
     * @param requestId the provider's id of the request
     * @param sent whether it may have reached the provider
     */
    public Exchange {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(requestId, "requestId");
    }
}
