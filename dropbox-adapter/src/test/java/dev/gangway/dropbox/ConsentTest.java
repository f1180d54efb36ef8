package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connections;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.StoreException;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.testkit.TestClock;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A consent between the moment it is asked for and the browser's return. */
class ConsentTest {

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");

    private final TestClock clock = new TestClock();
    private final InMemoryStore store = new InMemoryStore(clock);
    private final DropboxSimulator simulator =
            DropboxSimulator.builder().clock(clock).start();
    private final Gangway gangway = gangway(store);
    private final Connections connections = gangway.connections();

    private Gangway gangway(Store over) {
        return gangway(over, Keyring.random());
    }

    private Gangway gangway(Store over, Keyring keyring) {
        return Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                .httpClient(simulator.httpClient())
                .store(over, keyring)
                .time(clock)
                .build();
    }

    @AfterEach
    void close() {
        gangway.close();
        simulator.close();
    }

    private URI begin(URI redirectUri) {
        simulator.registerRedirectUri(redirectUri);
        return connections
                .beginAuthorization(DropboxConnector.ID, "Acme", redirectUri)
                .uri();
    }

    private static URI movedTo(String address, URI callback) {
        return URI.create(address + "?" + callback.getRawQuery());
    }

    @ParameterizedTest
    @CsvSource({
        "https://App.Example.com/callback, https://app.example.com/callback",
        "HTTPS://app.example.com/callback, https://app.example.com/callback",
        "https://app.example.com:443/callback, https://app.example.com/callback",
        "http://localhost:80/callback, http://localhost/callback",
        "https://app.example.com, https://app.example.com/",
    })
    void theSameAddressInABrowsersSpellingIsTaken(URI asked, String shown) {
        URI callback = simulator.approve(begin(asked));

        assertThat(connections.finishAuthorization(movedTo(shown, callback)).name())
                .isEqualTo("Acme");
    }

    @ParameterizedTest
    @CsvSource({
        "http://app.example.com/callback",
        "https://app.example.com:8443/callback",
        "https://app.example.com/Callback",
        "https://www.app.example.com/callback",
        "https:callback",
    })
    void anotherAddressIsRefusedAndNamedWithoutItsQuery(String other) {
        URI callback = movedTo(other, simulator.approve(begin(CALLBACK)));

        assertThatThrownBy(() -> connections.finishAuthorization(callback))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("code=");
        assertThat(simulator.calls("oauth2/token")).isEmpty();
    }

    @Test
    void aGangwayThatIsClosedDoesNotUseAConsentUp() {
        URI callback = simulator.approve(begin(CALLBACK));
        gangway.close();

        assertThatThrownBy(() -> connections.finishAuthorization(callback))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(store.list("authorization/")).hasSize(1);
    }

    @Test
    void ofManyReturnsOnTwoNodesTheFirstIsTakenAndTheOthersAreToldThatItWas() throws Exception {
        int returns = 100;
        Keyring keyring = Keyring.random();
        Store slow = onceAllHaveRead("authorization/", returns);
        ExecutorService pool = Executors.newFixedThreadPool(returns);
        try (Gangway one = gangway(slow, keyring);
                Gangway other = gangway(slow, keyring)) {
            simulator.registerRedirectUri(CALLBACK);
            URI callback = simulator.approve(one.connections()
                    .beginAuthorization(DropboxConnector.ID, "Acme", CALLBACK)
                    .uri());
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < returns; i++) {
                Connections node = (i % 2 == 0 ? one : other).connections();
                calls.add(() -> {
                    try {
                        return node.finishAuthorization(callback).name();
                    } catch (ConnectFailedException refused) {
                        return refused.diagnosis().what();
                    }
                });
            }
            List<String> ends = new ArrayList<>();
            for (Future<String> end : pool.invokeAll(calls)) {
                ends.add(end.get());
            }

            assertThat(ends).filteredOn("Acme"::equals).hasSize(1);
            assertThat(ends)
                    .filteredOn(it -> it.contains("has been used already"))
                    .hasSize(returns - 1);
            assertThat(simulator.calls("oauth2/token")).hasSize(1);
            assertThat(one.connections().list()).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The store for so many who read a record before any of them goes on. */
    private Store onceAllHaveRead(String prefix, int readers) {
        CountDownLatch all = new CountDownLatch(readers);
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(store, arguments);
                    if (method.getName().equals("get")
                            && arguments[0].toString().startsWith(prefix)) {
                        all.countDown();
                        all.await();
                    }
                    return result;
                });
    }

    @Test
    void aConsentThatTheStoreDoesNotTakeIsNotAskedFor() {
        Store full = new Store() {
            @Override
            public Optional<Versioned> get(String key) {
                return store.get(key);
            }

            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                return OptionalLong.empty();
            }

            @Override
            public List<String> list(String prefix) {
                return store.list(prefix);
            }

            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                return store.lease(name, duration);
            }
        };
        try (Gangway other = gangway(full)) {
            assertThatThrownBy(() -> other.connections().beginAuthorization(DropboxConnector.ID, "Acme", CALLBACK))
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aDamagedConsentIsSaidSoAndKeepsNobodyFromConnecting() {
        URI callback = simulator.approve(begin(CALLBACK));
        String key = store.list("authorization/").get(0);
        damage(key);

        assertThatThrownBy(() -> connections.finishAuthorization(callback))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");

        begin(CALLBACK);
        damage(store.list("authorization/").get(0));
        URI third = simulator.approve(begin(CALLBACK));
        assertThat(connections.finishAuthorization(third).name()).isEqualTo("Acme");
        assertThat(store.list("authorization/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "connection"})
    void aConsentThatWasChangedIntoSomebodyElsesIsRefused(String field) {
        URI callback = simulator.approve(begin(CALLBACK));
        String key = store.list("authorization/").get(0);
        Versioned record = store.get(key).orElseThrow();
        String changed = new String(record.data(), StandardCharsets.UTF_8)
                .replaceFirst("(\"" + field + "\":\")[^\"]+", "$1other");
        store.compareAndSet(key, record.version(), changed.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> connections.finishAuthorization(callback))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key + "/verifier for connection ")
                .hasMessageContaining("doesn't open");
        assertThat(connections.list()).isEmpty();
    }

    private void damage(String key) {
        store.compareAndSet(key, store.get(key).orElseThrow().version(), "{}".getBytes(StandardCharsets.UTF_8));
    }
}
