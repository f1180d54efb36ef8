package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Threads that start at the same moment. */
final class Race {

    private static final long LONGEST = 60;
    private static final int MOMENTS = 20;
    private static final int FEWEST = 5;
    private static final long LONG_ENOUGH = 50_000_000;

    private Race() {}

    /** Runs a piece of work on each of some threads and gives what they gave; the first failure is this call's. */
    static <T> List<T> of(int threads, IntFunction<Callable<T>> work) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<T>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Callable<T> part = work.apply(thread);
            FutureTask<T> task = new FutureTask<>(() -> {
                start.await(LONGEST, TimeUnit.SECONDS);
                return part.call();
            });
            running.add(task);
            Thread runner = new Thread(task, "race-" + thread);
            runner.setDaemon(true);
            runner.start();
        }
        return running.stream().map(Race::result).toList();
    }

    /**
     * Whether to do once more what only goes wrong now and then: a few times where that is slow, many times where it is quick.
     *
     * @param times how often it was done
     * @param start when it was begun, in nanoseconds
     */
    static boolean again(int times, long start) {
        return times < FEWEST || System.nanoTime() - start < LONG_ENOUGH;
    }

    /** Repeats two things, each on a thread of its own, until the second was done at many different moments of the first. */
    static void between(Runnable first, Runnable second) {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger progress = new AtomicInteger();
        Callable<Boolean> firstThread = () -> {
            try {
                while (!done.get()) {
                    first.run();
                    progress.incrementAndGet();
                }
            } finally {
                done.set(true);
            }
            return true;
        };
        Callable<Boolean> secondThread = () -> {
            try {
                int moments = 0;
                int last = 0;
                while (!done.get() && moments < MOMENTS) {
                    second.run();
                    int now = progress.get();
                    moments += now == last ? 0 : 1;
                    last = now;
                }
            } finally {
                done.set(true);
            }
            return true;
        };
        of(2, thread -> thread == 0 ? firstThread : secondThread);
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get(LONGEST, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof AssertionError assertion) {
                throw assertion;
            }
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            return fail("A thread didn't come to its end in " + LONGEST + " seconds.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("The test was interrupted.");
        }
    }
}
