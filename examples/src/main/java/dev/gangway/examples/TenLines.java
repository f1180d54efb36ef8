package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.license.IdlePeople;
import dev.gangway.license.IdlePerson;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Onboarded;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserRef;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The README's first code: build a Gangway, connect a team, onboard somebody, find idle people, see somebody off. */
public final class TenLines {

    private TenLines() {}

    /**
     * Runs it on a small simulated team.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.open()) {
            onboard(sandbox.gangway(), sandbox.id());
            run(sandbox.gangway(), sandbox.id());
        }
    }

    static Gangway start(String appKey, Secret appSecret, Store store, Secret key) {
        // [set-up]
        Gangway gangway = Gangway.builder()
                .connector(DropboxConnector.forApp(appKey, appSecret))
                .store(store, Keyring.of("2026-11", key)) // 32 random bytes: openssl rand -base64 32
                .build();
        // [/set-up]
        return gangway;
    }

    static ConnectionId connect(Gangway gangway, URI callback, UnaryOperator<URI> browser) {
        // [connect]
        URI consent = gangway.connections()
                .beginAuthorization(DropboxConnector.ID, "Example Corp", callback)
                .uri();
        URI cameBackTo = browser.apply(consent); // an admin presses Allow, and comes back to your callback
        ConnectionId id = gangway.connections().finishAuthorization(cameBackTo).id();
        // [/connect]
        return id;
    }

    static void onboard(Gangway gangway, ConnectionId id) {
        // [onboard]
        NewUser ana = NewUser.of("ana.silva@example.com").named("Ana", "Silva");
        Outcome<Onboarded> outcome = gangway.connection(id).users().onboard(ana); // asking twice is safe
        String end = outcome.match(
                done -> ana.email() + " is " + done.value().user().status(), // done.changed(): by this call
                refused -> "not invited: " + refused.refusal(), // no license is free, ...
                unsettled -> "not known yet: " + unsettled.why());
        System.out.println(end);
        // [/onboard]
    }

    static void run(Gangway gangway, ConnectionId id) {
        // [ten-lines]
        Connection team = gangway.connection(id);
        Fact<IdlePeople> idle = team.licenses().refresh().idle(Duration.ofDays(60));
        Stream<String> lines = idle.match(
                people -> people.candidates().stream()
                        .map(IdlePerson::who)
                        .map(it -> it.email() + ": " + it.lastLogin().words()),
                why -> Stream.of("Who is idle isn't known: " + why));
        lines.forEach(System.out::println);

        UserRef leo = UserRef.email("leo@example.com");
        DataHandling handling = DataHandling.keepRecoverable().keepingDevices(); // always said, no default
        OffboardingPlan plan = team.users().planOffboarding(leo, handling); // reads, writes nothing
        plan.consequences().forEach(System.out::println); // "1 license of type full becomes free.", ...
        if (plan.refusals().isEmpty()) { // else they say why not: the last admin, a legal hold, ...
            Outcome<Receipt> outcome = team.users().execute(plan.confirmedBy("it@example.com"));
            String end = outcome.match(
                    done -> "gone at " + done.value().finishedAt(), // users().undo(receipt) brings Leo back
                    refused -> "not done: " + refused.refusal(),
                    unsettled -> "not known yet: " + unsettled.why()); // settle(handle) settles it
            System.out.println(end);
        }
        // [/ten-lines]
    }
}
