package dev.gangway.http;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An end for a piece of work, however many calls it makes, and a way to cancel it from another thread. Thread-safe; one may stand for work on
 * several threads.
 *
 * <pre>{@code
 * Deadline deadline = Deadline.in(Duration.ofSeconds(20));
 * Optional<User> user = deadline.during(() -> connection.users().find("kim@acme.example"));
 * }</pre>
 *
 * <p>The work is bound by the thread that runs it: each request, each pause and each wait for a token on that thread ends by the deadline, or
 * sooner by its own {@link Limits}. What comes of it is what comes of any call that runs out of time: {@code ProviderUnavailableException},
 * {@code RateLimitedException} if a pause is longer than what is left, {@code AnswerLostException} or an unsettled outcome if a request that
 * writes was sent. What the work hands to other threads isn't bound unless it is {@linkplain #handedOn handed on}, nor is what it does in a store. A refresh of a
 * {@linkplain dev.gangway.oauth.OAuthSpec#rotating() rotating} token isn't cut off, since that could lose the connection: it takes 15
 * seconds at most.
 *
 * <p>{@link #cancel} ends it at once, as an interrupt of the thread would, with {@code CallInterruptedException} where nothing was changed;
 * the thread's interrupt flag isn't touched.
 */
public final class Deadline {

    private static final ThreadLocal<@Nullable Bound> BOUND = new ThreadLocal<>();
    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private final Time time;
    private final Instant end;
    private final Set<Runnable> stops = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean cancelled;

    private Deadline(Time time, Instant end) {
        this.time = time;
        this.end = end;
    }

    /** A deadline that a thread is bound to, and those that it was bound to before. */
    private record Bound(Deadline deadline, @Nullable Bound outer) {}

    /**
     * A deadline by the machine's clock. It runs from now on.
     *
     * @param longest how long the work may take; positive
     * @return the deadline
     * @throws IllegalArgumentException if it isn't positive
     */
    public static Deadline in(Duration longest) {
        return in(longest, Time.system());
    }

    /**
     * A deadline by a given clock. It runs from now on.
     *
     * @param longest how long the work may take; positive
     * @param time tells the time
     * @return the deadline
     * @throws IllegalArgumentException if it isn't positive
     */
    public static Deadline in(Duration longest, Time time) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("A deadline must be longer than zero.");
        }
        return new Deadline(time, time.instant().plus(longest));
    }

    /**
     * Does the work within this deadline, and within those that the thread is bound to already. Nothing stays bound to the thread afterwards.
     *
     * @param <T> what the work gives
     * @param work what is bound
     * @return what the work gave
     */
    public <T extends @Nullable Object> T during(Supplier<T> work) {
        Objects.requireNonNull(work, "work");
        Bound outer = BOUND.get();
        BOUND.set(new Bound(this, outer));
        try {
            return work.get();
        } finally {
            if (outer == null) {
                BOUND.remove();
            } else {
                BOUND.set(outer);
            }
        }
    }

    /**
     * Hands the deadlines of the calling thread on, to work that another thread does for it.
     *
     * @param work what another thread runs
     * @return the same work, within the deadlines that the calling thread is bound to now
     */
    public static Runnable handedOn(Runnable work) {
        Objects.requireNonNull(work, "work");
        Bound bound = BOUND.get();
        return () -> {
            Bound own = BOUND.get();
            BOUND.set(bound);
            try {
                work.run();
            } finally {
                BOUND.set(own);
            }
        };
    }

    /** Ends the work on all threads, and whatever work is begun within this deadline later. May be called again. */
    public synchronized void cancel() {
        cancelled = true;
        stops.forEach(Runnable::run);
    }

    /**
     * Whether the calling thread does work within a deadline.
     *
     * @return whether there is one
     */
    public static boolean isBound() {
        return BOUND.get() != null;
    }

    /**
     * Whether the calling thread's work is over: it was cancelled, or its time is up.
     *
     * @return false if there is time left, or no deadline
     */
    public static boolean isOver() {
        Duration left = left();
        return isCancelled() || left.isNegative() || left.isZero();
    }

    /**
     * Ends the calling thread's work if it is over. For work of one's own between calls.
     *
     * @param what what would come next, such as {@code members/list}
     * @throws CallInterruptedException if the work was cancelled
     * @throws ProviderUnavailableException if its time is up
     */
    public static void check(String what) {
        if (isCancelled()) {
            throw new CallInterruptedException(what + " was cancelled; nothing was changed.");
        }
        if (isOver()) {
            throw new ProviderUnavailableException(
                    what + " was not done before the caller's deadline. Nothing was changed.", Optional.empty());
        }
    }

    /** How long the calling thread's work may still take; very long if there is no deadline. */
    static Duration left() {
        Duration left = ENDLESS;
        for (Bound bound = BOUND.get(); bound != null; bound = bound.outer()) {
            Deadline deadline = bound.deadline();
            Duration its = Duration.between(deadline.time.instant(), deadline.end);
            left = its.compareTo(left) < 0 ? its : left;
        }
        return left;
    }

    static boolean isCancelled() {
        for (Bound bound = BOUND.get(); bound != null; bound = bound.outer()) {
            synchronized (bound.deadline()) {
                if (bound.deadline().cancelled) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Does what must not be cut off. */
    static <T extends @Nullable Object> T lifted(Supplier<T> work) {
        Bound bound = BOUND.get();
        BOUND.remove();
        try {
            return work.get();
        } finally {
            if (bound != null) {
                BOUND.set(bound);
            }
        }
    }

    /** From now on a cancellation runs this, until what is given back is run. */
    static Runnable onCancel(Runnable stop) {
        Bound bound = BOUND.get();
        for (Bound each = bound; each != null; each = each.outer()) {
            Deadline deadline = each.deadline();
            synchronized (deadline) {
                deadline.stops.add(stop);
                if (deadline.cancelled) {
                    stop.run();
                }
            }
        }
        return () -> {
            for (Bound each = bound; each != null; each = each.outer()) {
                synchronized (each.deadline()) {
                    each.deadline().stops.remove(stop);
                }
            }
        };
    }

    /** Sleeps until the time is over or the work is cancelled. */
    static void sleep(Time time, Duration duration) throws InterruptedException {
        if (BOUND.get() == null) {
            time.sleep(duration);
            return;
        }
        Waking waking = new Waking(Thread.currentThread());
        Runnable awake = onCancel(waking);
        try {
            time.sleep(duration);
        } catch (InterruptedException interrupted) { // the flag is down again
            if (!waking.done) {
                throw interrupted;
            }
        } finally {
            awake.run();
        }
        if (waking.done) {
            Thread.interrupted(); // ours came too late for the sleep, and is nobody else's business
            throw new CallInterruptedException("The work was cancelled while it waited.");
        }
    }

    private static final class Waking implements Runnable {
        private final Thread thread;
        private volatile boolean done;

        Waking(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            done = true;
            thread.interrupt();
        }
    }
}
