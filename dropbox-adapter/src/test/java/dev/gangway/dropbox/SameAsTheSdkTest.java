package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.team.ActiveWebSession;
import com.dropbox.core.v2.team.ApiApp;
import com.dropbox.core.v2.team.DesktopClientSession;
import com.dropbox.core.v2.team.DeviceSession;
import com.dropbox.core.v2.team.ListMembersAppsResult;
import com.dropbox.core.v2.team.ListMembersDevicesResult;
import com.dropbox.core.v2.team.MemberDevices;
import com.dropbox.core.v2.team.MemberLinkedApps;
import com.dropbox.core.v2.team.MembersListV2Result;
import com.dropbox.core.v2.team.MobileClientSession;
import com.dropbox.core.v2.teamlog.ActorLogInfo;
import com.dropbox.core.v2.teamlog.EventTypeArg;
import com.dropbox.core.v2.teamlog.GetTeamEventsResult;
import com.dropbox.core.v2.teamlog.TeamEvent;
import com.dropbox.core.v2.teamlog.TeamMemberLogInfo;
import dev.gangway.connector.Capability;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserSession;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read as a stream against what the SDK makes of the same simulated team, whose people come, go, sign in and link things. */
class SameAsTheSdkTest {

    private static final DirectTeam TEAM = DirectTeam.start(it -> it.team(TeamSetup.ofSize(1_200, 2_500)));

    private final Told told = new Told();
    private final Told sdks = new Told();

    private final LicenseData licenses = new DropboxLicenses(TEAM.calls(), Scopes.ALL);
    private final DbxTeamClientV2 sdk = TEAM.calls().client();

    @BeforeAll
    static void somethingIsLinked() {
        TEAM.simulator().people().signIn("leo@example.com");
    }

    @AfterAll
    static void close() {
        TEAM.close();
    }

    @Test
    void everyMember() throws Exception {
        int pages = Told.all(cursor -> licenses.people(cursor, told).orElseThrow());

        HolderSink users = sdks;
        MembersListV2Result page = sdk.team().membersListV2();
        page.getMembers().forEach(it -> users.user(Members.user(it)));
        while (page.getHasMore()) {
            page = sdk.team().membersListContinueV2(page.getCursor());
            page.getMembers().forEach(it -> users.user(Members.user(it)));
        }
        assertThat(told.people).hasSizeGreaterThan(1_100).containsExactlyElementsOf(sdks.people);
        assertThat(pages).isEqualTo(2);
    }

    @Test
    void everySignIn() throws Exception {
        SignInRange all = SignInRange.since(Instant.EPOCH);

        int pages = Told.all(cursor -> licenses.signIns(all, cursor, told));

        GetTeamEventsResult page = sdk.teamLog()
                .getEventsBuilder()
                .withEventType(EventTypeArg.LOGIN_SUCCESS)
                .start();
        page.getEvents().forEach(this::add);
        while (page.getHasMore()) {
            page = sdk.teamLog().getEventsContinue(page.getCursor());
            page.getEvents().forEach(this::add);
        }
        assertThat(told.signIns).hasSizeGreaterThan(2_400).containsExactlyElementsOf(sdks.signIns);
        assertThat(pages).isGreaterThan(2);
    }

    private void add(TeamEvent event) {
        ActorLogInfo actor = event.getActor();
        TeamMemberLogInfo member = (TeamMemberLogInfo) (actor.isAdmin() ? actor.getAdminValue() : actor.getUserValue());
        String method = event.getDetails()
                .getLoginSuccessDetailsValue()
                .getLoginMethod()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
        sdks.signIn(
                member.getTeamMemberId(),
                member.getEmail(),
                second(event.getTimestamp()),
                new SignInSource("event log, " + method, actor.isAdmin() ? "admin" : "user"));
    }

