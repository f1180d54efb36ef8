package dev.gangway.connection;

import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorId;
import dev.gangway.http.Time;
import dev.gangway.store.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import okhttp3.OkHttpClient;

/** What all views of {@code Connections} work with. Thread-safe. */
final class Shared implements AutoCloseable {

    private final ConnectionsSettings settings;
    private final Map<ConnectorId, Connector> connectors = new LinkedHashMap<>();
    private final OkHttpClient client;
    private final Records records;
    private final Safe safe;
    private final Ledger ledger;
    private final Names names;
    private final Authorizations authorizations;
    private final OpenConnections open;

    Shared(ConnectionsSettings settings) {
        this.settings = settings;
        for (Connector connector : settings.connectors()) {
            if (connectors.put(connector.spec().id(), connector) != null) {
                throw new IllegalArgumentException(
                        "Two connectors have the id " + connector.spec().id() + "; register one of them.");
            }
        }
        if (connectors.isEmpty()) {
            throw new IllegalArgumentException("Register at least one connector: Gangway.builder().connector(…).");
        }
        this.client = settings.client().orElseGet(OkHttpClient::new);
        Envelope envelope = new Envelope(settings.keyring());
        this.safe = new Safe(envelope);
        this.records = new Records(settings.store());
        this.ledger = new Ledger(records, settings.listeners(), settings.time());
        this.names = new Names(settings.store(), records, settings.time());
        this.authorizations = new Authorizations(settings.store(), envelope, settings.time(), ledger);
        this.open = new OpenConnections(this);
    }

    ConnectionsSettings settings() {
        return settings;
    }

    Time time() {
        return settings.time();
    }

    OkHttpClient client() {
        return client;
    }

    Records records() {
        return records;
    }

    Safe safe() {
        return safe;
    }

    Ledger ledger() {
        return ledger;
    }

    Names names() {
        return names;
    }

    Authorizations authorizations() {
        return authorizations;
    }

    OpenConnections open() {
        return open;
    }

    Map<ConnectorId, Connector> connectors() {
        return connectors;
    }

    Connector connector(ConnectorId id) {
        open.requireOpen();
        Connector found = connectors.get(Objects.requireNonNull(id, "connector"));
        if (found == null) {
            throw new IllegalArgumentException(
                    "No connector " + id + " is registered; registered are " + connectors.keySet() + ".");
        }
        return found;
    }

    @Override
    public void close() {
        open.close();
        if (settings.client().isEmpty()) {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
