package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.assistance.Notice;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.Call;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.SimulatorBuilder;
import dev.gangway.leakwatch.Mark;
import dev.gangway.result.Outcome;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.SecretLeakDetector;
import dev.gangway.testkit.SecretLeakDetector.Leak;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** The library, connected to a simulated team, with a clock that waits in no time and an ear for secrets. */
final class SimulatedTeam implements AutoCloseable {

    private final TestClock clock = new TestClock();
    private final SecretLeakDetector detector = SecretLeakDetector.start();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final List<Notice> mail = new CopyOnWriteArrayList<>();
    private final DropboxSimulator simulator;
    private final Gangway gangway;
    private final ConnectionInfo info;

    private SimulatedTeam(
            UnaryOperator<SimulatorBuilder> choices,
            UnaryOperator<DropboxConnector> connector,
            Function<DropboxSimulator, OkHttpClient> client) {
        simulator = choices.apply(DropboxSimulator.builder().clock(clock)).start();
        detector.watch(Secret.of(Mark.TEXT));
        gangway = Gangway.builder()
                .connector(
                        connector.apply(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret()))))
                .httpClient(client.apply(simulator))
                .store(store, Keyring.random())
                .time(clock)
                .adminNotifier(mail::add)
                .build();
        info = gangway.connections()
                .connect(DropboxConnector.ID, "Acme", Credential.refreshToken(Secret.of(simulator.refreshToken())));
    }

    static SimulatedTeam start() {
        return start(builder -> builder);
    }

    static SimulatedTeam start(UnaryOperator<SimulatorBuilder> choices) {
        return start(choices, connector -> connector);
    }

    static SimulatedTeam start(UnaryOperator<SimulatorBuilder> choices, UnaryOperator<DropboxConnector> connector) {
        return new SimulatedTeam(choices, connector, DropboxSimulator::httpClient);
    }

    /** A team that is there in no time, since nothing listens for it, with something between it and the library. */
    static SimulatedTeam behind(Interceptor between) {
        return new SimulatedTeam(
                builder -> builder.jobs(DropboxSimulator.JobStyle.ALWAYS).withoutSockets(),
                connector -> connector,
                team -> {
                    OkHttpClient.Builder client = team.clientWithoutSockets().newBuilder();
                    client.interceptors().add(0, between); // the last one answers
                    return client.build();
                });
    }

    /** A team that is there in no time, since nothing listens for it. */
    static SimulatedTeam withoutSockets(UnaryOperator<SimulatorBuilder> choices) {
        return withoutSockets(choices, connector -> connector);
    }

    static SimulatedTeam withoutSockets(
            UnaryOperator<SimulatorBuilder> choices, UnaryOperator<DropboxConnector> connector) {
        return new SimulatedTeam(
                builder -> choices.apply(builder).withoutSockets(), connector, DropboxSimulator::clientWithoutSockets);
    }

    /** A team whose work is all done as jobs. */
    static SimulatedTeam withJobs() {
        return start(builder -> builder.jobs(DropboxSimulator.JobStyle.ALWAYS));
    }

    /** A team whose work is all done at once. */
    static SimulatedTeam withoutJobs() {
        return start(builder -> builder.jobs(DropboxSimulator.JobStyle.NEVER));
    }

    Gangway gangway() {
        return gangway;
    }

    /** What the team's admins were told. */
    List<Notice> mail() {
        return mail;
    }

    ConnectionInfo info() {
        return info;
    }

    Connection connection() {
        return gangway.connection(info.id());
    }

    Users users() {
        return connection().users();
    }

    User person(String email) {
        return users().find(UserRef.email(email)).orElseThrow();
    }

    DropboxSimulator simulator() {
        return simulator;
    }

    TestClock clock() {
        return clock;
    }

    void inject(Fault fault) {
        simulator.inject(fault);
    }

    /** How often a route was called and changed something. */
    long effects(String route) {
        return simulator.calls(route).stream().filter(Call::effectApplied).count();
    }

    int calls(String route) {
        return simulator.calls(route).size();
    }

    /** The provider's ids of the calls of a route, in the order in which they came. */
    List<String> requestIds(String route) {
        return simulator.calls(route).stream().map(Call::requestId).toList();
    }

    OffboardingPlan plan(String email, DataHandling handling) {
        return users().planOffboarding(UserRef.email(email), handling);
    }

    Outcome<Receipt> offboard(String email, DataHandling handling) {
        ConfirmedPlan confirmed = plan(email, handling).confirmedBy("it@example.com");
        return users().execute(confirmed);
    }

    /** Has the detector look at what a test was shown. */
    <T> T seen(T shown) {
        detector.examine(shown);
        return shown;
    }

    /** Every secret that showed until now, on the way or in the store. */
    List<Leak> leaks() {
        detector.examine(store);
        return detector.leaks();
    }

    /** Whatever was tested: no secret showed, no scripted fault was forgotten, and only routes on our lists were called. */
    @Override
    public void close() {
        try (detector) {
            gangway.close();
            simulator.close();
            assertThat(simulator.calls())
                    .extracting(Call::route)
                    .isSubsetOf(Stream.of(Routes.READING, Routes.WRITING, Set.of("oauth2/token", "oauth2/authorize"))
                            .flatMap(Set::stream)
                            .toList());
            assertThat(leaks()).isEmpty();
        }
    }
}
