package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.GangwayException;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.result.Outcome;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Onboarded;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole way: connect, report, onboard, plan an offboarding, carry it out, report again, undo, disconnect. By default against a
 * simulated Dropbox team of 250 people on this machine. With {@code DROPBOX_APP_KEY}, {@code DROPBOX_APP_SECRET} and
 * {@code DROPBOX_REFRESH_TOKEN} in the environment it connects to that team instead and only reads; there, {@code --write
 * --invite=somebody@your-company.com} also invites that one person and withdraws the invitation again.
 */
public final class Tour {

    private static final Duration HISTORY = Duration.ofDays(180);
    private static final Duration IDLE = Duration.ofDays(60);
    private static final URI CALLBACK = URI.create("http://localhost:8080/callback");
    private static final String OPERATOR = "it-department@example.com";

    private final Printed out;

    private Tour(Printed out) {
        this.out = out;
    }

    /**
     * Runs the tour.
     *
     * @param arguments {@code --write} and {@code --invite=address}, for a real team only
     */
    public static void main(String[] arguments) {
        run(System.getenv(), List.of(arguments), Gangway.builder(), System.out);
    }

    static void run(
            Map<String, String> environment, List<String> arguments, Gangway.Builder builder, PrintStream stream) {
        Printed out = new Printed(stream);
        Optional<String> wrong = TourArguments.complaint(environment, arguments);
        if (wrong.isPresent()) {
            out.line(wrong.get());
            return;
        }
        try {
            if (TourArguments.isReal(environment)) {
                real(environment, arguments, builder, out);
            } else {
                simulated(out);
            }
        } catch (GangwayException trouble) {
            out.line("");
            out.line("It stopped: " + trouble.getMessage());
        }
    }

