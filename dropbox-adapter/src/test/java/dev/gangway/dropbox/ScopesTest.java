package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.http.Authorization;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import dev.gangway.result.Fact;
import dev.gangway.testkit.TestClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopesTest {

    /** This serves no capability. */
    private static final Set<String> APART = Set.of("auth/token/revoke");

    private static Stream<String> routes() {
        return Stream.of(Routes.READING, Routes.WRITING).flatMap(Set::stream).filter(it -> !APART.contains(it));
    }

    private static final Scopes EVERYTHING = Scopes.ALL
            .with(Capability.READ_LEGAL_HOLDS)
            .with(Capability.READ_STORAGE)
            .with(Capability.READ_TEAM_FOLDERS)
            .with(Capability.CHANGE_TEAM_FOLDERS)
            .with(Capability.READ_SHARING)
            .with(Capability.CHANGE_SHARING)
            .with(Capability.ACT_AS_USERS)
            .with(Capability.CHANGE_TEAM_SPACE);

    @Test
    void eachRouteNeedsTheScopesThatDropboxDemandsForIt() {
        Map<String, Set<String>> demanded = new TreeMap<>();
        for (String scope : EVERYTHING.names()) {
            try (DropboxSimulator simulator =
                    DropboxSimulator.builder().clock(new TestClock()).start()) {
                String admin = new OtherClient(simulator)
                        .call("team/token/get_authenticated_admin", "null")
                        .field("admin_profile")
                        .field("team_member_id")
                        .text()
                        .orElseThrow();
                Transport transport = transport(simulator);
                simulator.untickScope(scope);

                routes().filter(route -> refused(transport, route, admin).contains(scope))
                        .forEach(route -> demanded.computeIfAbsent(route, it -> new TreeSet<>())
                                .add(scope));
            }
        }

        assertThat(routes().collect(Collectors.toMap(
                        it -> it,
                        it -> Scopes.of(it).stream().map(ScopeSpec::name).collect(Collectors.toSet()))))
                .isEqualTo(demanded);
    }

    private static Transport transport(DropboxSimulator simulator) {
        return Transport.builder(new TestClock(), Set.of(Routes.HOST))
                .client(simulator.httpClient())
                .authorization(Authorization.bearer(Secret.of(new OtherClient(simulator).token())))
                .tokenRejectedWhen(Faults::rejectsCredential)
                .build();
    }

    /** The scopes that a call lacks; what is asked is nothing that could be done. */
    private static Set<String> refused(Transport transport, String route, String member) {
        Request request = Request.of(Routes.effect(route), "POST", route, Routes.address(route));
        Request selected = Routes.AS_A_PERSON.contains(route)
                ? request.header("Dropbox-API-Select-User", member)
                : route.matches("(files|sharing)/.*") ? request.header("Dropbox-API-Select-Admin", member) : request;
        Request complete = selected.body("application/json", route.startsWith("users/") ? "null" : "[]");
        Reply reply = transport.send(complete);
        try {
            return reply.status() != 200 && Faults.of(complete, reply) instanceof PermissionMissingException it
                    ? it.missing()
                    : Set.of();
        } catch (RouteError error) {
            return Set.of();
        }
    }

    @Test
    void whatIsLeftOutIsMissingAndNobodyIsAsked() {
        Script dropbox = new Script();
        Scopes none = Scopes.ALL.without(List.of(
                Capability.READ_USERS,
                Capability.READ_GROUPS,
                Capability.READ_DEVICES,
                Capability.READ_SIGN_INS,
                Capability.READ_ACTIVITY));
        dropbox.answers(404, "");

        List<CapabilityCheck> checks = new DropboxSession(dropbox.transport(), none.onlyReading())
                .check(Fact.of(Set.of("team_info.read", "members.read", "members.delete")));

        assertThat(checks)
                .extracting(CapabilityCheck::capability)
                .doesNotContain(Capability.READ_LEGAL_HOLDS)
                .hasSize(10);
        assertThat(checks)
                .extracting(CapabilityCheck::proof)
                .startsWith(Proof.GRANTED)
                .filteredOn(it -> it == Proof.MISSING)
                .hasSize(9);
        assertThat(checks.get(1).explanation()).contains("members.read was not asked for", "without(READ_USERS)");
        assertThat(checks.get(3).explanation()).contains("members.delete was not asked for", "readOnly()");
        assertThat(dropbox.onlySent().route()).isEqualTo("team/get_info");
    }

    @Test
    void whatIsLeftOutIsKeptFromEveryWayToDropbox() {
        Script dropbox = new Script();
        Calls calls = new Calls(
                dropbox.transport(),
                Scopes.ALL.without(
                        List.of(Capability.READ_SIGN_INS, Capability.READ_ACTIVITY, Capability.READ_GROUPS)));

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
