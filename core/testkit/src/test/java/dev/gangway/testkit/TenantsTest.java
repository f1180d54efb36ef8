package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionFilter;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connection.NameTakenException;
import dev.gangway.connection.Permissions;
import dev.gangway.connection.Permissions.Action;
import dev.gangway.connection.TenantId;
import dev.gangway.connector.Revocation;
import dev.gangway.error.PermissionDeniedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a connection is, who may do what with it, and what it is called. */
class TenantsTest {

    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantId BETA = TenantId.of("beta");

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Keyring keyring = Keyring.random();
    private final Gangway gangway = gangway((action, actor, tenant, connector) -> Optional.empty());
    private final Connections all = gangway.connections();
    private final Connections acme = all.ofTenant(ACME);
    private final Connections beta = all.ofTenant(BETA);

    private Gangway gangway(Permissions permissions) {
        return Gangway.builder()
                .connector(team)
                .time(clock)
                .store(store, keyring)
                .permissions(permissions)
                .build();
    }

    @AfterEach
    void close() {
        gangway.close();
    }

    private ConnectionInfo connect(Connections view, String name) {
        return view.connect(InMemoryConnector.ID, name, team.credential());
    }

    @Nested
    class AView {

        @Test
        void reachesItsOwnTenantOnly() {
            ConnectionInfo mine = connect(acme, "Main");
            ConnectionId other = connect(beta, "Main").id();

            assertThat(mine.tenant()).isEqualTo(ACME);
            assertThat(acme.list()).containsExactly(mine);
            assertThat(acme.find(other)).isEmpty();
            for (Runnable call : List.<Runnable>of(
                    () -> acme.open(other),
                    () -> acme.test(other),
                    () -> acme.rename(other, "Mine now"),
                    () -> acme.replaceCredential(other, team.credential()),
                    () -> acme.disconnect(other),
                    () -> acme.forget(other))) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no connection");
            }
            assertThat(beta.find(other)).isPresent();
        }

        @Test
        void doesNotShowByItsPagesThatThereAreOthers() {
            for (int i = 0; i < 10; i++) {
                connect(beta, "Number " + i);
            }
            ConnectionInfo mine = connect(acme, "Main");

            assertThat(acme.page(ConnectionFilter.ALL, Cursor.START, 1)).isEqualTo(Page.last(List.of(mine)));
        }

        @Test
        void sealsNothingAnewSinceThatIsDoneForAll() {
            assertThatThrownBy(() -> acme.reseal(progress -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("all tenants");
        }

        @Test
        void isNotHurtByADamagedRecordOfSomebodyElse() {
            ConnectionInfo mine = connect(acme, "Main");
            ConnectionId other = connect(beta, "Main").id();
            damage(other);

            assertThat(acme.list()).containsExactly(mine);
            assertThat(acme.find(other)).isEmpty();
            acme.sweep();
            for (Runnable call :
                    List.<Runnable>of(() -> acme.open(other), () -> acme.test(other), () -> acme.disconnect(other))) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no connection");
            }
            assertThatThrownBy(() -> beta.find(other)).isInstanceOf(StoreException.class);
            assertThatThrownBy(all::list).isInstanceOf(StoreException.class).hasMessageContaining(other.value());
        }

        @Test
        void endsADamagedConnectionOfItsOwn() {
            ConnectionId mine = connect(acme, "Main").id();
            damage(mine);

            assertThat(acme.disconnect(mine).revocation().state()).isEqualTo(Revocation.State.FAILED);

            assertThat(store.list("")).isEmpty();
        }

        @Test
        void ofNobodySeesAll() {
            connect(acme, "Main");
            connect(beta, "Main");
            ConnectionInfo plain = connect(all, "Main");

            assertThat(plain.tenant()).isEqualTo(TenantId.DEFAULT);
            assertThat(all.list()).hasSize(3);
        }
    }

    @Nested
    class Listing {

        @Test
        void isFilteredByTenantConnectorAndState() {
            ConnectionId mine = connect(acme, "Main").id();
            connect(beta, "Main");

            assertThat(all.list(ConnectionFilter.ALL.tenant(ACME)))
                    .extracting(ConnectionInfo::id)
                    .containsExactly(mine);
            assertThat(all.list(ConnectionFilter.ALL.state(ConnectionState.NEEDS_RECONNECT, ConnectionState.DEGRADED)))
                    .isEmpty();
            assertThat(all.list(
                            ConnectionFilter.ALL.connector(InMemoryConnector.ID).state(ConnectionState.CONNECTED)))
                    .hasSize(2);
        }

