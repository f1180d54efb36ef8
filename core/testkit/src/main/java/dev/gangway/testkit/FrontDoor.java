package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.credential.Secret;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.user.UserId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands between a session and the team in memory: the credential, the scopes, planned trouble, background jobs, and the list of
 * writes. Thread-safe: one lock guards it and the team.
 */
final class FrontDoor {

    static final String JOB = "in-memory-job-";

    private final Team team;
    private final InstantSource time;
    private final List<InMemoryConnector.Write> writes = new ArrayList<>();
    private final Queue<GangwayException> failingWrites = new ArrayDeque<>();
    private final Queue<GangwayException> failingReads = new ArrayDeque<>();
    private final Set<Capability> missing = EnumSet.noneOf(Capability.class);
    private final Map<String, Job> jobs = new HashMap<>();
    private Secret token;
    private boolean revoked;
    private boolean answerLost;
    private boolean jobsHeld;
    private int jobPolls;
    private int requests;
    private int lastJob;

    FrontDoor(Team team, InstantSource time, Secret token) {
        this.team = team;
        this.time = time;
        this.token = token;
    }

    /** Work that the provider does in the background: decided again when it is done, since the world may have moved on. */
    private static final class Job {
        private final Supplier<Change> work;
        private int pollsLeft;
        private Optional<Outcome<UserId>> end = Optional.empty();

        Job(Supplier<Change> work, int pollsLeft) {
            this.work = work;
            this.pollsLeft = pollsLeft;
        }

        Outcome<UserId> finish() {
            if (end.isEmpty()) {
                end = Optional.of(carriedOut(work.get()));
            }
            return end.get();
        }
    }

    synchronized <T> T with(Function<Team, T> work) {
        return work.apply(team);
    }

    /** A request that reads. */
    synchronized <T> T read(String header, Capability needed, Supplier<T> answer) {
        authenticate(header);
        GangwayException failure = failingReads.poll();
        if (failure != null) {
            throw failure;
        }
        authorize(needed);
        return answer.get();
    }

    /** A request that changes something. */
    synchronized Outcome<UserId> write(
            String header,
            Capability needed,
            InMemoryConnector.Write write,
            boolean inBackground,
            Supplier<Change> work) {
        authenticate(header);
        GangwayException failure = failingWrites.poll();
        if (failure == null || failure instanceof AnswerLostException) {
            writes.add(write);
        }
        if (failure != null) {
            throw failure;
        }
        authorize(needed);
        Change change = work.get();
        boolean job = inBackground && change.changes() && (jobsHeld || jobPolls > 0);
        Outcome<UserId> answer = job ? begin(work) : carriedOut(change);
        if (!answerLost) {
            return answer;
        }
        answerLost = false;
        if (job && !jobsHeld) {
            finishJobs();
        }
        throw new AnswerLostException("The answer to " + write.operation() + " was lost on purpose.", Optional.empty());
    }

    private Outcome<UserId> begin(Supplier<Change> work) {
        lastJob++;
        String handle = JOB + lastJob;
        jobs.put(handle, new Job(work, jobPolls));
        return Outcome.unsettled(new JobHandle(handle), "the provider works on it in the background");
    }

    private static Outcome<UserId> carriedOut(Change change) {
        change.effect().run();
        return change.answer();
    }

    synchronized Outcome<UserId> poll(String header, JobHandle handle) {
        if (!handle.value().startsWith(JOB)) {
            throw new IllegalArgumentException(handle + " is not a job of the in-memory connector.");
        }
        return read(header, Capability.READ_TEAM, () -> {
            Job job = jobs.get(handle.value());
            if (job == null) {
                throw new AnswerLostException("The provider no longer knows the job " + handle + ".", Optional.empty());
            }
            job.pollsLeft--;
            return job.end.isEmpty() && (jobsHeld || job.pollsLeft > 0)
                    ? Outcome.<UserId>unsettled(handle, "the provider works on it in the background")
                    : job.finish();
        });
    }

    private void authenticate(String header) {
        requests++;
        if (revoked || !header.equals("Bearer " + token.reveal())) {
            throw new CredentialRejectedException(
                    "The in-memory team doesn't accept the token: it is wrong or was revoked. Connect again.",
                    Optional.empty());
        }
    }

    private void authorize(Capability needed) {
        if (missing.contains(needed)) {
            throw new PermissionMissingException(
                    "The token lacks the scope " + InMemoryConnector.scope(needed) + ". Grant it and connect again.",
                    Set.of(InMemoryConnector.scope(needed)),
                    Optional.empty());
        }
    }

    synchronized boolean isMissing(Capability capability) {
        return missing.contains(capability);
    }

    synchronized List<InMemoryConnector.Write> writes() {
        return List.copyOf(writes);
    }

    synchronized int requests() {
        return requests;
    }

    InMemoryConnector.Write arriving(String operation, String about) {
        return new InMemoryConnector.Write(operation, about, time.instant());
    }

    synchronized void failNextWrite(GangwayException failure) {
        failingWrites.add(failure);
    }

    synchronized void failNextRead(GangwayException failure) {
        failingReads.add(failure);
    }

    synchronized void loseNextAnswer() {
        answerLost = true;
    }

    synchronized void miss(Capability capability) {
        missing.add(capability);
    }

    synchronized void jobsTake(int polls) {
        jobPolls = polls;
    }

    synchronized void holdJobs() {
        jobsHeld = true;
    }

    synchronized void releaseJobs() {
        jobsHeld = false;
        finishJobs();
    }

    private void finishJobs() {
        jobs.values().forEach(Job::finish);
    }

    synchronized void forgetJobs() {
        jobs.clear();
    }

    /** Whether the token was alive until now. */
    synchronized boolean revoke() {
        boolean alive = !revoked;
        revoked = true;
        return alive;
    }

    synchronized void renew(Secret fresh) {
        token = fresh;
        revoked = false;
    }

    synchronized Secret token() {
        return token;
    }
}
