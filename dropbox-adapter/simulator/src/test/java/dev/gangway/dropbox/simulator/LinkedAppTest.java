package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.v2.team.ApiApp;
import com.dropbox.core.v2.team.MemberLinkedApps;
import com.dropbox.core.v2.team.RevokeLinkedApiAppArg;
import com.dropbox.core.v2.team.RevokeLinkedAppErrorException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Third-party apps of members, seen and revoked by the provider's official SDK. */
class LinkedAppTest {
    private final LinkedTeam linked = new LinkedTeam(DropboxSimulator.JobStyle.NEVER);
    private final Member leo = linked.member("leo");

    @BeforeEach
    void link() {
        linked.change(() -> List.copyOf(leo.apps()).forEach(leo::unlink));
        linked.simulator.people().linkApp("leo@example.com", "Inkwell Notes");
    }

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void aLinkedAppIsListed() throws Exception {
        assertThat(apps())
                .singleElement()
                .matches(app -> app.getAppName().equals("Inkwell Notes")
                        && app.getLinked().toInstant().equals(linked.clock.instant()));
    }

    @Test
    void linkingTwiceIsLinkingOnce() throws Exception {
        linked.simulator.people().linkApp("leo@example.com", "Inkwell Notes");

        assertThat(apps()).hasSize(1);
    }

    @Test
    @SuppressWarnings("deprecation")
    void membersWithAppsAreListed() throws Exception {
        assertThat(linked.team.linkedAppsListMembersLinkedApps().getApps())
                .extracting(MemberLinkedApps::getTeamMemberId)
                .contains(leo.id());
        assertThat(linked.team.linkedAppsListTeamLinkedApps().getApps())
                .extracting(MemberLinkedApps::getTeamMemberId)
                .contains(leo.id());
    }

    @Test
    void aRevokedAppIsGoneAndTheLogSaysSo() throws Exception {
        String app = apps().get(0).getAppId();

        linked.team.linkedAppsRevokeLinkedApp(app, leo.id());

        assertThat(apps()).isEmpty();
        assertThat(linked.events(1))
                .singleElement()
                .asString()
                .startsWith("app_unlink_user")
                .contains(app, "Inkwell Notes", "user_linked_app");
    }

    @Test
    void revocationsAreRefusedWithTheirReasons() throws Exception {
        String app = apps().get(0).getAppId();

        assertThatExceptionOfType(RevokeLinkedAppErrorException.class)
                .isThrownBy(() -> linked.team.linkedAppsRevokeLinkedApp("dbaid:none", leo.id()))
                .matches(e -> e.errorValue.name().equals("APP_NOT_FOUND"));
        assertThatExceptionOfType(RevokeLinkedAppErrorException.class)
                .isThrownBy(() -> linked.team.linkedAppsRevokeLinkedApp(app, "dbmid:nobody"))
                .matches(e -> e.errorValue.name().equals("MEMBER_NOT_FOUND"));
        assertThatExceptionOfType(RevokeLinkedAppErrorException.class)
                .isThrownBy(() -> linked.team.linkedAppsRevokeLinkedApp(app, leo.id(), false))
                .matches(e -> e.errorValue.name().equals("APP_FOLDER_REMOVAL_NOT_SUPPORTED"));
    }

    @Test
    void aBatchTellsOfEachItem() throws Exception {
        RevokeLinkedApiAppArg item = new RevokeLinkedApiAppArg(apps().get(0).getAppId(), leo.id());

        var statuses =
                linked.team.linkedAppsRevokeLinkedAppBatch(List.of(item, item)).getRevokeLinkedAppStatus();

        assertThat(statuses.get(0).getSuccess()).isTrue();
        assertThat(statuses.get(1).getErrorType().name()).isEqualTo("APP_NOT_FOUND");
    }

    private List<ApiApp> apps() throws Exception {
        return linked.team.linkedAppsListMemberLinkedApps(leo.id()).getLinkedApiApps();
    }
}
