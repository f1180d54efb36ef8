package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionFilter;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.oauth.Callback;
import dev.gangway.oauth.ClientAuthentication;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.Pkce;
import dev.gangway.oauth.State;
import dev.gangway.result.Cursor;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.user.UserRef;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A null is named at the door: nothing is stored, nothing is sent. */
class NullsTest {

    private static final URI SOMEWHERE = URI.create("https://app.example.com/callback");

    private static final ConnectionId NONE = new ConnectionId("none");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** A call with a null in it. */
    private record Door(String missing, Call call) {
        @Override
        public String toString() {
            return missing;
        }
    }

    private interface Call {
        void on(World world);
    }

    private static Door connections(String missing, Consumer<Connections> call) {
        return new Door(
                missing,
                world -> call.accept(world.gangway(world.team, world.store).connections()));
    }

    private static Door builder(String missing, Consumer<Gangway.Builder> call) {
        return new Door(missing, world -> call.accept(Gangway.builder()));
    }

    private static Door oauth(String missing, Consumer<OAuthSpec> call) {
        return new Door(missing, world -> call.accept(OAuthSpec.of(SOMEWHERE, SOMEWHERE, "app")));
    }

    static Stream<Door> doors() {
        return Stream.of(
                connections("connector", it -> it.beginAuthorization(null, "Acme", SOMEWHERE)),
                connections("name", it -> it.beginAuthorization(InMemoryConnector.ID, null, SOMEWHERE)),
                connections("redirectUri", it -> it.beginAuthorization(InMemoryConnector.ID, "Acme", null)),
                connections("callbackUri", it -> it.finishAuthorization(null)),
                new Door(
                        "connector",
                        world -> world.gangway(world.team, world.store)
                                .connections()
                                .connect(null, "Acme", world.team.credential())),
                new Door(
                        "name",
                        world -> world.gangway(world.team, world.store)
                                .connections()
                                .connect(InMemoryConnector.ID, null, world.team.credential())),
                connections("credential", it -> it.connect(InMemoryConnector.ID, "Acme", null)),
                connections("id", it -> it.test(null)),
                connections("id", it -> it.find(null)),
                connections("id", it -> it.open(null)),
                connections("id", it -> it.disconnect(null)),
                connections("only", it -> it.ofTenant(null)),
                connections("who", it -> it.actingAs(null)),
                connections("id", it -> it.beginReconnection(null, SOMEWHERE)),
                connections("redirectUri", it -> it.beginReconnection(NONE, null)),
                connections("credential", it -> it.replaceCredential(NONE, null)),
                connections("name", it -> it.rename(NONE, null)),
                connections("id", it -> it.forget(null)),
                connections("filter", it -> it.list(null)),
                connections("filter", it -> it.page(null, Cursor.START, 1)),
                connections("from", it -> it.page(ConnectionFilter.ALL, null, 1)),
                new Door("only", world -> ConnectionFilter.ALL.tenant(null)),
                new Door("only", world -> ConnectionFilter.ALL.connector(null)),
                new Door("only", world -> ConnectionFilter.ALL.state((ConnectionState[]) null)),
                builder("hook", it -> it.permissions(null)),
                builder("listener", it -> it.listener(null)),
                builder("listener", it -> it.callListener(null)),
                builder("ahead", it -> it.announceExpiry((Duration[]) null)),
                connections("progress", it -> it.reseal(null)),
                new Door("settings", world -> new Connections(null)),
                new Door("id", world -> world.gangway(world.team, world.store).connection(null)),
                builder("connector", it -> it.connector(null)),
                builder("place", it -> it.store(null, Keyring.random())),
                builder("keys", it -> it.store(new InMemoryStore(), null)),
                builder("longest", it -> it.maxWait(null)),
                builder("users", it -> it.protect((UserRef[]) null)),
                builder("user", it -> it.protect(UserRef.email("ana@example.com"), null)),
                builder("base", it -> it.httpClient(null)),
                builder("source", it -> it.time(null)),
                new Door("uri", world -> Callback.parse(null)),
                new Door("authorizationEndpoint", world -> OAuthSpec.of(null, SOMEWHERE, "app")),
                new Door("tokenEndpoint", world -> OAuthSpec.of(SOMEWHERE, null, "app")),
                new Door("clientId", world -> OAuthSpec.of(SOMEWHERE, SOMEWHERE, null)),
                oauth("secret", it -> it.withSecret(null, ClientAuthentication.BASIC)),
                oauth("scopes", it -> it.withScopes(null)),
                oauth("name", it -> it.withAuthorizationParameter(null, "x")),
                oauth("value", it -> it.withAuthorizationParameter("x", null)),
                oauth("redirectUri", it -> it.authorizationUri(null, State.random(), Pkce.random())),
                oauth("state", it -> it.authorizationUri(SOMEWHERE, null, Pkce.random())),
                oauth("pkce", it -> it.authorizationUri(SOMEWHERE, State.random(), null)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aNullIsNamed(Door door) {
        var stored = world.stored();
        int requests = world.team.requests();

        assertThatThrownBy(() -> door.call().on(world))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(door.missing());
        assertThat(world.stored()).isEqualTo(stored);
        assertThat(world.team.requests()).isEqualTo(requests);
    }
}
