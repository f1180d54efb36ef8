package dev.gangway.testkit;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the provider does in the background. A job ends at its last poll, or by itself after two seconds for each poll if nobody asks. Not
 * thread-safe; {@link FrontDoor} lets one call in at a time.
 */
final class Jobs {

    private static final String HANDLE = "in-memory-job-";
    private static final Duration TIME_OF_A_POLL = Duration.ofSeconds(2);

    private final InstantSource time;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private boolean held;
    private boolean finishing;
    private int polls;
    private int last;

    Jobs(InstantSource time) {
        this.time = time;
    }

    /** A job decides again when it is done, since the world may have moved on. */
    static final class Job {
        private final Supplier<Change> work;
        private final Instant due;
        private int pollsLeft;
        private Optional<Outcome<UserId>> end = Optional.empty();

        Job(Supplier<Change> work, Instant due, int pollsLeft) {
            this.work = work;
            this.due = due;
            this.pollsLeft = pollsLeft;
        }

        Outcome<UserId> finish() {
            if (end.isEmpty()) {
                end = Optional.of(work.get().carriedOut());
            }
            return end.get();
        }
    }

    /** Whether requests become jobs now. */
    boolean areTaken() {
        return held || polls > 0;
    }

    Outcome<UserId> begin(Supplier<Change> work) {
        last++;
        String handle = HANDLE + last;
        jobs.put(handle, new Job(work, time.instant().plus(TIME_OF_A_POLL.multipliedBy(polls)), polls));
        return running(handle);
    }

    private static Outcome<UserId> running(String handle) {
        return Outcome.unsettled(new JobHandle(handle), "the provider works on it in the background");
    }

    Outcome<UserId> poll(JobHandle handle) {
        Job job = requireKnown(handle);
        job.pollsLeft--;
        return job.end.isEmpty() && (held || job.pollsLeft > 0) ? running(handle.value()) : finish(job);
    }

    Job requireKnown(JobHandle handle) {
        Job job = jobs.get(handle.value());
        if (job == null) {
            throw new AnswerLostException("The provider no longer knows the job " + handle + ".", Optional.empty());
        }
        return job;
    }

    static void requireOurs(JobHandle handle) {
        if (!handle.value().startsWith(HANDLE)) {
            throw new IllegalArgumentException(handle + " is not a job of the in-memory connector.");
        }
    }

    /** What is due takes effect. */
    void catchUp() {
        if (!held && !finishing) {
            Instant now = time.instant();
            jobs.values().stream().filter(it -> !now.isBefore(it.due)).forEach(this::finish);
        }
    }

    private Outcome<UserId> finish(Job job) {
        finishing = true;
        try {
            return job.finish();
        } finally {
            finishing = false;
        }
    }

    void take(int number) {
        polls = number;
    }

    void hold() {
        held = true;
    }

    void release() {
        held = false;
        jobs.values().forEach(this::finish);
    }

    void forget() {
        jobs.clear();
    }
}
