package dev.gangway.http;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One call of the transport with all its attempts: here is decided what may be sent again. Not thread-safe.
 *
 * @param <T> what the caller gets
 */
final class Conversation<T extends @Nullable Object> {

    private static final int ATTEMPTS = 3;
    private static final Set<Integer> PASSING = Set.of(408, 500, 502, 503, 504);
    private static final Backoff AFTER_FAULT = new Backoff(Duration.ofMillis(500), 2, Duration.ofSeconds(20));
    /** For a "slow down" that doesn't say for how long. */
    private static final Backoff AFTER_BARE_LIMIT = new Backoff(Duration.ofSeconds(10), 2, Duration.ofMinutes(5));
    /** The least after a "slow down", so that a provider that keeps asking for zero seconds isn't hammered. */
    private static final Backoff AFTER_LIMIT = new Backoff(Duration.ofMillis(250), 2, Duration.ofMinutes(1));

    private final Request request;
    private final HttpUrl target;
    private final ReplyReader<T> reader;
    private final Way way;
    private final Instant deadline;
    private int attempts;
    private int faults;
    private int slowdowns;
    private boolean renewed;
    private Instant attemptedAt = Instant.MIN;
    private Duration waited = Duration.ZERO;

    Conversation(Request request, HttpUrl target, ReplyReader<T> reader, Way way) {
        this.request = request;
        this.target = target;
        this.reader = reader;
        this.way = way;
        this.deadline = now().plus(request.deadline(way.limits()));
    }

    T run() {
        while (true) {
            awaitTurn();
            Authorization authorization = way.authorization();
            String header = authorization == null ? null : authorization.header();
            if (isPositive(way.pauses().left())) {
                continue; // it began while the token was fetched
            }
            Duration left = left();
            if (Thread.currentThread().isInterrupted()) {
                throw new CallInterruptedException(request.route() + " was interrupted before it was sent.");
            }
            if (Deadline.isCancelled()) {
                throw new CallInterruptedException(request.route() + " was cancelled before it was sent.");
            }
            if (left.isNegative() || left.isZero()) {
                throw unavailable("it was not sent before its deadline", Optional.empty(), null);
            }
            Duration timeout = least(left, way.limits().callTimeout());
            Wire.Attempt<T> attempt = attempt(header, timeout);
            Exception fault = attempt.fault();
            Reply reply = attempt.reply();
            CallAttempt.Result result = result(attempt, header);
            tell(result, attempt);
            if (fault != null || reply == null) {
                broken(attempt, fault);
                continue;
            }
            way.budget().earn(result);
            switch (result) {
                case CREDENTIAL_REJECTED -> renew(Objects.requireNonNull(header), reply);
                case RATE_LIMITED -> slowDown(reply);
                case PROVIDER_FAILED -> failed(reply);
                default -> {
                    return reply.status() == 401 ? read(reply) : value(attempt);
                }
            }
        }
    }

    private Wire.Attempt<T> attempt(@Nullable String header, Duration timeout) {
        attempts++;
        attemptedAt = now();
        try {
            return way.wire().send(request, target, header, timeout, this::isAnswer, reader);
        } catch (RuntimeException | Error thrown) {
            tell(CallAttempt.Result.THREW, new Wire.Attempt<>(true, null, null, null));
            throw thrown;
        }
    }

    private CallAttempt.Result result(Wire.Attempt<T> attempt, @Nullable String header) {
        Reply reply = attempt.reply();
        if (attempt.fault() instanceof Wire.TooLargeException) {
            return CallAttempt.Result.ANSWER_TOO_LARGE;
        }
        if (attempt.fault() != null || reply == null) {
            return attempt.sent() ? CallAttempt.Result.ANSWER_LOST : CallAttempt.Result.NOT_SENT;
        }
        if (isAnswer(reply.status())) {
            return CallAttempt.Result.ANSWERED;
        }
        return switch (reply.status()) {
            case 401 ->
                header != null && way.rejection().when().test(reply)
                        ? CallAttempt.Result.CREDENTIAL_REJECTED
                        : CallAttempt.Result.ANSWERED;
            case 429 -> CallAttempt.Result.RATE_LIMITED;
            default -> CallAttempt.Result.PROVIDER_FAILED;
        };
    }

    private void tell(CallAttempt.Result result, Wire.Attempt<?> attempt) {
        Reply reply = attempt.reply();
        way.tell(new CallAttempt(
                request.route(),
                request.effect(),
                result,
                reply == null ? OptionalInt.empty() : OptionalInt.of(reply.status()),
                attempts,
                Duration.between(attemptedAt, now()),
                waited,
                reply == null ? Optional.empty() : reply.requestId()));
        waited = Duration.ZERO;
    }

    /** Whether the caller gets to see an answer of this status, whatever the transport's own business is. */
    private boolean isAnswer(int status) {
        return status == 304 || (status >= 200 && status < 300) || (status >= 400 && status < 500 && !ours(status));
    }

    private static boolean ours(int status) {
        return status == 401 || status == 408 || status == 429;
    }

