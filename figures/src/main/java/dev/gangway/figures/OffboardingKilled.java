package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.Connector;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.testkit.InMemoryConnector;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.BulkReport;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A node that sees 100 people off dies before and after each write into the journal and each request and answer, once at each in a run of its
 * own; another node goes on.
 */
final class OffboardingKilled {

    private static final int PEOPLE = 100;
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();

    private int kills;
    private int lost;
    private int twice;
    private int lies;
    private int open;

    private OffboardingKilled() {}

    /** The process is gone. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Prints the figure.
     *
     * @param arguments none; or how many people, and at which moments: each so many-th
     */
    public static void main(String[] arguments) {
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PEOPLE;
        int step = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        Table.end(measured(people, step).print());
    }

    /** Kills at each so many-th moment, until a run gets to its end before. */
    static Table measured(int people, int step) {
        OffboardingKilled figure = new OffboardingKilled();
        boolean survived = false;
        for (int moment = 1; !survived; moment += step) {
            try (Run run = new Run(people)) {
                survived = figure.run(run, moment);
            }
        }
        return new Table(people + " people, killed before and after each journal write, request and answer"
                        + (step > 1 ? ", each " + step + ". of them" : ""))
                .told("runs that were killed, each at another moment", figure.kills)
                .exactly("people lost: not gone, or without a receipt", 0, figure.lost)
                .exactly("requests sent twice", 0, figure.twice)
                .exactly("rows that don't say what the team shows", 0, figure.lies)
                .exactly("requests left open", 0, figure.open);
    }

    private boolean run(Run run, int moment) {
        boolean survived = run.survives(moment);
        kills += survived ? 0 : 1;
        BulkReport report = run.end();
        lost += (int) run.leavers.stream()
                .filter(it -> run.team.user(it).status() != UserStatus.REMOVED_RECOVERABLE)
                .count();
        lost += run.leavers.size() - report.done();
        for (int i = 0; i < run.leavers.size(); i++) {
            boolean gone = run.team.user(run.leavers.get(i)).status() == UserStatus.REMOVED_RECOVERABLE;
            boolean saysGone = report.rows().get(i).end().match(it -> true, it -> false, it -> false, it -> false);
            lies += gone == saysGone ? 0 : 1;
        }
        Map<String, Integer> sent = new HashMap<>();
        run.team.writes().forEach(it -> sent.merge(it.operation() + " " + it.about(), 1, Integer::sum));
        twice += (int) sent.values().stream().filter(it -> it > 1).count();
        open += run.users().openRequests().size();
        return survived;
    }

    /** One bulk offboarding in a world of its own. */
    private static final class Run implements AutoCloseable {
        final TestClock clock = new TestClock();
        final InMemoryConnector team = new InMemoryConnector(clock);
        final InMemoryStore store = new InMemoryStore(clock);
        final Keyring keyring = Keyring.random();
        final List<Gangway> nodes = new ArrayList<>();
        final ConnectionId id;
        final List<UserId> leavers;
        final ConfirmedBulkPlan plan;
        private int moments;
        private int fatal = Integer.MAX_VALUE;

        Run(int people) {
            leavers = IntStream.range(0, people)
                    .mapToObj(i -> team.personJoins(NewUser.of("p" + i + "@example.com")))
                    .toList();
            id = node(team, store)
                    .connections()
                    .connect(InMemoryConnector.ID, "Acme", team.credential())
                    .id();
            plan = users().bulkOffboardings()
                    .plan(
                            leavers.stream().map(UserRef::id).toList(),
                            it -> OffboardingRequest.of(UserRef.id(it.id()), KEEP))
                    .confirmedBy("it@example.com")
                    .releasingBrake("it@example.com", "the figure counts them")
                    .atOnce(1);
        }

        private Gangway node(Connector connector, Store seen) {
            Gangway node = Gangway.builder()
                    .connector(connector)
                    .time(clock)
                    .store(seen, keyring)
                    .build();
            nodes.add(node);
            return node;
        }

        Users users() {
            return node(team, store).connection(id).users();
        }

        /** Whether a node that is to die at this moment gets to the end of its work before. */
        boolean survives(int moment) {
            Users mortal = node(
                            Between.users(
                                    team,
                                    (method, arguments, goOn) -> method.equals("suspend") || method.equals("remove")
                                            ? around(goOn)
                                            : alive(goOn)),
                            new MortalStore())
                    .connection(id)
                    .users();
            fatal = moment;
            moments = 0;
            try {
                mortal.bulkOffboardings().execute(plan);
                return true;
            } catch (Death dead) {
                return false;
            }
        }

        /** Another node goes on until everybody has an end. */
        BulkReport end() {
            Users other = users();
            BulkReport report = other.bulkOffboardings().execute(plan);
            for (int i = 0; i < 20 && report.state() != BulkReport.State.FINISHED; i++) {
                clock.advance(Duration.ofMinutes(7));
                report = other.bulkOffboardings().execute(plan);
            }
            return report;
        }

        private void moment() {
            moments++;
            if (moments >= fatal) {
                throw new Death();
            }
        }

        private <T> T around(Supplier<T> call) {
            moment();
            T answer = call.get();
            moment();
            return answer;
        }

        private <T> T alive(Supplier<T> call) {
            if (moments >= fatal) {
                throw new Death();
            }
            return call.get();
        }

        /** The store as a node sees it that can die; a dead node gives no lease back. */
        private final class MortalStore implements Store {
            @Override
            public Optional<Versioned> get(String key) {
                return alive(() -> store.get(key));
            }

            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                return around(() -> store.compareAndSet(key, expectedVersion, data));
            }

            @Override
            public List<String> list(String prefix) {
                return alive(() -> store.list(prefix));
            }

            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                return alive(() -> store.lease(name, duration)).map(lease -> new Lease() {
                    @Override
                    public boolean isHeld() {
                        return lease.isHeld();
                    }

                    @Override
                    public void close() {
                        if (moments < fatal) {
                            lease.close();
                        }
                    }
                });
            }
        }

        @Override
        public void close() {
            nodes.forEach(Gangway::close);
        }
    }
}
