package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.SimulatorBuilder;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.result.Fact;
import dev.gangway.result.Refusal;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Legal holds, as plans show them, against the simulated team. */
class LegalHoldTest {

    private static final String LEO = "leo@example.com";
    private static final String LIST = "team/legal_holds/list_policies";

    private static SimulatedTeam start(UnaryOperator<SimulatorBuilder> choices) {
        return SimulatedTeam.start(choices, DropboxConnector::readingLegalHolds);
    }

    private static OffboardingPlan plan(SimulatedTeam team, String email) {
        return team.plan(email, DataHandling.keepRecoverable().keepingDevices());
    }

    @Test
    void whoIsHeldIsKnownAndNotOffboarded() {
        TeamSetup setup = TeamSetup.small().withLegalHold("Case 7", List.of(LEO));
        try (SimulatedTeam team = start(it -> it.team(setup))) {
            OffboardingPlan leo = plan(team, LEO);

            assertThat(leo.holdings().legalHold()).isEqualTo(Fact.of(true));
            assertThat(leo.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.LEGAL_HOLD);
            assertThat(plan(team, "ana@example.com").holdings().legalHold()).isEqualTo(Fact.of(false));
        }
    }

    @Test
    void aReleasedHoldHoldsNobody() {
        try (SimulatedTeam team = start(it -> it)) {
            team.simulator().console().hold("Case 7", LEO);
            team.simulator().console().release("Case 7");

            assertThat(plan(team, LEO).holdings().legalHold()).isEqualTo(Fact.of(false));
        }
    }

    @Test
    void holdsAreReadOnDemandOnly() {
        TeamSetup setup = TeamSetup.small().withLegalHold("Case 7", List.of(LEO));
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(setup))) {
            assertThat(plan(team, LEO).holdings().legalHold().toString()).contains("unknown", "not read");
            assertThat(team.calls(LIST)).isZero();
        }
    }

    @Test
    void aTeamWithoutTheAddOnHasAnUnknownHold() {
        try (SimulatedTeam team = start(it -> it)) {
            team.inject(Fault.at(LIST).denyAccess("team_access_denied"));

            assertThat(plan(team, LEO).holdings().legalHold().toString()).contains("unknown", "team_access_denied");
        }
    }

    @Test
    void anAppWithoutTheScopeHasAnUnknownHold() {
        try (SimulatedTeam team = start(it -> it)) {
            team.simulator().untickScope("team_data.governance.write");

            assertThat(plan(team, LEO).holdings().legalHold().toString())
                    .contains("unknown", "team_data.governance.write");
        }
    }
}
