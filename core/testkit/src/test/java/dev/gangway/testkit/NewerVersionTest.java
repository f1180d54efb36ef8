package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Revocation;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While a fleet is updated, nodes read what newer ones write. */
class NewerVersionTest {

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Gangway gangway = Gangway.builder()
            .connector(team)
            .time(clock)
            .store(store, Keyring.random())
            .build();
    private final Connections connections = gangway.connections();
    private final ConnectionId id =
            connections.connect(InMemoryConnector.ID, "Acme", team.credential()).id();

    @AfterEach
    void close() {
        gangway.close();
    }

    private void newer(String ours, String theirs) {
        String key = "connection/" + id;
        Versioned record = store.get(key).orElseThrow();
        String text = new String(record.data(), StandardCharsets.UTF_8);
        assertThat(text).contains(ours);
        store.compareAndSet(key, record.version(), text.replace(ours, theirs).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCauseOfTomorrowIsNoDamage() {
        newer("\"cause\":\"CONNECTED\"", "\"cause\":\"OF_TOMORROW\"");

        ConnectionInfo info = connections.find(id).orElseThrow();

        assertThat(info.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(info.latest().cause()).isEqualTo(ConnectionCause.OTHER);
        assertThat(connections.disconnect(id).revocation().state()).isEqualTo(Revocation.State.REVOKED);
    }

    @Test
    void aCapabilityOfTomorrowIsNotShown() {
        newer("READ_DEVICES", "READ_MINDS");

        assertThat(connections.find(id).orElseThrow().capabilities())
                .isNotEmpty()
                .extracting(CapabilityCheck::capability)
                .doesNotContain(Capability.READ_DEVICES)
                .contains(Capability.READ_USERS);
    }
}
