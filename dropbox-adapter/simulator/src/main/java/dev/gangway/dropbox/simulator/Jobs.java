package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asynchronous jobs. A job's work is done when the job completes, not when it starts. Every later API call moves a running job on by
 * one, a poll of it like any other, because the real service doesn't wait to be asked; it completes when it has been moved on often
 * enough and its duration on the injected clock is over. Guarded by the world's lock.
 */
final class Jobs {
    /** The argument of all routes that poll. */
    static final Shape POLL = Shape.struct(Shape.required("async_job_id", Shape.text(1, Integer.MAX_VALUE, "")));

    /** How a job is to end. */
    enum Fate {
        COMPLETE,
        /** Never ends. */
        STUCK,
        /** Polls answer {@code internal_error}; the work was not done. */
        FAIL,
        /** Polls answer {@code internal_error}, though the work was done. */
        FAIL_AFTER_WORK
    }

    /** What a job is to do. */
    @FunctionalInterface
    interface Task {
        /**
         * Does it and tells the poll route's {@code complete} answer; a {@link RouteError} makes the job fail, since jobs have no other
         * way to tell.
         */
        Struct work();

        /** The job has failed without the work done: takes back what was prepared for it. */
        default void abandon() {}

        /** The answer to a poll of the failed job, or a {@link RouteError}. */
        default Struct failure() {
            throw new RouteError("internal_error");
        }
    }

    private final Ids ids;
    private final int steps;
    private final Duration duration;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Job> running = new LinkedHashMap<>();
    private long started;

    /**
     * Jobs that all take so long.
     *
     * @param steps how many polls answer {@code in_progress} before one answers {@code complete}
     * @param duration the least time on the clock
     */
    Jobs(Ids ids, int steps, Duration duration) {
        this.ids = ids;
        this.steps = steps;
        this.duration = duration;
    }

    /**
     * Starts a job.
     *
     * @param kind what the job's poll route must ask for; another kind's poll route doesn't know it
     */
    String start(String kind, Fate fate, Instant now, Task task) {
        Job job = new Job(kind, fate, now.plus(duration), task, steps);
        String id = ids.job();
        jobs.put(id, job);
        running.put(id, job);
        started++;
        return id;
    }

    /** Moves every running job on by one step and does the work of those that are through. */
    void moveOn(Instant now) {
        running.values().removeIf(job -> job.moveOn(now));
    }

    /** The answer to a poll: the job's result, or {@code in_progress}. */
    Struct poll(String kind, String id) {
        Job job = Optional.ofNullable(jobs.get(id))
                .filter(found -> found.kind.equals(kind))
                .orElseThrow(() -> new RouteError("invalid_async_job_id"));
        if (job.hasFailed) {
            return job.task.failure();
        }
        return job.result.orElseGet(() -> Struct.tag("in_progress"));
    }

    /** How many jobs were ever started. */
    long started() {
        return started;
    }

    private static final class Job {
        private final String kind;
        private final Fate fate;
        private final Instant earliest;
        private final Task task;
        private int stepsLeft;
        private boolean hasFailed;
        private Optional<Struct> result = Optional.empty();

        Job(String kind, Fate fate, Instant earliest, Task task, int stepsLeft) {
            this.kind = kind;
            this.fate = fate;
            this.earliest = earliest;
            this.task = task;
            this.stepsLeft = stepsLeft;
        }

        boolean moveOn(Instant now) {
            boolean due = stepsLeft-- <= 0 && !now.isBefore(earliest) && fate != Fate.STUCK;
            if (due) {
                end(fate != Fate.FAIL && doWork());
            }
            return due;
        }

        private boolean doWork() {
            try {
                result = Optional.of(task.work());
                return true;
            } catch (RouteError overtaken) {
                return false;
            }
        }

        private void end(boolean isDone) {
            hasFailed = fate != Fate.COMPLETE || !isDone;
            if (!isDone) {
                task.abandon();
            }
        }
    }
}