        @Test
        void comesInPagesThatHoldEachConnectionOnce() {
            for (int i = 0; i < 10; i++) {
                connect(i % 2 == 0 ? acme : beta, "Number " + i);
            }
            List<ConnectionInfo> seen = new ArrayList<>();
            int pages = 0;
            Optional<Cursor> next = Optional.of(Cursor.START);
            while (next.isPresent()) {
                Page<ConnectionInfo> page = all.page(ConnectionFilter.ALL.tenant(ACME), next.get(), 2);
                assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
                seen.addAll(page.items());
                next = page.next();
                pages++;
            }

            assertThat(seen).containsExactlyElementsOf(acme.list()).hasSize(5);
            assertThat(pages).isEqualTo(3);
            assertThatThrownBy(() -> all.page(ConnectionFilter.ALL, Cursor.START, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class AName {

        @ParameterizedTest
        @ValueSource(strings = {"Müller GmbH", "MÜLLER GMBH", " müller  gmbh ", "Mu\u0308ller GmbH"})
        void isTakenHoweverItIsWritten(String again) {
            ConnectionId first = connect(acme, "Müller GmbH").id();
            TreeMap<String, Object> before = stored();
            int requests = team.requests();

            assertThatThrownBy(() -> connect(acme, again))
                    .isInstanceOfSatisfying(
                            NameTakenException.class,
                            it -> assertThat(it.takenBy()).isEqualTo(first))
                    .hasMessageContaining("already");

            assertThat(stored()).isEqualTo(before);
            assertThat(team.requests()).isEqualTo(requests);
            assertThat(connect(beta, again).name()).isEqualTo(again);
        }

        @Test
        void isFreeAgainAfterDisconnectingRenamingOrFailing() {
            ConnectionId first = connect(acme, "One").id();
            acme.rename(first, "Two");
            ConnectionId second = connect(acme, "One").id();
            acme.disconnect(second);
            team.restoreCredential();
            team.revokeCredential();
            assertThatThrownBy(() -> connect(acme, "One")).isInstanceOf(Exception.class);
            team.restoreCredential();

            assertThat(connect(acme, "One").name()).isEqualTo("One");
            assertThat(acme.find(first).orElseThrow().name()).isEqualTo("Two");
        }

        @Test
        void canBeWrittenAnotherWayByRenaming() {
            ConnectionId id = connect(acme, "acme").id();

            acme.rename(id, "ACME");

            assertThatThrownBy(() -> connect(acme, "acme")).isInstanceOf(IllegalArgumentException.class);
            assertThat(acme.find(id).orElseThrow().name()).isEqualTo("ACME");
        }

        @Test
        void thatANodeLeftBehindWhenItDiedIsFreeAfterTenMinutes() {
            ConnectionId id = connect(acme, "One").id();
            String key = "connection/" + id;
            store.compareAndSet(key, store.get(key).orElseThrow().version(), new byte[0]);

            assertThatThrownBy(() -> connect(acme, "One")).isInstanceOf(IllegalArgumentException.class);
            clock.advance(Duration.ofMinutes(10));
            assertThat(connect(acme, "One").name()).isEqualTo("One");
        }

        @Test
        void thatANodeLeftBehindIsSweptAway() {
            ConnectionId id = connect(acme, "One").id();
            String key = "connection/" + id;
            store.compareAndSet(key, store.get(key).orElseThrow().version(), new byte[0]);
            clock.advance(Duration.ofMinutes(10));

            all.sweep();

            assertThat(store.list("")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "Straße, STRASSE",
            "İstanbul, i\u0307stanbul",
            "Acme, \uFF21\uFF43\uFF4D\uFF45",
            "Acme, Ac\u200Bme",
            "Acme, \uFEFFAcme\u2060",
            "Acme, \u200FAcme\u3164",
            "Rocket \uD83D\uDE80, Rocket \uD83D\uDE80\uFE0F",
            "\u0390, \u03B9\u0308\u0301",
            "ΟΔΟΣ, οδος"
        })
        void isTakenIfAReaderSeesTheSame(String one, String other) {
            connect(acme, one);

            assertThatThrownBy(() -> connect(acme, other)).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "two\nlines",
                    "bell\u0007",
                    "\u200B\u200D",
                    "\u2800",
                    "\u3164",
                    "two\u2028lines",
                    "two\u0085lines",
                    "invoice\u202Efdp.exe",
                    "\u2066isolated\u2069",
                    "half \uD83D",
                    "\uDE80 half"
                })
        void isHeldAgainstTheRules(String name) {
            assertThatThrownBy(() -> connect(acme, name)).isInstanceOf(IllegalArgumentException.class);
            assertThat(store.list("")).isEmpty();
        }

        @Test
        void isKeptAsItIsWrittenInAnyScript() {
            for (String name : List.of("שלום עולם", "شركة\u200Cها", "👨\u200D👩\u200D👧 GmbH", "Łódź \u200Eשלום")) {
                assertThat(connect(acme, name).name()).isEqualTo(name);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "eve\nINFO ann did it", "eve\u2028", "\u202Eeve", "eve\uD83D"})
        void ofSomebodyWhoActsIsHeldAgainstThemToo(String who) {
            assertThatThrownBy(() -> acme.actingAs(who)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> acme.actingAs("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void mayHaveTwoHundredCharactersOutsideTheBasicPlane() {
            String longest = "\uD83D\uDE80".repeat(200);

            assertThat(connect(acme, longest).name()).isEqualTo(longest);
            assertThatThrownBy(() -> connect(acme, longest + "x")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Permitting {

        @ParameterizedTest
        @EnumSource(Action.class)
        void isAskedBeforeAnythingIsStoredOrSent(Action refused) {
            ConnectionId id = connect(acme, "Main").id();
            List<String> asked = new ArrayList<>();
            try (Gangway strict = gangway((action, actor, tenant, connector) -> {
                asked.add(action + " " + actor.orElse("-") + " " + tenant + " " + connector);
                return Optional.of("Ask your partner.");
            })) {
                Connections view = strict.connections().ofTenant(ACME).actingAs("eve");
                TreeMap<String, Object> before = stored();
                int requests = team.requests();
                Runnable call = switch (refused) {
                    case INSTALL -> () -> connect(view, "Other");
                    case RENAME -> () -> view.rename(id, "Other");
                    case RECONNECT ->
                        () -> view.beginReconnection(id, java.net.URI.create("https://app.example.com/back"));
                    case REPLACE_CREDENTIAL -> () -> view.replaceCredential(id, team.credential());
                    case DISCONNECT -> () -> view.disconnect(id);
                };

                assertThatThrownBy(call::run)
                        .isInstanceOf(PermissionDeniedException.class)
                        .hasMessageContaining("Ask your partner.");

                assertThat(asked).containsExactly(refused + " eve acme in-memory");
                assertThat(stored()).isEqualTo(before);
                assertThat(team.requests()).isEqualTo(requests);
            }
        }

        @Test
        void isAskedAboutTheTenantOfADamagedConnection() {
            ConnectionId id = connect(acme, "Main").id();
            damage(id);
            TreeMap<String, Object> before = stored();
            List<TenantId> asked = new ArrayList<>();
            try (Gangway strict = gangway((action, actor, tenant, connector) -> {
                asked.add(tenant);
                return Optional.of("Ask your partner.");
            })) {
                assertThatThrownBy(() -> strict.connections().disconnect(id))
                        .isInstanceOf(PermissionDeniedException.class);
            }

            assertThat(asked).containsExactly(ACME);
            assertThat(stored()).isEqualTo(before);
        }

        @Test
        void failsClosed() {
            try (Gangway broken = gangway((action, actor, tenant, connector) -> {
                throw new IllegalStateException("The directory is down.");
            })) {
                assertThatThrownBy(() -> connect(broken.connections(), "Main"))
                        .isInstanceOf(PermissionDeniedException.class)
                        .hasMessageContaining("IllegalStateException");
            }
            assertThat(store.list("")).isEmpty();
        }

        @Test
        void hasAPartnerWideAndASingleClientReach() {
            Permissions both =
                    Permissions.partnerWide(Set.of("pia")).or(Permissions.singleClient(Map.of("carl", Set.of(ACME))));
            try (Gangway strict = gangway(both)) {
                Connections root = strict.connections();
                connect(root.ofTenant(BETA).actingAs("pia"), "By Pia");
                connect(root.ofTenant(ACME).actingAs("carl"), "By Carl");

                assertThatThrownBy(() -> connect(root.ofTenant(BETA).actingAs("carl"), "By Carl"))
                        .isInstanceOf(PermissionDeniedException.class)
                        .hasMessageContaining("carl", "beta");
                assertThatThrownBy(() -> connect(root.ofTenant(ACME), "By nobody"))
                        .isInstanceOf(PermissionDeniedException.class);
            }
        }
    }

    @Test
    void aDamagedRecordKeepsNoOtherFromBeingSwept() {
        List<ConnectionId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(all.connect(
                            InMemoryConnector.ID,
                            "Number " + i,
                            team.credential().endingAt(clock.instant().plus(Duration.ofDays(90))))
                    .id());
        }
        clock.advance(Duration.ofDays(91));
        damage(ids.get(2));

        assertThatThrownBy(all::sweep).isInstanceOf(StoreException.class).hasMessageContaining("damaged");

        ids.remove(2);
        assertThat(ids).allMatch(it -> all.find(it).orElseThrow().state() == ConnectionState.NEEDS_RECONNECT);
    }

    private void damage(ConnectionId id) {
        String key = "connection/" + id;
        store.compareAndSet(key, store.get(key).orElseThrow().version(), "{".getBytes(StandardCharsets.UTF_8));
    }

    private TreeMap<String, Object> stored() {
        TreeMap<String, Object> all = new TreeMap<>();
        store.list("").forEach(key -> all.put(key, store.get(key).orElseThrow()));
        return all;
    }
}
