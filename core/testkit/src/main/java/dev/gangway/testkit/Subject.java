package dev.gangway.testkit;

import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.http.Authorization;
import dev.gangway.http.Time;
import dev.gangway.http.Transport;
import dev.gangway.oauth.Keeper;
import dev.gangway.oauth.TokenCell;
import dev.gangway.oauth.TokenEndpoint;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.user.NewUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/** The connector under test: opens sessions as core does, and lets the detector see all that comes out of them. One for each test. */
final class Subject implements AutoCloseable {

    private final Connector connector;
    private final Credential credential;
    private final Levers levers;
    private final Time time;
    private final OkHttpClient client;
    private final Function<String, NewUser> people;
    private final SecretLeakDetector detector = SecretLeakDetector.start();
    private final List<Opened> opened = new ArrayList<>();

    Subject(
            Connector connector,
            Credential credential,
            Levers levers,
            Time time,
            OkHttpClient client,
            Function<String, NewUser> people) {
        this.connector = connector;
        this.credential = credential;
        this.levers = levers;
        this.time = time;
        this.client = client;
        this.people = people;
        Stream.concat(secretsOf(credential), levers.secrets().stream()).forEach(detector::watch);
    }

    private static Stream<Secret> secretsOf(Credential credential) {
        if (credential instanceof OAuthTokens it) {
            return Stream.concat(it.accessToken().stream(), it.refreshToken().stream());
        }
        if (credential instanceof Credential.UserPassword it) {
            return Stream.of(it.password());
        }
        return Stream.of(
                credential instanceof Credential.BearerToken it ? it.token() : ((Credential.ApiKey) credential).key());
    }

    /** A session and the transport that it goes through. */
    record Opened(Session session, Transport transport, AtomicBoolean closed) {
        /** Closes both as core does: once. */
        void close() {
            if (closed.compareAndSet(false, true)) {
                session.close();
                transport.close();
            }
        }
    }

    ConnectorSpec spec() {
        ConnectorSpec spec = connector.spec();
        detector.examine(spec);
        return spec;
    }

    Levers levers() {
        return levers;
    }

    NewUser newUser(String name) {
        return people.apply(name);
    }

    SecretLeakDetector detector() {
        return detector;
    }

    Time time() {
        return time;
    }

    /** The session that most of a test goes through. */
    Session session() {
        return opened.isEmpty() ? open().session() : opened.get(0).session();
    }

    /** One more session, as if on another node. */
    Opened open() {
        ConnectorSpec spec = spec();
        Authorization authorization =
                credential instanceof OAuthTokens it ? tokens(spec, it) : connector.authorization(credential);
        Transport.Builder builder = Transport.builder(time, spec.hosts())
                .client(client)
                .authorization(authorization)
                .tokenRejectedWhen(connector::rejectsCredential);
        spec.requestIdHeader().ifPresent(builder::requestIdHeader);
        Transport transport = builder.build();
        Session session = connector.open(new ConnectorContext(transport, authorization, time));
        detector.examine(session);
        session.users().ifPresent(detector::examine);
        session.licenses().ifPresent(detector::examine);
        session.teamFolders().ifPresent(detector::examine);
        session.activity().ifPresent(detector::examine);
        session.sharing().ifPresent(detector::examine);
        session.security().ifPresent(detector::examine);
        session.support().ifPresent(detector::examine);
        session.userData().ifPresent(detector::examine);
        Opened both = new Opened(Watched.by(detector, Session.class, session), transport, new AtomicBoolean());
        opened.add(both);
        return both;
    }

    private Authorization tokens(ConnectorSpec spec, OAuthTokens tokens) {
        TokenEndpoint endpoint = spec.requestIdHeader()
                .map(header -> TokenEndpoint.of(spec.oauth().orElseThrow(), client, time, header))
                .orElseGet(() -> TokenEndpoint.of(spec.oauth().orElseThrow(), client, time));
        return new TokenCell(new InMemoryKeeper(tokens), endpoint, time);
    }

    @Override
    public void close() {
        try {
            opened.forEach(Opened::close);
        } finally {
            detector.close();
        }
    }

    /** Keeps renewed tokens for one test and one node, and has the detector look out for them. */
    private final class InMemoryKeeper implements Keeper {
        private final Store store = new InMemoryStore(time);
        private Kept kept;

        InMemoryKeeper(OAuthTokens tokens) {
            this.kept = new Kept(tokens, 0, Optional.empty());
        }

        @Override
        public synchronized Kept load() {
            return kept;
        }

        @Override
        public synchronized boolean begin(long generation) {
            kept = new Kept(kept.tokens(), generation, Optional.of(time.instant()));
            return true;
        }

        @Override
        public synchronized boolean save(OAuthTokens fresh, long generation) {
            secretsOf(fresh).forEach(detector::watch);
            kept = new Kept(fresh, generation + 1, Optional.empty());
            return true;
        }

        @Override
        public Optional<Store.Lease> lease(Duration duration) {
            return store.lease("refresh", duration);
        }
    }
}
