package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.AuthorizationRequest;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.http.Time;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.Users;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** A simulated Dropbox team, and nodes that are connected to it over one store, all in this process and on a clock that waits in no time. */
final class Company implements AutoCloseable {

    static final String ACTOR = "it@example.com";

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");

    final TestClock clock = new TestClock();
    final InMemoryStore store = new InMemoryStore(clock);
    final DropboxSimulator dropbox;
    final ConnectionId id;
    private final Keyring keyring = Keyring.random();
    private final List<Gangway> nodes = new ArrayList<>();

    Company(TeamSetup team, DropboxSimulator.JobStyle jobs) {
        dropbox = DropboxSimulator.builder()
                .team(team)
                .jobs(jobs)
                .withoutSockets()
                .clock(clock)
                .redirectUri(CALLBACK)
                .start();
        id = gangway(chain -> chain.proceed(chain.request()), store, clock)
                .connections()
                .connect(DropboxConnector.ID, "Acme", Credential.refreshToken(Secret.of(dropbox.refreshToken())))
                .id();
    }

    private Gangway gangway(Interceptor between, Store seen, Time time) {
        OkHttpClient.Builder client = dropbox.clientWithoutSockets().newBuilder();
        client.interceptors().add(0, between);
        Gangway gangway = Gangway.builder()
                .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret()))
                        .readingLegalHolds())
                .httpClient(client.build())
                .store(seen, keyring)
                .time(time)
                .build();
        nodes.add(gangway);
        return gangway;
    }

    Users node() {
        return node(chain -> chain.proceed(chain.request()), store, clock);
    }

    /** A node with something between it and the team, that sees the store and the time in its own way. */
    Users node(Interceptor between, Store seen, Time time) {
        return gangway(between, seen, time).connection(id).users();
    }

    /** An admin consents anew, as after a revoked grant. */
    void reconnect() {
        AuthorizationRequest request = nodes.get(0).connections().beginReconnection(id, CALLBACK);
        nodes.get(0).connections().finishAuthorization(dropbox.approve(request.uri()));
    }

    @Override
    public void close() {
        nodes.forEach(Gangway::close);
        dropbox.close();
    }
}
