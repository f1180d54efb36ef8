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
import dev.gangway.oauth.Keeper;
import dev.gangway.oauth.TokenCell;
import dev.gangway.oauth.TokenEndpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;

/** A connection at work: its transport, its token and its connector's session. Thread-safe. */
final class Live implements AutoCloseable {

    private final Transport transport;
    private final Session session;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Live(Transport transport, Session session) {
        this.transport = transport;
        this.session = session;
    }

    static Live open(Connector connector, Credential credential, Keeper keeper, OkHttpClient client, Time time) {
        ConnectorSpec spec = connector.spec();
        Authorization authorization = credential instanceof OAuthTokens
                ? new TokenCell(keeper, endpoint(spec, client, time), time)
                : connector.authorization(credential);
        Transport.Builder builder = Transport.builder(time, spec.hosts())
                .client(client)
                .authorization(authorization)
                .tokenRejectedWhen(connector::rejectsCredential);
        spec.requestIdHeader().ifPresent(builder::requestIdHeader);
        Transport transport = builder.build();
        return new Live(transport, connector.open(new ConnectorContext(transport, authorization, time)));
    }

    static TokenEndpoint endpoint(ConnectorSpec spec, OkHttpClient client, Time time) {
        return spec.requestIdHeader()
                .map(header -> TokenEndpoint.of(spec.oauth().orElseThrow(), client, time, header))
                .orElseGet(() -> TokenEndpoint.of(spec.oauth().orElseThrow(), client, time));
    }

    Session session() {
        if (closed.get()) {
            throw new IllegalStateException("This connection was disconnected or closed; get a new one from Gangway.");
        }
        return session;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            session.close();
            transport.close();
        }
    }
}
