package dev.gangway.license;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.http.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does several things at once, each on a thread of its own that ends with them. They inherit the caller's deadline. The first trouble of one
 * stops the others.
 */
final class AtOnce {

    /** How often who waits looks whether the work is to be stopped. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration NO_END = Duration.ofDays(36_500);

    private AtOnce() {}

    /**
     * Returns once all have ended.
     *
     * @throws CallInterruptedException if the calling thread is interrupted, whose flag is set again, or its work is cancelled
     */
    static void run(List<Runnable> works) {
        Deadline stop = Deadline.in(NO_END);
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        List<Thread> threads = stop.during(() -> started(works, trouble));
        boolean interrupted = false;
        boolean over = false;
        boolean stopped = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join(LOOK.toMillis());
                } catch (InterruptedException wanted) {
                    interrupted = true;
                }
                if (!stopped && trouble.get() == null) {
                    over = Deadline.isOver();
                }
                if (!stopped && (interrupted || over || trouble.get() != null)) {
                    stopped = true;
                    stop.cancel();
                    threads.forEach(
                            Thread::interrupt); // for connectors that wait for something else than our transport
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("The thread was interrupted while licenses were read.");
        }
        if (over) {
            Deadline.check("reading licenses");
        }
        if (trouble.get() != null) {
            throw thrown(trouble.get());
        }
    }

    private static List<Thread> started(List<Runnable> works, AtomicReference<@Nullable Throwable> trouble) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable work : works) {
            Thread thread = new Thread(
                    Deadline.handedOn(() -> {
                        try {
                            work.run();
                        } catch (RuntimeException | Error first) {
                            trouble.compareAndSet(null, first);
                        }
                    }),
                    "gangway-licenses-" + (threads.size() + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static RuntimeException thrown(Throwable trouble) {
        if (trouble instanceof Error it) {
            throw it;
        }
        return (RuntimeException) trouble;
    }
}
