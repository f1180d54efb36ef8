package dev.gangway.connection;

import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.http.Authorization;
import dev.gangway.http.CallListener;
import dev.gangway.http.SharedPause;
import dev.gangway.http.Transport;
import dev.gangway.license.ReportCache;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.TokenCell;
import dev.gangway.oauth.TokenEndpoint;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection at work: its transport, its token, its connector's session, and its pulse. Thread-safe. */
final class Live implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Live.class);

    private final Transport transport;
    private final Session session;
    private final Gate gate;
    private final Pulse pulse;
    private final ReportCache reports = new ReportCache();

    private Live(Transport transport, Session session, Gate gate, Pulse pulse) {
        this.transport = transport;
        this.session = session;
        this.gate = gate;
        this.pulse = pulse;
    }

    static Live open(Shared shared, Connector connector, Custody custody) {
        ConnectorSpec spec = connector.spec();
        Gate gate = new Gate(
                custody,
                credential -> credential instanceof OAuthTokens
                        ? new TokenCell(custody, endpoint(shared, spec, custody::id), shared.time())
                        : connector.authorization(credential));
        Transport.Builder builder = Transport.builder(shared.time(), spec.hosts())
                .client(shared.client())
                .authorization(gate)
                .sharedPause(custody.pause())
                .listener(attempt -> shared.settings()
                        .callListener()
                        .on(new ConnectionCall(
                                custody.record().map(it -> it.info().id()), spec.id(), attempt)))
                .tokenRejectedWhen(connector::rejectsCredential)
                .rejectionMeans(connector::rejection)
                .waitInBody(connector::waitInBody);
        spec.requestIdHeader().ifPresent(builder::requestIdHeader);
        Transport transport = builder.build();
        return new Live(
                transport,
                connector.open(new ConnectorContext(transport, gate, shared.time())),
                gate,
                new Pulse(shared, custody, gate.asked::get));
    }

    /** The app's token endpoint, whose pauses hold for all its connections on all nodes. */
    static TokenEndpoint endpoint(Shared shared, ConnectorSpec spec, Supplier<Optional<ConnectionId>> id) {
        OAuthSpec oauth = spec.oauth().orElseThrow();
        return spec.requestIdHeader()
                .map(header -> TokenEndpoint.of(oauth, shared.client(), shared.time(), header))
                .orElseGet(() -> TokenEndpoint.of(oauth, shared.client(), shared.time()))
                .withSharedPause(SharedPause.in(shared.settings().store(), "pause/token/" + spec.id()))
                .withListener(listener(shared, spec, id));
    }

    private static CallListener listener(Shared shared, ConnectorSpec spec, Supplier<Optional<ConnectionId>> id) {
        ConnectionCallListener listener = shared.settings().callListener();
        return attempt -> listener.on(new ConnectionCall(id.get(), spec.id(), attempt));
    }

    Session session() {
        requireOpen();
        return session;
    }

    Pulse pulse() {
        return pulse;
    }

    /** What all facades for this connection's licenses share. */
    ReportCache reports() {
        return reports;
    }

    Custody custody() {
        return gate.custody;
    }

    void requireOpen() {
        gate.requireOpen();
    }

    /** The connection's record was read or changed just now; it may hold another credential, which is then used at once. */
    void saw(Stored record) {
        gate.custody.saw(record);
    }

    @Override
    public void close() {
        if (gate.closed.compareAndSet(false, true)) {
            try (transport;
                    reports) {
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
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicLong asked = new AtomicLong();
        private final AtomicReference<Source> source;

        /** What gives the credential of a grant. */
        private record Source(long grant, Authorization authorization) {}

        Gate(Custody custody, Function<Credential, Authorization> sources) {
            this.custody = custody;
            this.source = new AtomicReference<>(new Source(custody.grant(), sources.apply(custody.credential())));
            custody.whenReplaced(it -> {
                Source next = new Source(it.grant(), sources.apply(it.credential()));
                source.updateAndGet(now -> now.grant() > next.grant() ? now : next);
            });
        }

        private Authorization current() {
            return Objects.requireNonNull(source.get()).authorization();
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
            asked.incrementAndGet();
            Authorization before = current();
            try {
                return before.header();
            } catch (CredentialRejectedException rejected) { // it was replaced, which shows only now
                return otherThan(before, rejected).header();
            }
        }

        private Authorization otherThan(Authorization before, CredentialRejectedException rejected) {
            Authorization now = current();
            if (now == before) {
                throw rejected;
            }
            return now;
        }

        /** Also a credential that core can't renew may have been replaced meanwhile, here or by another node. */
        @Override
        public boolean renew(String rejectedHeader) {
            requireOpen();
            Authorization before = current();
            try {
                if (before.renew(rejectedHeader)) {
                    return true;
                }
            } catch (CredentialRejectedException rejected) {
                return otherThan(before, rejected) != before;
            }
            custody.requireThere("nothing was sent again.");
            return current() != before || !before.header().equals(rejectedHeader);
        }
    }
}
