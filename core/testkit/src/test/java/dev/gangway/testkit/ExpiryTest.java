package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionEvent;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a credential is announced ahead, once for each time that the application wants. */
class ExpiryTest {

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final List<ConnectionEvent> events = new ArrayList<>();
    private final Gangway gangway = Gangway.builder()
            .connector(team)
            .time(clock)
            .announceExpiry(Duration.ofDays(14), Duration.ofDays(2))
            .listener(events::add)
            .build();
    private final Connections connections = gangway.connections();
    private final ConnectionId id = connections
            .connect(
                    InMemoryConnector.ID,
                    "Acme",
                    team.credential().endingAt(clock.instant().plus(Duration.ofDays(90))))
            .id();

    @AfterEach
    void close() {
        gangway.close();
    }

    private List<ConnectionCause> told() {
        return events.stream().map(it -> it.transition().cause()).toList();
    }

    private ConnectionState state() {
        return connections.find(id).orElseThrow().state();
    }

    /** Sweeps twice a day. */
    private void pass(int days) {
        for (int half = 0; half < 2 * days; half++) {
            clock.advance(Duration.ofHours(12));
            connections.sweep();
        }
    }

    @Test
    void isToldAheadAtEachTimeAndAtTheEnd() {
        pass(75);
        assertThat(told()).containsExactly(ConnectionCause.CONNECTED);

        pass(2);
        assertThat(told()).containsExactly(ConnectionCause.CONNECTED, ConnectionCause.EXPIRES_SOON);
        assertThat(state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(events.get(1).transition().words()).contains("in 14 days");

        pass(12);
        assertThat(told()).hasSize(3).endsWith(ConnectionCause.EXPIRES_SOON);

        pass(2);
        assertThat(told()).hasSize(4).endsWith(ConnectionCause.EXPIRED);
        assertThat(state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
    }

    @Test
    void aNodeThatSleptThroughItTellsOnce() {
        clock.advance(Duration.ofDays(89));

        connections.sweep();
        connections.sweep();

        assertThat(told()).containsExactly(ConnectionCause.CONNECTED, ConnectionCause.EXPIRES_SOON);
    }

    @Test
    void isNoticedByOrdinaryCallsToo() {
        clock.advance(Duration.ofDays(80));

        gangway.connection(id).users().stream().count();
        clock.advance(Duration.ofSeconds(30));
        gangway.connection(id).users().stream().count();

        assertThat(told()).containsExactly(ConnectionCause.CONNECTED, ConnectionCause.EXPIRES_SOON);
    }

    @Test
    void aReplacedCredentialHasItsOwnEnd() {
        pass(80);
        assertThat(told()).hasSize(2);

        connections.replaceCredential(
                id, team.renewCredential().endingAt(clock.instant().plus(Duration.ofDays(15))));

        pass(2);
        assertThat(told())
                .containsExactly(
                        ConnectionCause.CONNECTED,
                        ConnectionCause.EXPIRES_SOON,
                        ConnectionCause.CREDENTIAL_REPLACED,
                        ConnectionCause.EXPIRES_SOON);
        assertThat(connections.find(id).orElseThrow().expiresAt())
                .contains(clock.instant().plus(Duration.ofDays(13)));
    }

    @Test
    void aCredentialWithoutAnEndIsNeverAnnounced() {
        connections.connect(InMemoryConnector.ID, "Acme for good", team.credential());

        assertThat(connections.list()).anyMatch(it -> it.expiresAt().isEmpty());
        pass(200);
        assertThat(events.stream().filter(it -> !it.id().equals(id))).hasSize(1);
    }
}