    private static void simulated(Printed out) {
        out.title("A simulated Dropbox team of 250 people, on this machine");
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                        .team(TeamSetup.of250())
                        .redirectUri(CALLBACK)
                        .jobs(DropboxSimulator.JobStyle.ALWAYS)
                        .start();
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                        .httpClient(simulator.httpClient())
                        .build()) {
            out.line("It listens on " + simulator.endpoint() + " and knows nothing of Gangway.");
            Tour tour = new Tour(out);

            out.title("Connect");
            URI consent = gangway.connections()
                    .beginAuthorization(DropboxConnector.ID, "Example Corp", CALLBACK)
                    .uri();
            out.line("An admin is sent to " + consent.getHost() + consent.getPath() + " and presses Allow.");
            ConnectionInfo info = gangway.connections().finishAuthorization(simulator.approve(consent));
            out.connection(info);
            Connection team = gangway.connection(info.id());

            LicenseReport before = tour.report(team);
            NewUser ana =
                    NewUser.of("ana.silva@example.com").named("Ana", "Silva").withExternalId("HR-7001");
            tour.onboard(team, ana);
            User leaver = idlest(before).orElseThrow().user();
            Optional<Receipt> receipt = tour.offboard(team, UserRef.id(leaver.id()));

            out.title("The report again: what changed");
            out.changes(before, team.licenses().refresh(HISTORY));

            receipt.ifPresent(it -> tour.undo(team, it));

            out.title("Disconnect");
            out.line(gangway.connections().disconnect(info.id()).revocation().explanation());
            out.line("Stored connections: " + gangway.connections().list().size() + ".");
        }
    }

    private static void real(
            Map<String, String> environment, List<String> arguments, Gangway.Builder builder, Printed out) {
        boolean write = arguments.contains("--write");
        DropboxConnector dropbox = DropboxConnector.forApp(
                TourArguments.required(environment, "DROPBOX_APP_KEY"),
                Secret.of(TourArguments.required(environment, "DROPBOX_APP_SECRET")));
        Secret refreshToken = Secret.of(TourArguments.required(environment, "DROPBOX_REFRESH_TOKEN"));
        try (Gangway gangway =
                builder.connector(write ? dropbox : dropbox.readOnly()).build()) {
            Tour tour = new Tour(out);
            out.title("Connect");
            ConnectionInfo info = gangway.connections()
                    .connect(DropboxConnector.ID, "the team of the environment", Credential.refreshToken(refreshToken));
            out.connection(info);
            Connection team = gangway.connection(info.id());
            LicenseReport report = tour.report(team);
            if (write) {
                tour.inviteAndWithdraw(team, TourArguments.invited(arguments).orElseThrow());
            } else {
                idlest(report)
                        .ifPresent(it -> tour.plan(team, UserRef.id(it.user().id())));
                out.line("");
                out.line("Nothing was written: the connector is registered read-only. Your refresh token stays valid.");
                out.line("With --write --invite=ADDRESS, one person is invited and the invitation is withdrawn again.");
            }
        }
    }

    /** Touches nobody but the person whom it has invited itself. */
    private void inviteAndWithdraw(Connection team, String address) {
        if (team.users().find(UserRef.email(address)).isPresent()) {
            out.line("Nothing is written: " + address + " is known to the team already. Name somebody who isn't.");
            return;
        }
        Optional<User> invited = onboard(team, NewUser.of(address));
        if (invited.filter(it -> it.status() == UserStatus.INVITED).isPresent()) {
            offboard(team, UserRef.id(invited.get().id()));
        } else {
            out.line("Nothing more is done: only an invitation that this program sent itself is withdrawn.");
        }
    }

    private LicenseReport report(Connection team) {
        out.title("Licenses, and who uses them");
        LicenseReport report = team.licenses().refresh(HISTORY);
        out.report(report, IDLE);
        return report;
    }

    /** The person, if this call invited them. */
    private Optional<User> onboard(Connection team, NewUser person) {
        out.title("Onboard " + person.email());
        Outcome<Onboarded> outcome = team.users().onboard(person, out::progress);
        out.line(outcome.match(
                done -> (done.changed() ? "Invited: " : "On the team already: ")
                        + Printed.person(done.value().user()) + ".",
                refused -> "Refused: " + refused.refusal(),
                unsettled -> "Not known yet: " + unsettled.why()));
        return outcome.match(
                done -> done.changed() ? Optional.of(done.value().user()) : Optional.empty(),
                refused -> Optional.empty(),
                unsettled -> Optional.empty());
    }

    private OffboardingPlan plan(Connection team, UserRef leaver) {
        OffboardingPlan plan = team.users()
                .planOffboarding(leaver, DataHandling.keepRecoverable().keepingDevices());
        out.title("Plan to see off " + plan.leaver().map(Printed::person).orElse(leaver.toString())
                + " (nothing is written)");
        out.plan(plan);
        return plan;
    }

    private Optional<Receipt> offboard(Connection team, UserRef leaver) {
        OffboardingPlan plan = plan(team, leaver);
        if (!plan.refusals().isEmpty()) {
            return Optional.empty();
        }
        out.title("Carry it out, confirmed by " + OPERATOR);
        Outcome<Receipt> outcome = team.users().execute(plan.confirmedBy(OPERATOR), out::progress);
        outcome.match(
                        done -> Optional.<String>empty(),
                        refused -> Optional.of("Refused: " + refused.refusal()),
                        unsettled -> Optional.of("Not known yet: " + unsettled.why()))
                .ifPresent(out::line);
        outcome.toOptional().ifPresent(receipt -> {
            out.title("The receipt");
            out.receipt(receipt);
        });
        return outcome.toOptional();
    }

    private void undo(Connection team, Receipt receipt) {
        out.title("Undo it");
        team.users()
                .undo(receipt)
                .match(
                        done -> Printed.undone(done.value()),
                        refused -> List.of("Refused: " + refused.refusal()),
                        unsettled -> List.of("Not known yet: " + unsettled.why()))
                .forEach(out::line);
    }

    /** The plain member who was seen last the longest ago: somebody with a past, so that the plan has something to say. */
    private static Optional<LicenseUse> idlest(LicenseReport report) {
        return report.idle(IDLE).stream()
                .filter(it -> it.user().roles().isEmpty())
                .min(Comparator.comparing(Tour::neverSeen).thenComparing(Printed::lastSeen));
    }

    private static boolean neverSeen(LicenseUse use) {
        return use.lastLogin().match(seen -> false, none -> true, unknown -> true);
    }
}
