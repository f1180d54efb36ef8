package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.dropbox.core.v2.team.ApiApp;
import com.dropbox.core.v2.team.DesktopClientSession;
import com.dropbox.core.v2.team.DesktopPlatform;
import com.dropbox.core.v2.team.GroupSelector;
import com.dropbox.core.v2.team.GroupsMembersListResult;
import com.dropbox.core.v2.team.ListMemberDevicesResult;
import com.dropbox.core.v2.team.ListMembersDevicesResult;
import com.dropbox.core.v2.team.MemberDevices;
import com.dropbox.core.v2.team.MobileClientSession;
import com.dropbox.core.v2.teamcommon.GroupSummary;
import dev.gangway.dropbox.simulator.Device.Computer;
import dev.gangway.dropbox.simulator.Device.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The groups, devices and apps with which teams begin. */
class EquipmentTest {
    private static final Person ZOE = Person.active("zoe@example.com", "Zoe", "Adler");

    @Test
    void aPersonHasTheDevicesOfTheSetup() throws Exception {
        Person zoe = ZOE.on(Device.computer(Computer.MAC, "zoe-studio").lastUsed(Duration.ofDays(8)))
                .on(Device.phone(Phone.ANDROID, "Zoe's phone"))
                .on(Device.browser("Firefox", "Linux"));
        try (LinkedTeam linked = start(TeamSetup.small().with(zoe))) {
            ListMemberDevicesResult devices =
                    linked.team.devicesListMemberDevices(linked.member("zoe").id());

            DesktopClientSession computer = devices.getDesktopClientSessions().get(0);
            assertThat(computer.getHostName()).isEqualTo("zoe-studio");
            assertThat(computer.getClientType()).isEqualTo(DesktopPlatform.MAC);
            assertThat(computer.getUpdated().toInstant())
                    .isEqualTo(linked.clock.instant().minus(Duration.ofDays(8)));
            assertThat(computer.getCreated()).isBefore(computer.getUpdated());
            assertThat(devices.getMobileClientSessions())
                    .extracting(MobileClientSession::getDeviceName)
                    .containsExactly("Zoe's phone");
            assertThat(devices.getActiveWebSessions().get(0).getBrowser()).isEqualTo("Firefox");
        }
    }

    @Test
    void aBrowserThatWasLastUsedLongAgoIsNoLongerSignedIn() throws Exception {
        Person zoe = ZOE.on(Device.browser("Firefox", "Linux").lastUsed(Duration.ofDays(30)));
        try (LinkedTeam linked = start(TeamSetup.small().with(zoe))) {
            assertThat(linked.team
                            .devicesListMemberDevices(linked.member("zoe").id())
                            .getActiveWebSessions())
                    .isEmpty();
        }
    }

    @Test
    void aPersonHasTheAppsOfTheSetup() throws Exception {
        Person zoe = ZOE.withApp("Paper Boat").withFolderApp("Scan Box");
        try (LinkedTeam linked = start(TeamSetup.small().with(zoe))) {
            List<ApiApp> apps = linked.team
                    .linkedAppsListMemberLinkedApps(linked.member("zoe").id())
                    .getLinkedApiApps();

            assertThat(apps).extracting(ApiApp::getAppName).containsExactly("Paper Boat", "Scan Box");
            assertThat(apps).extracting(ApiApp::getIsAppFolder).containsExactly(false, true);
        }
    }

    @Test
    void onlyActivePeopleHaveDevicesAndApps() {
        Person invited = Person.invited("zoe@example.com", Duration.ofDays(1)).on(Device.browser("Firefox", "Linux"));
        Person gone = Person.removed("zoe@example.com", "Zoe", "Adler", Duration.ofDays(1))
                .withApp("Scan Box");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(TeamSetup.small().with(invited)).close())
                .withMessageContaining("zoe@example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(TeamSetup.small().with(gone)).close())
                .withMessageContaining("zoe@example.com");
    }

    @Test
    void twoGroupsOfASetupCannotHaveTheSameName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(TeamSetup.small().withCompanyGroup("sales", List.of()))
                        .close())
                .withMessageContaining("sales");
    }

    @Test
    void theCompanyOf250HasPlausibleEquipment() throws Exception {
        try (LinkedTeam linked = start(TeamSetup.of250())) {
            List<MemberDevices> all = devices(linked);

            assertThat(all).hasSizeBetween(190, 234);
            assertThat(all.stream().filter(item -> !item.getDesktopClients().isEmpty()))
                    .hasSizeBetween(120, 150);
            assertThat(all.stream().filter(item -> !item.getMobileClients().isEmpty()))
                    .hasSizeBetween(80, 105);
            assertThat(all.stream().filter(item -> !item.getWebSessions().isEmpty()))
                    .hasSizeBetween(150, 225);
            assertThat(linked.team.linkedAppsListMembersLinkedApps().getApps()).hasSizeBetween(60, 100);
        }
    }

    @Test
    void aLargeTeamHasDepartmentsWithOwnersAndPagesOfMembers() throws Exception {
        try (LinkedTeam linked = start(TeamSetup.ofSize(6_011, 10))) {
            GroupSummary research = linked.team.groupsList().getGroups().stream()
                    .filter(group -> group.getGroupName().equals("Research"))
                    .findFirst()
                    .orElseThrow();

            GroupsMembersListResult first = linked.team.groupsMembersList(GroupSelector.groupId(research.getGroupId()));
            GroupsMembersListResult second = linked.team.groupsMembersListContinue(first.getCursor());

            assertThat(research.getMemberCount()).isEqualTo(1_200);
            assertThat(first.getMembers()).hasSize(1_000);
            assertThat(second.getMembers()).hasSize(200);
            assertThat(first.getMembers().stream()
                            .filter(member -> member.getAccessType().name().equals("OWNER")))
                    .hasSize(2);
        }
    }

    private static List<MemberDevices> devices(LinkedTeam linked) throws Exception {
        ListMembersDevicesResult page = linked.team.devicesListMembersDevices();
        List<MemberDevices> all = new ArrayList<>(page.getDevices());
        while (page.getHasMore()) {
            page = linked.team
                    .devicesListMembersDevicesBuilder()
                    .withCursor(page.getCursor())
                    .start();
            all.addAll(page.getDevices());
        }
        return all.stream()
                .filter(item -> !item.getDesktopClients().isEmpty()
                        || !item.getMobileClients().isEmpty()
                        || !item.getWebSessions().isEmpty())
                .toList();
    }

    private static LinkedTeam start(TeamSetup setup) {
        return new LinkedTeam(builder -> builder.team(setup));
    }
}
