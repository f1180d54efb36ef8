package dev.gangway.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that all begin at one moment. */
final class Crowd {

    private Crowd() {}

    /** Each thread does the work several times. */
    static Count doing(Runnable work, int threads, int times, Instant start) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Count>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                futures.add(pool.submit(one(work, times, start)));
            }
            List<Count> counts = new ArrayList<>();
            for (Future<Count> future : futures) {
                counts.add(future.get());
            }
            return Count.all(counts);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Count> one(Runnable work, int times, Instant start) {
        return () -> {
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), start).toMillis()));
            List<Count> counts = new ArrayList<>();
            for (int time = 0; time < times; time++) {
                counts.add(measured(work));
            }
            return Count.all(counts);
        };
    }

    private static Count measured(Runnable work) {
        Instant begun = Instant.now();
        Set<String> said = Set.of();
        try {
            work.run();
        } catch (RuntimeException failed) {
            said = Set.of(failed.getClass().getSimpleName() + ": " + failed.getMessage());
        }
        long took = Duration.between(begun, Instant.now()).toMillis();
        return said.isEmpty() ? new Count(1, 0, took, said) : new Count(0, 1, took, said);
    }
}
