package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a test of an application looks like that is run against the simulator; the README leads here. */
class LeaversTest {

    @Test
    void somebodyIsRemovedOnceEvenIfTheAnswerIsLost() {
        URI callback = URI.create("https://app.example.com/callback");
        try (DropboxSimulator dropbox =
                        DropboxSimulator.builder().redirectUri(callback).start(); // a small team, with Leo
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret())))
                        .httpClient(dropbox.httpClient()) // no request leaves the machine
                        .build()) {
            ConnectionId id = TenLines.connect(gangway, callback, dropbox::approve); // as in the README
            dropbox.inject(Fault.at("team/members/remove").call(1).loseAnswer());

            TenLines.run(gangway, id); // your application's code

            assertThat(dropbox.calls("team/members/remove")).hasSize(1);
        }
    }
}
