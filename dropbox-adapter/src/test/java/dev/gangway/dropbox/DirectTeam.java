package dev.gangway.dropbox;

import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.Call;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.SimulatorBuilder;
import dev.gangway.http.Authorization;
import dev.gangway.http.Transport;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A simulated team with the connector straight on it, without the core between. */
final class DirectTeam implements AutoCloseable {

    private final DropboxSimulator simulator;
    private final Transport transport;

    private DirectTeam(SimulatorBuilder builder) {
        TestClock clock = new TestClock();
        simulator = builder.clock(clock).start();
        transport = transport(simulator, clock);
    }

    static Transport transport(DropboxSimulator simulator, TestClock clock) {
        return Transport.builder(clock, Set.of(Routes.HOST))
                .client(simulator.httpClient())
                .authorization(Authorization.bearer(Secret.of(new OtherClient(simulator).token())))
                .tokenRejectedWhen(Faults::rejectsCredential)
                .build();
    }

    static DirectTeam start(UnaryOperator<SimulatorBuilder> choices) {
        return new DirectTeam(choices.apply(DropboxSimulator.builder().jobs(DropboxSimulator.JobStyle.NEVER)));
    }

    static DirectTeam start() {
        return start(it -> it);
    }

    /** A new connector each time, as on another node. */
    UserLifecycle users() {
        return users(Scopes.ALL);
    }

    UserLifecycle users(Scopes scopes) {
        return new DropboxUsers(new Calls(transport, scopes), scopes);
    }

    Transport transport() {
        return transport;
    }

    Calls calls() {
        return new Calls(transport, Scopes.ALL);
    }

    DropboxSimulator simulator() {
        return simulator;
    }

    UserId id(String name) {
        return users().find(UserRef.email(name + "@example.com")).orElseThrow().id();
    }

    List<String> arguments(String route) {
        return simulator.calls(route).stream().map(Call::argument).toList();
    }

    /** Whatever was tested called only routes on our lists. */
    @Override
    public void close() {
        try (transport;
                simulator) {
            for (Call call : simulator.calls()) {
                if (!call.route().startsWith("oauth2/")
                        && !Routes.READING.contains(call.route())
                        && !Routes.WRITING.contains(call.route())) {
                    throw new AssertionError("not on our lists: " + call.route());
                }
            }
        }
    }
}
