package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.Connections;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.license.LicenseReport;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The tour's way through a real team: it connects, by an admin's consent or with the refresh token of the environment, and only reads. With
 * {@code --write --invite=somebody@your-company.com} it also invites that one person and withdraws the invitation again.
 */
final class RealTeam {

    private static final String NAME = "the team of the environment";

    private final Map<String, String> environment;
    private final Printed out;
    private final UnaryOperator<URI> browser;

    /**
     * A visit.
     *
     * @param browser gets an admin's consent: to where the browser comes back
     */
    RealTeam(Map<String, String> environment, Printed out, UnaryOperator<URI> browser) {
        this.environment = environment;
        this.out = out;
        this.browser = browser;
    }

    void visit(List<String> arguments, Gangway.Builder builder) {
        boolean write = arguments.contains("--write");
        DropboxConnector dropbox = DropboxConnector.forApp(
                TourArguments.required(environment, TourArguments.APP_KEY),
                Secret.of(TourArguments.required(environment, TourArguments.APP_SECRET)));
        Optional<String> token = TourArguments.refreshToken(environment);
        try (Gangway gangway =
                builder.connector(write ? dropbox : dropbox.readOnly()).build()) {
            out.title("Connect");
            Connections connections = gangway.connections();
            ConnectionInfo info = token.map(it ->
                            connections.connect(DropboxConnector.ID, NAME, Credential.refreshToken(Secret.of(it))))
                    .orElseGet(() -> consented(connections));
            out.connection(info);
            Connection team = gangway.connection(info.id());
            Chapters chapters = new Chapters(team, out);
            LicenseReport report = new LicenseChapters(team, out).report();
            if (write) {
                inviteAndWithdraw(
                        team, chapters, TourArguments.invited(arguments).orElseThrow());
            } else {
                chapters.plan(report).ifPresent(chapters::otherPlans);
                out.line("");
                out.line("Nothing of the team was changed: the connector is registered read-only.");
                out.line("With --write --invite=ADDRESS, one person is invited and the invitation is withdrawn again.");
            }
            if (token.isPresent()) {
                out.line("Your refresh token stays valid.");
            } else {
                out.title("Disconnect");
                out.line(connections.disconnect(info.id()).revocation().explanation());
            }
        }
    }

    private ConnectionInfo consented(Connections connections) {
        URI consent = connections
                .beginAuthorization(DropboxConnector.ID, NAME, Tour.CALLBACK)
                .uri();
        out.line("Open this in a browser, as an admin of the team:");
        out.line("");
        out.line(consent.toString());
        out.line("");
        out.line("When you have allowed it, the browser goes to " + Tour.CALLBACK + ", where nobody answers.");
        out.line("Copy that whole address from the browser, paste it here, and press Enter:");
        return connections.finishAuthorization(browser.apply(consent));
    }

    /** Touches nobody but the person whom it has invited itself. */
    private void inviteAndWithdraw(Connection team, Chapters chapters, String address) {
        if (team.users().find(UserRef.email(address)).isPresent()) {
            out.line("Nothing is written: " + address + " is known to the team already. Name somebody who isn't.");
            return;
        }
        Optional<User> invited = chapters.onboard(NewUser.of(address));
        if (invited.filter(it -> it.status() == UserStatus.INVITED).isPresent()) {
            chapters.carryOut(chapters.plan(invited.get()));
        } else {
            out.line("Nothing more is done: only an invitation that this program sent itself is withdrawn.");
        }
    }
}
