package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.v2.team.DesktopClientSession;
import com.dropbox.core.v2.team.DeviceSessionArg;
import com.dropbox.core.v2.team.ListMemberDevicesErrorException;
import com.dropbox.core.v2.team.ListMemberDevicesResult;
import com.dropbox.core.v2.team.ListMembersDevicesErrorException;
import com.dropbox.core.v2.team.ListMembersDevicesResult;
import com.dropbox.core.v2.team.ListTeamDevicesErrorException;
import com.dropbox.core.v2.team.MemberDevices;
import com.dropbox.core.v2.team.RevokeDesktopClientArg;
import com.dropbox.core.v2.team.RevokeDeviceSessionArg;
import com.dropbox.core.v2.team.RevokeDeviceSessionErrorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions of members, seen and ended by the provider's official SDK. */
class DeviceTest {
    private static final Session.Place OFFICE = new Session.Place("192.0.2.8", "Spain");

    private final LinkedTeam linked =
            new LinkedTeam(builder -> builder.team(TeamSetup.ofSize(250, 0)).jobs(DropboxSimulator.JobStyle.NEVER));
    private final Member ana = linked.member("ana");
    private Session laptop;
    private Session phone;

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void aSignInOpensASessionOfTheBrowser() throws Exception {
        linked.change(() -> ana.sessions(linked.clock.instant()).forEach(ana::end));
        linked.simulator.people().signIn("ana@example.com");

        assertThat(of(ana).getActiveWebSessions())
                .singleElement()
                .satisfies(
                        session -> assertThat(session.getCreated().toInstant()).isEqualTo(linked.clock.instant()))
                .matches(session -> session.getBrowser().equals("Firefox"));
    }

    @Test
    void aBrowsersSessionEndsByItself() throws Exception {
        linked.simulator.people().signIn("ana@example.com");

        linked.pass(Duration.ofDays(31));

        assertThat(of(ana).getActiveWebSessions()).isEmpty();
    }

    @Test
    void computersAndPhonesAreListed() throws Exception {
        equipAna();

        ListMemberDevicesResult devices = of(ana);

        assertThat(devices.getDesktopClientSessions())
                .extracting(DesktopClientSession::getHostName)
                .contains("ANA-LAPTOP");
        assertThat(devices.getMobileClientSessions())
                .anyMatch(mobile -> mobile.getClientType().name().equals("IPHONE"));
    }

    @Test
    void whatIsNotAskedForIsLeftOut() throws Exception {
        equipAna();

        ListMemberDevicesResult devices = linked.team
                .devicesListMemberDevicesBuilder(ana.id())
                .withIncludeDesktopClients(false)
                .start();

        assertThat(devices.getDesktopClientSessions()).isNull();
        assertThat(devices.getMobileClientSessions()).isNotEmpty();
    }

    @Test
    void devicesOfNobodyAreNotFound() {
        assertThatExceptionOfType(ListMemberDevicesErrorException.class)
                .isThrownBy(() -> linked.team.devicesListMemberDevices("dbmid:nobody"))
                .matches(e -> e.errorValue.name().equals("MEMBER_NOT_FOUND"));
        assertThatExceptionOfType(ListMemberDevicesErrorException.class).isThrownBy(() -> of(linked.member("ulf")));
    }