    @Test
    void everyRangeOnce() {
        SignInRange all = SignInRange.since(Instant.EPOCH);
        Told.all(cursor -> licenses.signIns(all, cursor, sdks));
        List<Long> seconds =
                sdks.signIns.stream().map(Told.SignIn::at).distinct().sorted().toList();
        Instant middle = Instant.ofEpochSecond(seconds.get(seconds.size() / 2));

        Told.all(cursor -> licenses.signIns(new SignInRange(Instant.EPOCH, Optional.of(middle)), cursor, told));
        int before = told.signIns.size();
        Told.all(cursor -> licenses.signIns(SignInRange.since(middle), cursor, told));

        assertThat(told.signIns).containsExactlyInAnyOrderElementsOf(sdks.signIns);
        assertThat(before).isBetween(1, told.signIns.size() - 1);
    }

    @Test
    void everyDevice() throws Exception {
        int pages = Told.all(cursor -> licenses.devices(cursor, told));

        ListMembersDevicesResult page = sdk.team().devicesListMembersDevices();
        page.getDevices().forEach(this::add);
        while (page.getHasMore()) {
            page = sdk.team()
                    .devicesListMembersDevicesBuilder()
                    .withCursor(page.getCursor())
                    .start();
            page.getDevices().forEach(this::add);
        }
        assertThat(told.devices).isNotEmpty().containsExactlyElementsOf(sdks.devices);
        assertThat(pages).isGreaterThan(1);
    }

    private void add(MemberDevices devices) {
        for (ActiveWebSession it : devices.getWebSessions()) {
            add(devices, it, UserSession.Kind.WEB);
        }
        for (DesktopClientSession it : devices.getDesktopClients()) {
            add(devices, it, UserSession.Kind.DESKTOP);
        }
        for (MobileClientSession it : devices.getMobileClients()) {
            add(devices, it, UserSession.Kind.MOBILE);
        }
    }

    private void add(MemberDevices of, DeviceSession session, UserSession.Kind kind) {
        sdks.device(of.getTeamMemberId(), session.getSessionId(), kind, second(session.getUpdated()));
    }

    @Test
    void everyLinkedApp() throws Exception {
        Told.all(cursor -> licenses.linkedApps(cursor, told));

        ListMembersAppsResult page = sdk.team().linkedAppsListMembersLinkedApps();
        page.getApps().forEach(this::add);
        while (page.getHasMore()) {
            page = sdk.team().linkedAppsListMembersLinkedApps(page.getCursor());
            page.getApps().forEach(this::add);
        }
        assertThat(told.apps).isNotEmpty().containsExactlyElementsOf(sdks.apps);
    }

    private void add(MemberLinkedApps apps) {
        for (ApiApp it : apps.getLinkedApiApps()) {
            sdks.app(apps.getTeamMemberId(), it.getAppName());
        }
    }

    @Test
    void whatSomebodyStores() throws Exception {
        TEAM.simulator().people().addFile("leo@example.com", "/Plan.pdf", 7_000_000_000L);
        Scopes scopes = Scopes.ALL.with(Capability.READ_STORAGE);

        Fact<Long> stored =
                new DropboxLicenses(new Calls(TEAM.transport(), scopes), scopes).storedBytes(TEAM.id("leo"));

        assertThat(stored).isEqualTo(Fact.of(7_000_000_000L));
    }

    private static long second(Date date) {
        return date.getTime() / 1_000;
    }

    /** Whoever reads a cursor twice is told the same twice. */
    @Test
    void aPageThatIsReadAgainTellsTheSame() {
        Cursor second = ((PageEnd.More) licenses.people(Cursor.START, told).orElseThrow()).next();
        told.people.clear();

        licenses.people(second, told);
        licenses.people(second, sdks);

        assertThat(told.people).isNotEmpty().isEqualTo(sdks.people);
        Set<Told.Person> once = new HashSet<>(told.people);
        assertThat(once).hasSameSizeAs(told.people);
    }
}
