package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A small simulated team, {@code leo@example.com} among its people, to run the README's examples on. */
final class Sandbox implements AutoCloseable {

    static final URI CALLBACK = URI.create("http://localhost:8080/callback");

    private final DropboxSimulator dropbox;
    private final Gangway gangway;
    private final ConnectionId id;

    private Sandbox(UnaryOperator<Gangway.Builder> more) {
        dropbox = DropboxSimulator.builder()
                .team(TeamSetup.small())
                .redirectUri(CALLBACK)
                .jobs(DropboxSimulator.JobStyle.ALWAYS)
                .start();
        gangway = more.apply(Gangway.builder()
                        .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret())))
                        .httpClient(dropbox.httpClient()))
                .build();
        id = TenLines.connect(gangway, CALLBACK, dropbox::approve);
    }

    static Sandbox open() {
        return open(builder -> builder);
    }

    static Sandbox open(UnaryOperator<Gangway.Builder> more) {
        return new Sandbox(more);
    }

    DropboxSimulator dropbox() {
        return dropbox;
    }

    Gangway gangway() {
        return gangway;
    }

    ConnectionId id() {
        return id;
    }

    @Override
    public void close() {
        gangway.close();
        dropbox.close();
    }
}
