package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Everything there is behind the HTTP: the team, its log, jobs, cursors, grants and the app. One lock guards it all; use it through
 * {@link #locked}.
 */
final class World {
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Options options;
    private final Ids ids;
    private final Ids wireIds;
    private final Team team;
    private final EventLog log = new EventLog();
    private final Jobs jobs;
    private final Cursors cursors;
    private final Grants grants;
    private App app;
    private Member browserUser;

    World(TeamSetup setup, InstantSource clock, Options options) {
        this.clock = clock;
        this.options = options;
        ids = new Ids(options.seed());
        wireIds = new Ids(~options.seed());
        jobs = new Jobs(ids, options.jobPolls(), options.jobDuration());
        cursors = new Cursors(wireIds);
        grants = new Grants(wireIds);
        team = new Team(
                setup.name(), setup.licenses(), options.disablesAddresses(), ids, now().minus(Population.MEMBERSHIP));
        setup.policies().forEach(team.policies()::put);
        setup.features().forEach(team::feature);
        app = new App(
                "simulatedappkey",
                ids.opaque("simulated-t0ps3cret-app-", 12),
                ids.app(),
                "Gangway",
                options.appScopes(),
                options.redirectUris());
        browserUser = new Population(this, setup).settle();
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Instant now() {
        return clock.instant();
    }

    Options options() {
        return options;
    }

    /** Identifiers of the model: the same for the same seed, whatever is called. */
    Ids ids() {
        return ids;
    }

    /** Identifiers and chance on the wire: request ids, dots, tokens. */
    Ids wireIds() {
        return wireIds;
    }

    Team team() {
        return team;
    }

    EventLog log() {
        return log;
    }

    Jobs jobs() {
        return jobs;
    }

    Cursors cursors() {
        return cursors;
    }

    Grants grants() {
        return grants;
    }

    App app() {
        return app;
    }

    void app(App changed) {
        app = changed;
    }

    /** Who sits at the browser when a consent page is opened. */
    Member browserUser() {
        return browserUser;
    }

    void browserUser(Member changed) {
        browserUser = changed;
    }

    /** Grows with everything that changes: nearly each change of the team writes an event, starts a job or touches a grant. */
    long changes() {
        return log.appended() + jobs.started() + grants.changes() + team.unloggedChanges();
    }

    /** Writes an event that happens now. */
    void record(EventType type, Actor actor, Origin origin, Optional<Member> context, Struct details) {
        log.append(new Event(now(), type, actor, origin, context, details));
    }
}
