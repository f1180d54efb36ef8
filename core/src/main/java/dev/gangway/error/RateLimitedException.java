package dev.gangway.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The provider said "slow down" for longer than the call may wait. The request had no effect. Ask again after {@link #retryAfter()}, not
 * earlier.
 */
public final class RateLimitedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /** How long to wait. */
    private final Duration retryAfter;

    /**
     * With the time to wait.
     *
     * @param message what was slowed down
     * @param retryAfter how long to wait from now
     * @param providerRequestId the provider's id of the request, if known
     */
    public RateLimitedException(String message, Duration retryAfter, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * How long to wait, counted from when this was thrown.
     *
     * @return the time, never negative
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
