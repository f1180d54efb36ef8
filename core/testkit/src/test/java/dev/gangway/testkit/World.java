package dev.gangway.testkit;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.leakwatch.LeakWatch;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A team in memory, a store, and an application connected to it. Each test makes its own. */
final class World implements AutoCloseable {

    static final String ACTOR = "it@example.com";

    final TestClock clock = new TestClock();
    final InMemoryConnector team = new InMemoryConnector(clock);
    final InMemoryStore store = new InMemoryStore(clock);
    final Keyring keyring = Keyring.random();
    final ConnectionId id;
    private final List<Gangway> nodes = new ArrayList<>();
    private final UnaryOperator<Gangway.Builder> settings;
    private final Connection connection;

    World() {
        this(builder -> builder);
    }

    World(UnaryOperator<Gangway.Builder> settings) {
        this.settings = settings;
        Gangway first = gangway(team, store);
        this.id = first.connections()
                .connect(InMemoryConnector.ID, "Acme", team.credential())
                .id();
        this.connection = first.connection(id);
    }

    /** One more node over a store that is this world's, perhaps with something in between. */
    Gangway gangway(Connector connector, Store over) {
        return gangway(connector, over, builder -> builder);
    }

    /** The same with further settings. */
    Gangway gangway(Connector connector, Store over, UnaryOperator<Gangway.Builder> more) {
        Gangway gangway = more.apply(settings.apply(
                        Gangway.builder().connector(connector).time(clock).store(over, keyring)))
                .build();
        nodes.add(gangway);
        return gangway;
    }

    Connection connection() {
        return connection;
    }

    Users users() {
        return connection.users();
    }

    /** The facade of another node that shares nothing with the first but the store. */
    Users otherNode() {
        return gangway(team, store).connection(id).users();
    }

    /** The facade of a node that reaches the team through something in between. */
    Users through(Connector connector) {
        return gangway(connector, store).connection(id).users();
    }

    /** The facade of another connection to the same team, with something else in between. */
    Users connected(UnaryOperator<Session> between) {
        Gangway gangway = gangway(
                new ForwardingConnector(team) {
                    @Override
                    public Session open(ConnectorContext context) {
                        return between.apply(super.open(context));
                    }
                },
                store);
        ConnectionId other = gangway.connections()
                .connect(InMemoryConnector.ID, "Acme again", team.credential())
                .id();
        return gangway.connection(other).users();
    }

    UserId joins(String name) {
        return team.personJoins(NewUser.of(name + "@example.com").named(name, "Doe"));
    }

    /** Somebody whom an offboarding need not suspend: its first request is the removal. */
    UserId joinsSuspended(String name) {
        UserId id = joins(name);
        team.personIsSuspended(id);
        return id;
    }

    /** Sees somebody off recoverably, keeping devices. */
    Outcome<Receipt> seeOff(UserId leaver) {
        return seeOff(leaver, DataHandling.keepRecoverable().keepingDevices());
    }

    Outcome<Receipt> seeOff(UserId leaver, DataHandling handling) {
        return users().execute(
                        users().planOffboarding(UserRef.id(leaver), handling).confirmedBy(ACTOR));
    }

    List<String> writes() {
        return team.writes().stream().map(InMemoryConnector.Write::operation).toList();
    }

    /** Everything that is stored, by key. */
    TreeMap<String, Object> stored() {
        TreeMap<String, Object> all = new TreeMap<>();
        store.list("").forEach(key -> all.put(key, store.get(key).orElseThrow()));
        return all;
    }

    /** What is left of the journal. */
    List<String> journal() {
        return store.list("journal/");
    }

    /** Settles a request about somebody whom the provider goes on showing. */
    static Outcome<User> settled(Users users, JobHandle handle) {
        return users.settle(handle).map(Optional::orElseThrow);
    }

    /** Carries an offboarding on, and reads how it stands then. */
    static Outcome<Receipt> carriedOn(Users users, JobHandle handle) {
        users.settle(handle);
        return users.receipt(handle.value().substring("offboarding:".length())).orElseThrow();
    }

    static List<JobHandle> open(Users users) {
        return users.openRequests().stream().map(OpenRequest::handle).toList();
    }

    static Reason reason(Outcome<?> outcome) {
        return refusal(outcome).reason();
    }

    static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> it) {
            return it.refusal();
        }
        throw new AssertionError("A refusal was expected, and not " + outcome);
    }

    static <T> Outcome.Unsettled<T> unsettled(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Unsettled<T> it) {
            return it;
        }
        throw new AssertionError("An unsettled outcome was expected, and not " + outcome);
    }

    static <T> T done(Outcome<T> outcome) {
        return outcome.toOptional().orElseThrow(() -> new AssertionError("Done was expected, and not " + outcome));
    }

    /** Whatever was tested: no secret was stored in clear. */
    @Override
    public void close() {
        nodes.forEach(Gangway::close);
        Shown.by(store).forEach(text -> LeakWatch.examine("stored", text));
    }
}
