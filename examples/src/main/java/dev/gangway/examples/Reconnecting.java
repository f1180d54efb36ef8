package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.net.URI;

/** The tour's chapters on a connection that breaks. They suspend an admin, so they are for a simulated team only. */
final class Reconnecting {

    private final Gangway gangway;
    private final ConnectionId id;
    private final DropboxSimulator simulator;
    private final Printed out;

    Reconnecting(Gangway gangway, ConnectionId id, DropboxSimulator simulator, Printed out) {
        this.gangway = gangway;
        this.id = id;
        this.simulator = simulator;
        this.out = out;
    }

    void walk(URI callback) {
        ConnectionInfo before = gangway.connections().find(id).orElseThrow();
        String owner = before.account().adminEmail().toOptional().orElseThrow();
        User other = otherAdmin(owner);

        out.title("The admin who connected is suspended");
        simulator.people().browseAs(other.email());
        simulator.console().suspend(owner);
        out.line(Words.of(other) + " suspends " + owner + " in Dropbox's own console.");
        ConnectionInfo broken = gangway.connections().test(id);
        out.broken(broken);

        out.title("Another admin connects it again");
        URI consent = gangway.connections().beginReconnection(id, callback).uri();
        out.line(Words.of(other) + " is sent to https://" + consent.getHost() + consent.getPath());
        out.line("to allow it; here the simulator presses Allow.");
        ConnectionInfo again = gangway.connections().finishAuthorization(simulator.approve(consent));
        out.account(again);
        out.line((again.id().equals(id) ? "It is the same connection" : "It is another connection") + ", " + again.id()
                + ", with its history:");
        out.history(again);
        User found = gangway.connection(id).users().find(UserRef.email(owner)).orElseThrow();
        out.line("The next call goes through: " + Words.of(found) + " is " + Words.of(found.status()) + ".");
    }

    private User otherAdmin(String owner) {
        return gangway.connection(id).users().stream()
                .filter(it -> it.status() == UserStatus.ACTIVE && !it.email().equals(owner))
                .filter(it -> it.roles().stream().anyMatch(role -> role.power() == Role.Power.TEAM_ADMIN))
                .findFirst()
                .orElseThrow();
    }
}
