package dev.gangway.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a call may take and how large an answer may be. Immutable.
 *
 * @param callTimeout the longest for one request on the wire, from connecting to the last byte of the answer; positive
 * @param deadline the longest for one call of the transport, all attempts and pauses together; positive
 * @param answerBytes the largest answer in bytes, after decompression; positive
 */
public record Limits(Duration callTimeout, Duration deadline, long answerBytes) {

    /** 60 seconds for a request, 2 minutes for a call, 32 MiB for an answer. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), Duration.ofMinutes(2), 32L << 20);

    /**
     * Checks the values.
     *
     * @param callTimeout the longest for one request
     * @param deadline the longest for one call
     * @param answerBytes the largest answer
     * @throws IllegalArgumentException if a value isn't positive
     */
    public Limits {
        Objects.requireNonNull(callTimeout, "callTimeout");
        Objects.requireNonNull(deadline, "deadline");
        if (callTimeout.isNegative() || callTimeout.isZero() || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("A timeout and a deadline must be longer than zero.");
        }
        if (answerBytes < 1) {
            throw new IllegalArgumentException("The size limit of an answer must be at least one byte.");
        }
    }

    /**
     * A copy with another timeout for one request.
     *
     * @param timeout the timeout
     * @return the copy
     */
    public Limits withCallTimeout(Duration timeout) {
        return new Limits(timeout, deadline, answerBytes);
    }

    /**
     * A copy with another deadline for one call.
     *
     * @param longest the deadline
     * @return the copy
     */
    public Limits withDeadline(Duration longest) {
        return new Limits(callTimeout, longest, answerBytes);
    }

    /**
     * A copy with another size limit.
     *
     * @param bytes the largest answer in bytes
     * @return the copy
     */
    public Limits withAnswerBytes(long bytes) {
        return new Limits(callTimeout, deadline, bytes);
    }
}
