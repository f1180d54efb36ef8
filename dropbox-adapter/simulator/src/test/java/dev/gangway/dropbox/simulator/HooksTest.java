package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dropbox.core.DbxException;
import com.dropbox.core.InvalidAccessTokenException;
import com.dropbox.core.v2.team.DesktopClientSession;
import com.dropbox.core.v2.team.Feature;
import com.dropbox.core.v2.teamlog.DesktopDeviceSessionLogInfo;
import com.dropbox.core.v2.teamlog.DesktopSessionLogInfo;
import com.dropbox.core.v2.teamlog.EventTypeArg;
import com.dropbox.core.v2.teamlog.FileLogInfo;
import com.dropbox.core.v2.teamlog.MobileDeviceSessionLogInfo;
import com.dropbox.core.v2.teamlog.TeamEvent;
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

    @Test
    void aLinkedComputerIsListedAndLogged() throws Exception {
        linked.simulator.people().linkDevice("ana@example.com", Device.computer(Device.Computer.LINUX, "ana-desk"));

        String ana = linked.member("ana").id();
        assertThat(linked.team.devicesListMemberDevices(ana).getDesktopClientSessions())
                .extracting(DesktopClientSession::getHostName)
                .containsExactly("ana-desk");
        TeamEvent event = newest(EventTypeArg.DEVICE_LINK_SUCCESS);
        assertThat(event.getOrigin().getAccessMethod().getEndUserValue()).isInstanceOf(DesktopSessionLogInfo.class);
        assertThat(event.getDetails().getDeviceLinkSuccessDetailsValue().getDeviceSessionInfo())
                .isInstanceOfSatisfying(
                        DesktopDeviceSessionLogInfo.class,
                        info -> assertThat(info.getHostName()).isEqualTo("ana-desk"));
    }

    @Test
    void aLinkedPhoneIsListedAndLogged() throws Exception {
        linked.simulator.people().linkDevice("ana@example.com", Device.phone(Device.Phone.IPAD, "Ana's tablet"));

        assertThat(newest(EventTypeArg.DEVICE_LINK_SUCCESS)
                        .getDetails()
                        .getDeviceLinkSuccessDetailsValue()
                        .getDeviceSessionInfo())
                .isInstanceOfSatisfying(
                        MobileDeviceSessionLogInfo.class,
                        info -> assertThat(info.getDeviceName()).isEqualTo("Ana's tablet"));
    }

    @Test
    void onlyActiveMembersLinkDevicesAndABrowserIsNone() {
        People people = linked.simulator.people();

        assertThatIllegalStateException()
                .isThrownBy(() -> people.linkDevice("sam@example.com", Device.phone(Device.Phone.IPAD, "Sam's tablet")))
                .withMessageContaining("active");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> people.linkDevice("ana@example.com", Device.browser("Firefox", "Linux")))
                .withMessageContaining("signIn");
    }

    @Test
    void anAddedFileIsTheMembersAndIsLogged() throws Exception {
        linked.simulator.people().addFile("ana@example.com", "/Reports/May.pdf", 2_000);

        assertThat(linked.simulator.people().files("ANA@example.com")).containsExactly("/Reports/May.pdf");
        FileLogInfo file = newest(EventTypeArg.FILE_ADD).getAssets().get(0).getFileValue();
        assertThat(file.getPath().getContextual()).isEqualTo("/Reports/May.pdf");
        assertThat(file.getDisplayName()).isEqualTo("May.pdf");
        assertThat(file.getFileSize()).isEqualTo(2_000);
    }

    @Test
    void filesAreNotLoggedOnAPlanWithoutFileEvents() {
        restart(new LinkedTeam(builder -> builder.team(TeamSetup.small().withFeature("has_team_file_events", false))));
        int before = linked.eventCount();

        linked.simulator.people().addFile("ana@example.com", "/Reports/May.pdf", 2_000);

        assertThat(linked.eventCount()).isEqualTo(before);
    }

    @Test
    void filesMoveWithATransfer() throws Exception {
        linked.simulator.people().addFile("leo@example.com", "/Leads.csv", 10);
        linked.simulator.people().addFile("ana@example.com", "/Notes.txt", 20);

        linked.team
                .membersRemoveBuilder(LinkedTeam.user("leo"))
                .withTransferDestId(LinkedTeam.user("ana"))
                .withTransferAdminId(LinkedTeam.user("olga"))
                .start();

        assertThat(linked.simulator.people().files("ana@example.com")).containsExactly("/Notes.txt", "/Leads.csv");
        assertThat(linked.simulator.people().files("leo@example.com")).isEmpty();
    }

    @Test
    void onlyActiveMembersAddFilesAndAFileHasAName() {
        People people = linked.simulator.people();

        assertThatIllegalStateException()
                .isThrownBy(() -> people.addFile("ivy@example.com", "/Notes.txt", 1))
                .withMessageContaining("active");
        assertThatIllegalArgumentException().isThrownBy(() -> people.addFile("ana@example.com", "Notes.txt", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> people.addFile("ana@example.com", "/Notes/", 1));
    }

    private TeamEvent newest(EventTypeArg type) throws DbxException {
        return linked.teamLog
                .getEventsBuilder()
                .withEventType(type)
                .start()
                .getEvents()
                .get(0);
    }

    private void restart(LinkedTeam other) {
        linked.close();
        linked = other;
    }
}
