package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.dropbox.simulator.Device;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Sessions and linked apps. */
class SessionsTest {

    private static final String ANA = "ana@example.com";
    private static final String REVOKE = "team/devices/revoke_device_session";
    private static final UserSession GONE =
            new UserSession("dbdsid:gone", UserSession.Kind.DESKTOP, "gone", Optional.empty());

    private static DirectTeam team() {
        DirectTeam team = DirectTeam.start();
        team.simulator().people().signIn(ANA);
        team.simulator().people().linkDevice(ANA, Device.computer(Device.Computer.WINDOWS, "office-pc"));
        team.simulator().people().linkDevice(ANA, Device.phone(Device.Phone.IPHONE, "Ana's phone"));
        team.simulator().people().linkApp(ANA, "Planner");
        return team;
    }

    private static UserSession session(DirectTeam team, UserSession.Kind kind) {
        return sessions(team).stream()
                .filter(it -> it.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static List<UserSession> sessions(DirectTeam team) {
        return team.users().sessions(team.id("ana")).toOptional().orElseThrow();
    }

    @Test
    void sessionsOfAllKindsAreListedAndEndedOneByOne() {
        try (DirectTeam team = team()) {
            UserId ana = team.id("ana");
            assertThat(sessions(team))
                    .extracting(UserSession::kind, UserSession::name)
                    .containsExactly(
                            Tuple.tuple(UserSession.Kind.WEB, "Firefox on Linux"),
                            Tuple.tuple(UserSession.Kind.DESKTOP, "office-pc"),
                            Tuple.tuple(UserSession.Kind.MOBILE, "Ana's phone"));
            assertThat(sessions(team))
                    .allSatisfy(it -> assertThat(it.lastUsedAt()).isPresent());

            for (UserSession session : sessions(team)) {
                assertThat(team.users().endSession(ana, session, Devices.KEEP)).isEqualTo(Outcome.done(ana));
                assertThat(team.users().endSession(ana, session, Devices.KEEP)).isEqualTo(Outcome.alreadyDone(ana));
            }

            assertThat(sessions(team)).isEmpty();
            assertThat(team.arguments(REVOKE)).noneMatch(it -> it.contains("\"delete_on_unlink\":true"));
            assertThat(team.arguments(REVOKE)).anyMatch(it -> it.contains("\"delete_on_unlink\":false"));
        }
    }

    @Test
    void aComputerErasesItsFilesIfThatWasSaid() {
        try (DirectTeam team = team()) {
            UserId ana = team.id("ana");

            assertThat(team.users().endSession(ana, session(team, UserSession.Kind.DESKTOP), Devices.WIPE))
                    .isEqualTo(Outcome.done(ana));
            assertThat(team.users().endSession(ana, session(team, UserSession.Kind.WEB), Devices.WIPE))
                    .isEqualTo(Outcome.done(ana));
            assertThat(team.users().endSession(ana, GONE, Devices.WIPE)).isEqualTo(Outcome.alreadyDone(ana));
            assertThat(team.arguments(REVOKE).get(0)).contains("\"delete_on_unlink\":true");
        }
    }

    @Test
    void aPhoneThatCanNotEraseIsNotSignedOutInstead() {
        try (DirectTeam team = team()) {
            UserSession phone = session(team, UserSession.Kind.MOBILE);

            assertThat(team.users()
                            .endSession(team.id("ana"), phone, Devices.WIPE)
                            .toString())
                    .contains(Reason.NOT_SUPPORTED.name(), "a phone");
            assertThat(team.simulator().calls(REVOKE)).isEmpty();
        }
    }

    @Test
    void aComputerThatCanNotEraseIsNotSignedOutInstead() {
        Script dropbox = new Script();
        dropbox.answers(
                200,
                "{\"desktop_client_sessions\":[{\"session_id\":\"dbdsid:gone\",\"host_name\":\"h\",\"client_type\":"
                        + "{\".tag\":\"mac\"},\"client_version\":\"1\",\"platform\":\"p\",\"is_delete_on_unlink_supported\":false}]}");

        assertThat(dropbox.users()
                        .endSession(new UserId("dbmid:ana"), GONE, Devices.WIPE)
                        .toString())
                .contains(Reason.NOT_SUPPORTED.name(), "this computer");
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void appsAreListedAndShutOut() {
        try (DirectTeam team = team()) {
            UserId ana = team.id("ana");
            List<LinkedApp> apps = team.users().linkedApps(ana).toOptional().orElseThrow();
            assertThat(apps).singleElement().satisfies(it -> {
                assertThat(it.name()).isEqualTo("Planner");
                assertThat(it.linkedAt()).isPresent();
            });

            assertThat(team.users().unlinkApp(ana, apps.get(0))).isEqualTo(Outcome.done(ana));
            assertThat(team.users().unlinkApp(ana, apps.get(0))).isEqualTo(Outcome.alreadyDone(ana));
            assertThat(team.users().linkedApps(ana)).isEqualTo(Fact.of(List.of()));
        }
    }

    @Test
    void nobodyHasSessionsNobodyKnowsOf() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId nobody = new UserId("dbmid:nobody");

            assertThat(team.users().sessions(nobody).toString()).contains("unknown", "member_not_found");
            assertThat(team.users().linkedApps(nobody).toString()).contains("unknown", "member_not_found");
            assertThat(team.users().endSession(nobody, GONE, Devices.KEEP).toString())
                    .contains(Reason.USER_NOT_FOUND.name());
            assertThat(team.users()
                            .endSession(team.id("rob"), GONE, Devices.KEEP)
                            .toString())
                    .contains(Reason.NOT_ON_TEAM.name());
        }
    }

    @Test
    void withoutItsScopeASessionStaysAndTheScopeIsNamed() {
        try (DirectTeam team = team()) {
            UserSession browser = session(team, UserSession.Kind.WEB);
            team.simulator().untickScope("sessions.modify");

            assertThatThrownBy(() -> team.users().endSession(team.id("ana"), browser, Devices.KEEP))
                    .isInstanceOfSatisfying(
                            PermissionMissingException.class,
                            it -> assertThat(it.missing()).containsExactly("sessions.modify"));
            assertThat(sessions(team)).contains(browser);
        }
    }
}
