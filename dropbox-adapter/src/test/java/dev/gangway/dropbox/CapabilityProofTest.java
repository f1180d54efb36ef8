package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.Call;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.testkit.TestClock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each missing scope against each capability, and nothing is changed to find out. */
class CapabilityProofTest {

    private static final List<ScopeSpec> SCOPES = Scopes.ALL
            .with(Capability.READ_LEGAL_HOLDS)
            .with(Capability.READ_STORAGE)
            .with(Capability.READ_TEAM_FOLDERS)
            .with(Capability.CHANGE_TEAM_FOLDERS)
            .with(Capability.READ_SHARING)
            .with(Capability.CHANGE_SHARING)
            .with(Capability.ACT_AS_USERS)
            .with(Capability.CHANGE_TEAM_SPACE)
            .all();

    /** They are asked to change what there is not: a session of nobody, a folder, an entry. */
    private static final Set<String> PROVING = Set.of(
            "team/devices/revoke_device_session",
            "team/sharing_allowlist/remove",
            "files/move_v2",
            Routes.FOLDER_POLICY);

    /** All but the one without which there is no connection at all, each once, whatever it serves. */
    static Stream<ScopeSpec> scopes() {
        Set<String> names = new HashSet<>();
        return SCOPES.stream().filter(it -> it.capability() != Capability.READ_TEAM && names.add(it.name()));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void whatTheTokenLacksIsMissingAndAllElseIsProved(ScopeSpec lacking) {
        try (DropboxSimulator simulator =
                DropboxSimulator.builder().clock(new TestClock()).start()) {
            Secret token = Secret.of(new OtherClient(simulator)
                    .token(SCOPES.stream()
                            .map(ScopeSpec::name)
                            .filter(it -> !it.equals(lacking.name()))
                            .collect(Collectors.joining(" "))));

            onlyLacks(lacking, connected(simulator, token));
        }
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void whatTheAppLacksIsMissingAndAllElseIsProved(ScopeSpec lacking) {
        try (DropboxSimulator simulator =
                DropboxSimulator.builder().clock(new TestClock()).start()) {
            simulator.untickScope(lacking.name());

            onlyLacks(lacking, connected(simulator, Secret.of(new OtherClient(simulator).token())));
        }
    }

    @Test
    void withAllScopesEverythingIsProvedByCalls() {
        try (DropboxSimulator simulator =
                DropboxSimulator.builder().clock(new TestClock()).start()) {
            ConnectionInfo info = connected(simulator, Secret.of(new OtherClient(simulator).token()));

            assertThat(info.capabilities())
                    .hasSize(18)
                    .allSatisfy(it -> assertThat(it.proof()).isEqualTo(Proof.PROVED));
        }
    }

    /** Connects, and sees that nothing but reading was done. */
    private static ConnectionInfo connected(DropboxSimulator simulator, Secret token) {
        int before = simulator.calls().size();
        try (Gangway gangway = Gangway.builder()
                .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret()))
                        .readingLegalHolds()
                        .readingStorage()
                        .managingTeamFolders()
                        .managingSharing()
                        .managingTeamSpaces()
                        .actingAsUsers())
                .httpClient(simulator.httpClient())
                .time(new TestClock())
                .build()) {
            ConnectionInfo info = gangway.connections().connect(DropboxConnector.ID, "Acme", Credential.bearer(token));
            List<Call> calls =
                    simulator.calls().subList(before, simulator.calls().size());
            assertThat(calls).hasSizeGreaterThan(8).allSatisfy(call -> {
                if (!PROVING.contains(call.route())) {
                    assertThat(call.route()).isIn(Routes.READING);
                }
                assertThat(call.effectApplied()).isFalse();
            });
            return info;
        }
    }

    private static void onlyLacks(ScopeSpec lacking, ConnectionInfo info) {
        Map<Capability, Proof> proofs = info.capabilities().stream()
                .collect(Collectors.toMap(CapabilityCheck::capability, CapabilityCheck::proof));
        Set<Capability> needing = SCOPES.stream()
                .filter(it -> it.name().equals(lacking.name()))
                .map(ScopeSpec::capability)
                .collect(Collectors.toSet());
        Map<Capability, Proof> expected = SCOPES.stream()
                .map(ScopeSpec::capability)
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), it -> needing.contains(it) ? Proof.MISSING : Proof.PROVED));

        assertThat(proofs).isEqualTo(expected);
        assertThat(info.missing()).hasSameSizeAs(needing).allSatisfy(it -> {
            assertThat(it.scope()).isEqualTo(lacking.name());
            assertThat(it.explanation()).contains(lacking.name());
        });
    }
}
