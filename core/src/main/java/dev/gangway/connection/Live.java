package dev.gangway.connection;

import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.http.Authorization;
import dev.gangway.http.Time;
import dev.gangway.http.Transport;
import dev.gangway.oauth.TokenCell;
import dev.gangway.oauth.TokenEndpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection at work: its transport, its token and its connector's session. Thread-safe. */
final class Live implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Live.class);

    private final Transport transport;
    private final Session session;
    private final Gate gate;

    private Live(Transport transport, Session session, Gate gate) {
        this.transport = transport;
        this.session = session;
        this.gate = gate;
    }

    static Live open(Connector connector, Custody custody, OkHttpClient client, Time time) {
        ConnectorSpec spec = connector.spec();
        Credential credential = custody.credential();
        Gate gate = new Gate(
                custody,
                credential instanceof OAuthTokens
                        ? new TokenCell(custody, endpoint(spec, client, time), time)
                        : connector.authorization(credential));
        Transport.Builder builder = Transport.builder(time, spec.hosts())
                .client(client)
                .authorization(gate)
                .tokenRejectedWhen(connector::rejectsCredential);
        spec.requestIdHeader().ifPresent(builder::requestIdHeader);
        Transport transport = builder.build();
        return new Live(transport, connector.open(new ConnectorContext(transport, gate, time)), gate);
    }

    static TokenEndpoint endpoint(ConnectorSpec spec, OkHttpClient client, Time time) {
        return spec.requestIdHeader()
                .map(header -> TokenEndpoint.of(spec.oauth().orElseThrow(), client, time, header))
                .orElseGet(() -> TokenEndpoint.of(spec.oauth().orElseThrow(), client, time));
    }

    Session session() {
        requireOpen();
        return session;
    }

    void requireOpen() {
        gate.requireOpen();
    }

    /** Looks in the store whether the connection is still there; if not, throws with what that means for the caller. */
    void requireThere(String otherwise) {
        gate.custody.requireThere(otherwise);
    }

    @Override
    public void close() {
        if (gate.closed.compareAndSet(false, true)) {
            try (transport) {
                session.close();
            } catch (RuntimeException failed) { // what was ended has ended, whatever a connector makes of it
                LOGGER.warn(
                        "A connector's session failed to close: {}",
                        failed.getClass().getName());
            }
        }
    }

    /** Stands before the credential: a connection that was closed or disconnected gives it out no more, not even to a call under way. */
    private static final class Gate implements Authorization {
        private final Custody custody;
        private final Authorization credential;
        private final AtomicBoolean closed = new AtomicBoolean();

        Gate(Custody custody, Authorization credential) {
            this.custody = custody;
            this.credential = credential;
        }

        void requireOpen() {
            if (closed.get()) {
                throw new IllegalStateException(
                        "This connection was disconnected or closed; get a new one from Gangway.");
            }
        }

        @Override
        public String header() {
            requireOpen();
            custody.beforeRequest();
            return credential.header();
        }

        @Override
        public boolean renew(String rejectedHeader) {
            requireOpen();
            return credential.renew(rejectedHeader);
        }
    }
}
