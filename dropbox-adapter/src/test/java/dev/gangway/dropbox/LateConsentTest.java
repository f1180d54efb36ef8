package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.Gangway;
import dev.gangway.connection.AuthorizationRequest;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.TestClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consent that nobody comes back from, or too late, leaves nothing behind. */
class LateConsentTest {

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");

    private final TestClock clock = new TestClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final DropboxSimulator dropbox =
            DropboxSimulator.builder().clock(clock).start();
    private final Gangway gangway = Gangway.builder()
            .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret())))
            .httpClient(dropbox.httpClient())
            .store(store, Keyring.random())
            .time(clock)
            .build();

    @AfterEach
    void close() {
        gangway.close();
        dropbox.close();
    }

    private AuthorizationRequest begin() {
        return gangway.connections().beginAuthorization(DropboxConnector.ID, "Acme", CALLBACK);
    }

    @Test
    void whoComesBackAfterTheTimeIsRefusedAndNothingIsSentOrKept() {
        AuthorizationRequest request = begin();
        URI cameBackTo = dropbox.approve(request.uri());
        clock.advance(Duration.between(clock.instant(), request.expiresAt()));

        assertThatExceptionOfType(ConnectFailedException.class)
                .isThrownBy(() -> gangway.connections().finishAuthorization(cameBackTo))
                .withMessageContaining("10 minutes")
                .satisfies(it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.CONSENT_EXPIRED));

        assertThat(dropbox.calls("oauth2/token")).isEmpty();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void whoComesBackAtTheLastMomentIsConnected() {
        AuthorizationRequest request = begin();
        URI cameBackTo = dropbox.approve(request.uri());
        clock.advance(Duration.between(clock.instant(), request.expiresAt()).minusMillis(1));

        gangway.connections().finishAuthorization(cameBackTo);

        assertThat(gangway.connections().list()).hasSize(1);
    }

    @Test
    void whatNobodyCameBackFromIsClearedAwayByTheNextOne() {
        begin();
        clock.advance(Duration.ofMinutes(10));

        begin();

        assertThat(store.list("authorization/")).hasSize(1);
    }
}