    @SuppressWarnings("NullAway") // the reader was called, and its value is what it gave, null included
    private static <T extends @Nullable Object> T value(Wire.Attempt<T> attempt) {
        return attempt.value();
    }

    private T read(Reply reply) {
        try {
            return reader.read(reply, new ByteArrayInputStream(reply.stream().readAllBytes()));
        } catch (IOException unreadable) {
            throw new ProviderProtocolException(
                    request.route() + ": the provider's answer " + reply.status() + " can't be read.",
                    reply.requestId());
        }
    }

    /** Waits until no pause is on. */
    private void awaitTurn() {
        for (Duration pause = turn(); isPositive(pause); pause = turn()) {
            if (!request.waitsOutRateLimits() || pause.compareTo(left()) > 0) {
                throw rateLimited(pause, Optional.empty());
            }
            pause(pause);
        }
    }

    private Duration turn() {
        return way.pauses().left(request.effect());
    }

    private void slowDown(Reply reply) {
        Instant now = now();
        Duration asked = Stream.of(
                        RetryAfter.of(reply, now), way.bodyAsksToWait().apply(reply))
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .map(longest -> least(longest, RetryAfter.LONGEST))
                .orElse(AFTER_BARE_LIMIT.step(slowdowns));
        Duration wait = most(asked, AFTER_LIMIT.step(slowdowns));
        slowdowns++;
        way.pauses().hold(now.plus(wait));
        if (!request.waitsOutRateLimits() || wait.compareTo(left()) > 0) {
            throw rateLimited(wait, reply.requestId());
        }
    }

    private void renew(String header, Reply reply) {
        Authorization authorization = way.authorization();
        if (renewed || authorization == null || !authorization.renew(header)) {
            throw way.rejection().of(request, reply);
        }
        renewed = true;
    }

    /** An answer that says nothing about the request itself. */
    private void failed(Reply reply) {
        Optional<Duration> asked = RetryAfter.of(reply, now()).filter(Conversation::isPositive);
        asked.ifPresent(wait -> way.pauses().hold(now().plus(wait)));
        String what = "the provider answered " + reply.status();
        if (request.effect() == Effect.WRITES) {
            throw lost(what, reply.requestId(), null);
        }
        if (reply.status() < 400) {
            throw new ProviderProtocolException(
                    request.route() + ": " + what + ", which is not followed.", reply.requestId());
        }
        if (asked.isPresent() && asked.get().compareTo(left()) > 0) {
            throw rateLimited(asked.get(), reply.requestId());
        }
        again(unavailable(what, reply.requestId(), null), PASSING.contains(reply.status()));
    }

    private void broken(Wire.Attempt<T> attempt, @Nullable Exception fault) {
        Optional<String> id =
                attempt.reply() == null ? Optional.empty() : attempt.reply().requestId();
        Throwable cause = fault == null ? null : Faults.redacted(fault);
        String what = cause == null ? "no answer came" : "no complete answer came (" + cause.getMessage() + ")";
        boolean unclear = attempt.sent() && request.effect() == Effect.WRITES;
        if (unclear) {
            throw lost(what, id, cause);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CallInterruptedException(request.route() + " was interrupted; nothing was changed.");
        }
        if (Deadline.isCancelled()) {
            throw new CallInterruptedException(request.route() + " was cancelled; nothing was changed.");
        }
        if (fault instanceof Wire.TooLargeException) {
            throw new ProviderProtocolException(
                    request.route() + ": the answer is larger than "
                            + way.limits().answerBytes() + " bytes.",
                    id);
        }
        again(unavailable(what, id, cause), true);
    }

    private void again(GangwayException otherwise, boolean worthIt) {
        faults++;
        Duration step = AFTER_FAULT.step(faults - 1);
        Duration wait = step.dividedBy(2).plusNanos(ThreadLocalRandom.current().nextLong(step.toNanos() / 2 + 1));
        if (!worthIt
                || faults >= ATTEMPTS
                || wait.compareTo(left()) >= 0
                || !way.budget().spend()) {
            throw otherwise;
        }
        pause(wait);
    }

    private void pause(Duration duration) {
        Backoff.pause(way.time(), duration);
        waited = waited.plus(duration);
    }

    private Instant now() {
        return way.time().instant();
    }

    private Duration left() {
        return least(Duration.between(now(), deadline), Deadline.left());
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration most(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private RateLimitedException rateLimited(Duration wait, Optional<String> id) {
        return new RateLimitedException(
                request.route() + ": the provider asks to wait for " + wait.toSeconds() + " s. It was not carried out.",
                wait,
                id);
    }

    private GangwayException unavailable(String what, Optional<String> id, @Nullable Throwable cause) {
        String message = request.route() + ": " + what + ". Nothing was changed; try again later.";
        return cause == null || id.isPresent()
                ? new ProviderUnavailableException(message, id)
                : new ProviderUnavailableException(message, cause);
    }

    private GangwayException lost(String what, Optional<String> id, @Nullable Throwable cause) {
        String message = request.route() + ": " + what
                + " after the request was sent. It may have taken effect: look before doing it again.";
        return cause == null || id.isPresent()
                ? new AnswerLostException(message, id)
                : new AnswerLostException(message, cause);
    }
}
