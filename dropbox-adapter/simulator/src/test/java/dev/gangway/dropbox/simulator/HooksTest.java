package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dropbox.core.InvalidAccessTokenException;
import com.dropbox.core.v2.team.Feature;
import com.dropbox.core.v2.teampolicies.SharedFolderMemberPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tests can choose and do besides calling routes. */
class HooksTest {
    private LinkedTeam linked = new LinkedTeam(DropboxSimulator.JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void theConsentThatAnAdminTakesBackIsGone() {
        linked.simulator.people().withdrawConsent("olga@example.com");

        assertThatThrownBy(() -> linked.team.getInfo()).isInstanceOf(InvalidAccessTokenException.class);
        assertThat(linked.events(1).get(0)).startsWith("app_unlink_team");
    }

    @Test
    void theConsentOfOthersGoesOn() throws Exception {
        World world = linked.simulator.world();
        Grants.Grant other =
                world.locked(() -> world.grants().grant(world.app().scopes(), linked.member("pete"), false));

        linked.simulator.people().withdrawConsent("pete@example.com");

        assertThat(linked.team.getInfo().getName()).isEqualTo("Example Ltd.");
        assertThat(world.locked(() -> world.grants().byRefreshToken(other.refreshToken())))
                .isEmpty();
    }

    @Test
    void whoHasNotConsentedHasNothingToTakeBack() {
        assertThatIllegalStateException()
                .isThrownBy(() -> linked.simulator.people().withdrawConsent("pete@example.com"))
                .withMessageContaining("not consented");
    }

    @Test
    void aRepeatedSelectHeaderIsTolerated() {
        assertThat(linked.postTwiceSelected("check/user", "{'query': 'x'}", "ana"))
                .startsWith("200 ");
    }

    @Test
    void aRepeatedSelectHeaderIsRefusedIfTheTestWantsIt() {
        restart(new LinkedTeam(builder -> builder.refusesRepeatedSelectHeaders(true)));

        assertThat(linked.postTwiceSelected("check/user", "{'query': 'x'}", "ana"))
                .startsWith("400 ");
    }

    @Test
    void policiesAndFeaturesAreWhatTheSetupSays() throws Exception {
        restart(new LinkedTeam(builder -> builder.team(TeamSetup.small()
                .withPolicy("shared_folder_member_policy", "team")
                .withFeature("has_team_file_events", false))));

        assertThat(linked.team.getInfo().getPolicies().getSharing().getSharedFolderMemberPolicy())
                .isEqualTo(SharedFolderMemberPolicy.TEAM);
        assertThat(linked.team
                        .featuresGetValues(List.of(Feature.HAS_TEAM_FILE_EVENTS))
                        .getValues()
                        .get(0)
                        .getHasTeamFileEventsValue()
                        .getEnabledValue())
                .isFalse();
    }

    @Test
    void policiesAndFeaturesMustExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeamSetup.small().withPolicy("no_such_policy", "team"))
                .withMessageContaining("no_such_policy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeamSetup.small().withFeature("upload_api_rate_limit", true))
                .withMessageContaining("upload_api_rate_limit");
    }

    private void restart(LinkedTeam other) {
        linked.close();
        linked = other;
    }
}
