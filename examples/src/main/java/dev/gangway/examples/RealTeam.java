package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.license.LicenseReport;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tour's way through a real team: it connects with a refresh token and only reads. With {@code --write
 * --invite=somebody@your-company.com} it also invites that one person and withdraws the invitation again.
 */
final class RealTeam {

    private RealTeam() {}

    static void visit(Map<String, String> environment, List<String> arguments, Gangway.Builder builder, Printed out) {
        boolean write = arguments.contains("--write");
        DropboxConnector dropbox = DropboxConnector.forApp(
                TourArguments.required(environment, "DROPBOX_APP_KEY"),
                Secret.of(TourArguments.required(environment, "DROPBOX_APP_SECRET")));
        Secret refreshToken = Secret.of(TourArguments.required(environment, "DROPBOX_REFRESH_TOKEN"));
        try (Gangway gangway =
                builder.connector(write ? dropbox : dropbox.readOnly()).build()) {
            out.title("Connect");
            ConnectionInfo info = gangway.connections()
                    .connect(DropboxConnector.ID, "the team of the environment", Credential.refreshToken(refreshToken));
            out.connection(info);
            Connection team = gangway.connection(info.id());
            Chapters chapters = new Chapters(team, out);
            LicenseReport report = chapters.report();
            if (write) {
                inviteAndWithdraw(
                        team, chapters, out, TourArguments.invited(arguments).orElseThrow());
            } else {
                chapters.plan(report).ifPresent(chapters::otherPlans);
                out.line("");
                out.line("Nothing was written: the connector is registered read-only. Your refresh token stays valid.");
                out.line("With --write --invite=ADDRESS, one person is invited and the invitation is withdrawn again.");
            }
        }
    }

    /** Touches nobody but the person whom it has invited itself. */
    private static void inviteAndWithdraw(Connection team, Chapters chapters, Printed out, String address) {
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
