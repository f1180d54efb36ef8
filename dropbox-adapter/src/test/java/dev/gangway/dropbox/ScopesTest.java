package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.http.Authorization;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import dev.gangway.result.Fact;
import dev.gangway.testkit.TestClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopesTest {

    /** This serves no capability. */
    private static final Set<String> APART = Set.of("auth/token/revoke");

    private static Stream<String> routes() {
        return Stream.of(Routes.READING, Routes.WRITING).flatMap(Set::stream).filter(it -> !APART.contains(it));
    }

    @Test
    void eachRouteNeedsTheScopeThatDropboxDemandsForIt() {
        TreeMap<String, String> demanded = new TreeMap<>();
        TreeMap<String, String> ours = new TreeMap<>();
        try (DropboxSimulator simulator =
                DropboxSimulator.builder().clock(new TestClock()).start()) {
            Transport transport = transport(simulator);
            Scopes.ALL.withLegalHolds().all().stream().map(ScopeSpec::name).forEach(simulator::untickScope);

            routes().forEach(route -> {
                demanded.put(route, demanded(transport, route));
                ours.put(route, Scopes.of(route).map(ScopeSpec::name).orElse("none"));
            });
        }

        assertThat(ours).isEqualTo(demanded);
    }

    private static Transport transport(DropboxSimulator simulator) {
        return Transport.builder(new TestClock(), Set.of(Routes.HOST))
                .client(simulator.httpClient())
                .authorization(Authorization.bearer(Secret.of(new OtherClient(simulator).token())))
                .tokenRejectedWhen(Faults::rejectsCredential)
                .build();
    }

    private static String demanded(Transport transport, String route) {
        Request request = Request.of(Routes.effect(route), "POST", route, Routes.address(route))
                .body("application/json", "null");
        Reply reply = transport.send(request);
        try {
            GangwayException refused = Faults.of(request, reply);
            return refused instanceof PermissionMissingException it ? String.join(",", it.missing()) : "" + refused;
        } catch (RouteError error) {
            return error.code();
        }
    }

    @Test
    void whatIsLeftOutIsMissingAndNobodyIsAsked() {
        Script dropbox = new Script();
        Scopes none = Scopes.ALL.without(List.of(
                Capability.READ_USERS, Capability.READ_GROUPS, Capability.READ_DEVICES, Capability.READ_SIGN_INS));
        dropbox.answers(404, "");

        List<CapabilityCheck> checks = new DropboxSession(dropbox.transport(), none.onlyReading())
                .check(Fact.of(Set.of("team_info.read", "members.read", "members.delete")));

        assertThat(checks)
                .extracting(CapabilityCheck::capability)
                .doesNotContain(Capability.READ_LEGAL_HOLDS)
                .hasSize(9);
        assertThat(checks)
                .extracting(CapabilityCheck::proof)
                .startsWith(Proof.GRANTED)
                .filteredOn(it -> it == Proof.MISSING)
                .hasSize(8);
        assertThat(checks.get(1).explanation()).contains("members.read was not asked for", "without(READ_USERS)");
        assertThat(checks.get(3).explanation()).contains("members.delete was not asked for", "readOnly()");
        assertThat(dropbox.onlySent().route()).isEqualTo("team/get_info");
    }

    @Test
    void whatIsLeftOutIsKeptFromEveryWayToDropbox() {
        Script dropbox = new Script();
        Calls calls = new Calls(
                dropbox.transport(), Scopes.ALL.without(List.of(Capability.READ_SIGN_INS, Capability.READ_GROUPS)));

        assertThat(missing(() -> calls.page(Routes.EVENTS, Argument.cursor("c"), new PeoplePage(it -> {}))))
                .contains(Set.of("events.read"));
        assertThat(missing(() -> calls.ask(it -> it.team().groupsList()))).contains(Set.of("groups.read"));
        assertThat(missing(() -> calls.client().team().groupsList())).contains(Set.of("groups.read"));
        assertThat(dropbox.sent()).isEmpty();
    }

    private interface Way {
        void go() throws Exception;
    }

    private static Optional<Set<String>> missing(Way way) {
        try {
            way.go();
            return Optional.empty();
        } catch (PermissionMissingException missing) {
            return Optional.of(missing.missing());
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }
}