    @Test
    void theWholeTeamsDevicesComeInPagesOfTheSameRoute() throws Exception {
        equipEverybody();
        List<String> owners = new ArrayList<>();
        ListMembersDevicesResult page = linked.team.devicesListMembersDevices();
        while (page.getHasMore()) {
            owners.addAll(owners(page));
            page = linked.team
                    .devicesListMembersDevicesBuilder()
                    .withCursor(page.getCursor())
                    .start();
        }
        owners.addAll(owners(page));

        assertThat(page.getCursor()).isNull();
        assertThat(owners)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200)
                .contains(ana.id())
                .doesNotContain(linked.member("ulf").id());
    }

    @Test
    void whoHasNothingOfWhatIsAskedForIsNotListed() throws Exception {
        equipEverybody();
        equipAna();

        assertThat(linked.team
                        .devicesListMembersDevicesBuilder()
                        .withIncludeWebSessions(false)
                        .withIncludeMobileClients(false)
                        .start()
                        .getDevices())
                .isNotEmpty()
                .allMatch(devices -> devices.getWebSessions() == null
                        && !devices.getDesktopClients().isEmpty());
    }

    @Test
    @SuppressWarnings("deprecation")
    void aCursorIsGoodAtItsOwnRouteOnly() throws Exception {
        equipEverybody();
        String cursor = linked.team.devicesListMembersDevices().getCursor();

        assertThatExceptionOfType(ListTeamDevicesErrorException.class)
                .isThrownBy(() -> linked.team
                        .devicesListTeamDevicesBuilder()
                        .withCursor(cursor)
                        .start())
                .matches(e -> e.errorValue.name().equals("RESET"));
    }

    @Test
    void aFaultCanTakeACursorAway() throws Exception {
        equipEverybody();
        linked.simulator.inject(
                Fault.at("team/devices/list_members_devices").call(2).resetCursor());
        String cursor = linked.team.devicesListMembersDevices().getCursor();

        assertThatExceptionOfType(ListMembersDevicesErrorException.class)
                .isThrownBy(() -> linked.team
                        .devicesListMembersDevicesBuilder()
                        .withCursor(cursor)
                        .start())
                .matches(e -> e.errorValue.name().equals("RESET"));
    }

    @Test
    void aRevokedBrowserIsSignedOut() throws Exception {
        linked.simulator.people().signIn("ana@example.com");
        String browser = of(ana).getActiveWebSessions().get(0).getSessionId();

        linked.team.devicesRevokeDeviceSession(
                RevokeDeviceSessionArg.webSession(new DeviceSessionArg(browser, ana.id())));

        assertThat(of(ana).getActiveWebSessions())
                .noneMatch(session -> session.getSessionId().equals(browser));
    }

    @Test
    void aStrangeCursorIsReset() throws Exception {
        assertThatExceptionOfType(ListMembersDevicesErrorException.class)
                .isThrownBy(() -> linked.team
                        .devicesListMembersDevicesBuilder()
                        .withCursor("nonsense")
                        .start())
                .matches(e -> e.errorValue.name().equals("RESET"));
    }

    @Test
    @SuppressWarnings("deprecation")
    void theDeprecatedListingTellsTheSame() throws Exception {
        equipAna();

        assertThat(linked.team.devicesListTeamDevices().getDevices())
                .extracting(MemberDevices::getTeamMemberId)
                .contains(ana.id());
    }

    @Test
    void aRevokedComputerIsGoneAndTheLogSaysSo() throws Exception {
        equipAna();

        linked.team.devicesRevokeDeviceSession(
                RevokeDeviceSessionArg.desktopClient(new RevokeDesktopClientArg(laptop.id(), ana.id(), true)));

        assertThat(of(ana).getDesktopClientSessions())
                .noneMatch(desktop -> desktop.getSessionId().equals(laptop.id()));
        assertThat(linked.events(1))
                .singleElement()
                .asString()
                .startsWith("device_unlink{'session_info':{'.tag':'desktop'")
                .contains("'delete_data':true");
    }

    @Test
    void aSessionOfAnotherKindOrMemberIsNotFound() throws Exception {
        equipAna();

        for (DeviceSessionArg wrong : List.of(
                new DeviceSessionArg(laptop.id(), ana.id()),
                new DeviceSessionArg(phone.id(), linked.member("leo").id()))) {
            assertThatExceptionOfType(RevokeDeviceSessionErrorException.class)
                    .isThrownBy(
                            () -> linked.team.devicesRevokeDeviceSession(RevokeDeviceSessionArg.mobileClient(wrong)))
                    .matches(e -> e.errorValue.name().equals("DEVICE_SESSION_NOT_FOUND"));
        }
    }

    @Test
    void aBatchTellsOfEachItem() throws Exception {
        equipAna();

        var statuses = linked.team
                .devicesRevokeDeviceSessionBatch(List.of(
                        RevokeDeviceSessionArg.mobileClient(new DeviceSessionArg(phone.id(), ana.id())),
                        RevokeDeviceSessionArg.mobileClient(new DeviceSessionArg(phone.id(), ana.id()))))
                .getRevokeDevicesStatus();

        assertThat(statuses.get(0).getSuccess()).isTrue();
        assertThat(statuses.get(1).getSuccess()).isFalse();
        assertThat(statuses.get(1).getErrorType().name()).isEqualTo("DEVICE_SESSION_NOT_FOUND");
    }

    @Test
    void aSuspendedMemberIsSignedOutEverywhere() throws Exception {
        equipAna();

        linked.team.membersSuspend(LinkedTeam.user("ana"));

        assertThat(of(ana).getDesktopClientSessions()).isEmpty();
        assertThat(linked.events(2)).allMatch(event -> event.startsWith("device_unlink"));
    }

    @Test
    void aRemovedMemberIsSignedOutEverywhere() throws Exception {
        equipAna();

        linked.team.membersRemove(LinkedTeam.user("ana"));

        linked.change(() -> assertThat(ana.sessions(linked.clock.instant())).isEmpty());
        assertThat(linked.events(1)).singleElement().asString().startsWith("device_unlink");
    }

    private void equipAna() {
        Ids ids = linked.simulator.world().ids();
        Instant now = linked.clock.instant();
        linked.change(() -> {
            laptop = Session.desktop(ids, now, OFFICE, "ANA-LAPTOP", "windows", "Windows 11");
            phone = Session.mobile(ids, now, OFFICE, "Ana's phone", "iphone", "18.1");
            ana.open(laptop);
            ana.open(phone);
        });
    }

    private void equipEverybody() {
        World world = linked.simulator.world();
        linked.change(() -> world.team()
                .members()
                .forEach(member -> member.open(Session.web(world.ids(), world.now(), OFFICE, "Chrome", "Windows"))));
    }

    private ListMemberDevicesResult of(Member member) throws Exception {
        return linked.team.devicesListMemberDevices(member.id());
    }

    private static List<String> owners(ListMembersDevicesResult page) {
        return page.getDevices().stream().map(MemberDevices::getTeamMemberId).toList();
    }
}
