package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.user.DataHandling;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The code of the page on receipts does what it says. */
class ReceiptsTest {

    private static final UserRef LEO = UserRef.email("leo@example.com");

    @Test
    void aGenuineReceiptIsUndoneAndAChangedOneIsNot() {
        URI callback = URI.create("https://app.example.com/callback");
        try (DropboxSimulator dropbox =
                        DropboxSimulator.builder().redirectUri(callback).start();
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret())))
                        .httpClient(dropbox.httpClient())
                        .build()) {
            ConnectionId id = TenLines.connect(gangway, callback, dropbox::approve);
            Users users = gangway.connection(id).users();
            String text = users.execute(users.planOffboarding(
                                    LEO, DataHandling.keepRecoverable().keepingDevices())
                            .confirmedBy("it@example.com"))
                    .toOptional()
                    .orElseThrow()
                    .toJson();

            String changed = ReadmeTest.printedBy(
                    () -> Receipts.undo(gangway, users, text.replace("it@example.com", "eve@example.com")));
            assertThat(changed).startsWith("CHANGED: ").doesNotContain("restored");
            String genuine = ReadmeTest.printedBy(() -> Receipts.undo(gangway, users, text));

            assertThat(genuine).startsWith("GENUINE: ").contains("\"restored\"", "\"the account and its files\"");
            assertThat(users.find(LEO).orElseThrow().status()).isEqualTo(UserStatus.ACTIVE);
        }
    }
}
