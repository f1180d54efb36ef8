package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Time;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Receipt;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.function.UnaryOperator;

/**
 * The whole way: connect, report, onboard, plan an offboarding, carry it out, report again, undo, let a partner help, reconnect, disconnect. By default against
 * a simulated Dropbox team of 250 people on this machine. With {@code DROPBOX_APP_KEY} and {@code DROPBOX_APP_SECRET} in the environment it
 * goes through {@link RealTeam} instead.
 */
public final class Tour {

    static final URI CALLBACK = URI.create("http://localhost:8080/callback");

    private Tour() {}

    /**
     * Runs the tour.
     *
     * @param arguments {@code --write} and {@code --invite=address}, for a real team only
     */
    public static void main(String[] arguments) {
        run(System.getenv(), List.of(arguments), Gangway.builder(), System.out, consent -> entered());
    }

    /** What the person at the keyboard enters. */
    private static URI entered() {
        Scanner keyboard = new Scanner(System.in, Charset.defaultCharset());
        return URI.create(keyboard.hasNextLine() ? keyboard.nextLine().strip() : "");
    }

    static void run(
            Map<String, String> environment,
            List<String> arguments,
            Gangway.Builder builder,
            PrintStream stream,
            UnaryOperator<URI> browser) {
        Printed out = new Printed(stream);
        Optional<String> wrong = TourArguments.complaint(environment, arguments);
        if (wrong.isPresent()) {
            out.line(wrong.get());
            return;
        }
        try {
            if (TourArguments.isReal(environment)) {
                new RealTeam(environment, out, browser).visit(arguments, builder);
            } else {
                simulated(out);
            }
        } catch (GangwayException | IllegalArgumentException trouble) {
            out.line("");
            out.line("It stopped: " + trouble.getMessage());
        }
    }

    /** The library as one process has it; all processes share the store. */
    private static Gangway process(DropboxSimulator simulator, Store store, Keyring keys) {
        return Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret()))
                        .managingTeamFolders())
                .adminNotifier(PartnerChapter.MAILBOX)
                .httpClient(simulator.httpClient())
                .store(store, keys)
                .build();
    }

    private static void simulated(Printed out) {
        out.title("A simulated Dropbox team of 250 people, on this machine");
        Store store = new InMemoryStore(Time.system());
        Keyring keys = Keyring.random();
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                        .team(TeamSetup.of250())
                        .redirectUri(CALLBACK)
                        .jobs(DropboxSimulator.JobStyle.ALWAYS)
                        .jobsTake(1, Duration.ZERO)
                        .start();
                Gangway gangway = process(simulator, store, keys)) {
            out.line("It listens on " + simulator.endpoint() + " and knows nothing of Gangway.");

            out.title("Connect");
            URI consent = gangway.connections()
                    .beginAuthorization(DropboxConnector.ID, "Example Corp", CALLBACK)
                    .uri();
            out.line("An admin is sent to https://" + consent.getHost() + consent.getPath() + " to allow it;");
            out.line("here the simulator presses Allow.");
            ConnectionInfo info = gangway.connections().finishAuthorization(simulator.approve(consent));
            out.connection(info);
            Connection team = gangway.connection(info.id());
            Chapters chapters = new Chapters(team, out);

            LicenseChapters licenses = new LicenseChapters(team, out);
            LicenseReport first = licenses.report();
            chapters.onboard(
                    NewUser.of("ana.silva@example.com").named("Ana", "Silva").withExternalId("HR-7001"));
            OffboardingPlan plan = chapters.plan(first).orElseThrow();
            chapters.otherPlans(plan);
            Optional<Receipt> receipt = chapters.carryOut(plan);
            signIn(simulator, LicenseChapters.idle(first), out);
            licenses.second(first);
            receipt.ifPresent(chapters::undo);
            LicenseReport latest = licenses.third(first);

            new ManyLeavers(() -> process(simulator, store, keys), info.id(), out).walk(LicenseChapters.idle(latest));

            new PartnerChapter(gangway, info, out).walk();

            new Reconnecting(gangway, info.id(), simulator, out).walk(CALLBACK);

            out.title("Disconnect");
            out.line(gangway.connections().disconnect(info.id()).revocation().explanation());
            out.line("Connections that are stored now: "
                    + gangway.connections().list().size() + ".");
        }
    }

    /** Those who were idle for the shortest time are back. */
    private static void signIn(DropboxSimulator simulator, List<LicenseUse> idle, Printed out) {
        out.title("Meanwhile three of the idle people sign in");
        for (LicenseUse person : idle.subList(idle.size() - 3, idle.size())) {
            simulator.people().signIn(person.email());
            out.line(Words.of(person) + " signs in.");
        }
    }
}
