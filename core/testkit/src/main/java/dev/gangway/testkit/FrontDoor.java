package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.credential.Secret;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.user.UserId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands between a session and the team in memory: the credential, the scopes, planned trouble, background jobs, and the list of
 * writes. Thread-safe: one lock guards it and the team.
 */
final class FrontDoor {

    private final Team team;
    private final InstantSource time;
    private final List<InMemoryConnector.Write> writes = new ArrayList<>();
    private final Queue<GangwayException> failingBefore = new ArrayDeque<>();
    private final Queue<GangwayException> failingAfter = new ArrayDeque<>();
    private final Queue<GangwayException> failingReads = new ArrayDeque<>();
    private final Set<Capability> missing = EnumSet.noneOf(Capability.class);
    private final Jobs jobs;
    private Secret token;
    private boolean revoked;
    private int requests;

    FrontDoor(Team team, InstantSource time, Secret token) {
        this.team = team;
        this.time = time;
        this.jobs = new Jobs(time);
        this.token = token;
    }

    synchronized <T> T with(Function<Team, T> work) {
        jobs.catchUp();
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
    Outcome<UserId> write(
            String header,
            Capability needed,
            InMemoryConnector.Write write,
            boolean inBackground,
            Supplier<Change> work) {
        return writeAll(header, needed, write, inBackground, List.of(work)).get(0);
    }

    /** A request that changes several things; each becomes a job of its own. */
    synchronized List<Outcome<UserId>> writeAll(
            String header,
            Capability needed,
            InMemoryConnector.Write write,
            boolean inBackground,
            List<Supplier<Change>> works) {
        authenticate(header);
        GangwayException before = failingBefore.poll();
        if (before == null || before instanceof AnswerLostException || before instanceof ProviderProtocolException) {
            writes.add(write);
        }
        if (before != null) {
            throw before;
        }
        authorize(needed);
        List<Outcome<UserId>> answers =
                works.stream().map(it -> answer(inBackground, it)).toList();
        GangwayException after = failingAfter.poll();
        if (after != null) {
            throw after;
        }
        return answers;
    }

    private Outcome<UserId> answer(boolean inBackground, Supplier<Change> work) {
        Change change = work.get();
        return inBackground && change.changes() && jobs.areTaken() ? jobs.begin(work) : change.carriedOut();
    }

    synchronized Outcome<UserId> poll(String header, JobHandle handle) {
        return pollAll(header, List.of(handle)).get(0);
    }

    /** One request about several jobs; if one of them is lost, nothing is said about any. */
    synchronized List<Outcome<UserId>> pollAll(String header, List<JobHandle> handles) {
        handles.forEach(Jobs::requireOurs);
        return read(header, Capability.READ_TEAM, () -> {
            handles.forEach(jobs::requireKnown);
            return handles.stream().map(jobs::poll).toList();
        });
    }

    private void authenticate(String header) {
        requests++;
        jobs.catchUp();
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

    synchronized void failNextBefore(GangwayException failure) {
        failingBefore.add(failure);
    }

    synchronized void failNextAfter(GangwayException failure) {
        failingAfter.add(failure);
    }

    synchronized void failNextRead(GangwayException failure) {
        failingReads.add(failure);
    }

    synchronized void miss(Capability capability) {
        missing.add(capability);
    }

    synchronized void grant(Capability capability) {
        missing.remove(capability);
    }

    synchronized void onJobs(Consumer<Jobs> change) {
        change.accept(jobs);
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
