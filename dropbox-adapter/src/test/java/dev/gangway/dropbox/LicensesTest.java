package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.license.DeviceUse;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.ReportRequest;
import dev.gangway.license.SignInHistory;
import dev.gangway.result.Fact;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** License reports, through core, against the simulated team. */
class LicensesTest {

    private static final String EVENTS = "team_log/get_events";
    private static final String MORE = "team_log/get_events/continue";

    private static LicenseReport report(SimulatedTeam team) {
        return team.seen(team.connection().licenses().refresh());
    }

    private static LastLogin lastLogin(LicenseReport report, String email) {
        return report.people().stream()
                .filter(it -> it.email().equals(email))
                .map(LicenseUse::lastLogin)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> idle(LicenseReport report) {
        return idle(report, Duration.ofDays(60));
    }

    private static List<String> idle(LicenseReport report, Duration time) {
        return report.idle(time).toOptional().orElseThrow().candidates().stream()
                .map(it -> it.who().email())
                .toList();
    }

    @Test
    void theReportCountsWhatDropboxCounts() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            LicenseType full = report(team).byType().get(0);

            assertThat(full.name()).isEqualTo("full");
            assertThat(full.purchased()).isEqualTo(Fact.of(15));
            assertThat(full.providerAssigned()).isEqualTo(Fact.of(full.assigned()));
            assertThat(full.reserved()).isOne();
            assertThat(full.suspended()).isOne();
        }
    }

    @Test
    void aDisagreementWithDropboxsOwnCountIsShown() {
        try (SimulatedTeam team =
                SimulatedTeam.start(it -> it.team(TeamSetup.small().showing(9, 0)))) {
            LicenseType full = report(team).byType().get(0);

            assertThat(full.difference()).isEqualTo(Fact.of(9 - full.assigned()));
        }
    }

    @Test
    void whoSignedInIsKnownAndAnAdminToo() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            Instant now = team.clock().instant();
            team.simulator().people().signIn("olga@example.com", now);
            team.simulator().people().signIn("leo@example.com", now.minusSeconds(60));

            LicenseReport report = report(team);

            assertThat(lastLogin(report, "olga@example.com"))
                    .isEqualTo(new LastLogin.SeenAt(now, "event log, password", "admin"));
            assertThat(lastLogin(report, "leo@example.com"))
                    .isEqualTo(new LastLogin.SeenAt(now.minusSeconds(60), "event log, password", "user"));
        }
    }

    @Test
    void whoHasNotSignedInIsIdleAndNobodyElse() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().people().signIn("ana@example.com");

            assertThat(idle(report(team)))
                    .contains("leo@example.com")
                    .doesNotContain("ana@example.com", "ivy@example.com", "sam@example.com");
        }
    }

    @Test
    void aLimitedMemberIsNeitherCountedNorIdle() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            LicenseReport report = report(team);

            assertThat(lastLogin(report, "lia@example.com")).isInstanceOf(LastLogin.NoneSince.class);
            assertThat(idle(report)).doesNotContain("lia@example.com");
            assertThat(report.byType()).extracting(LicenseType::name).containsExactly("full");
            assertThat(report.byType().get(0).assigned())
                    .isEqualTo(report.people().size() - 1);
        }
    }

    @Test
    void aSignInThatIsStillOnItsWayMakesNobodyIdle() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.clock().advance(Duration.ofDays(100));
            team.simulator().people().eventsArriveAfter(Duration.ofHours(20));
            team.simulator().people().signIn("leo@example.com");
            team.clock().advance(Duration.ofDays(30));
            team.simulator().people().signIn("leo@example.com");
            team.clock().advance(Duration.ofHours(19));

            LicenseReport report = report(team);

            Instant until = team.clock().instant().minus(Duration.ofDays(1));
            assertThat(report.signIns())
                    .isEqualTo(Fact.of(new SignInHistory(until.minus(Duration.ofDays(90)), until, Optional.empty())));
            assertThat(idle(report, Duration.ofDays(30)))
                    .contains("ana@example.com")
                    .doesNotContain("leo@example.com");
            assertThat(lastLogin(report, "ana@example.com"))
                    .isEqualTo(new LastLogin.NoneSince(until.minus(Duration.ofDays(90)), until));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2_147_483_648L})
    void whatCannotBeANumberOfLicensesIsUnknown(long provisioned) {
        try (SimulatedTeam team =
                SimulatedTeam.start(it -> it.team(TeamSetup.small().showing(provisioned, 0)))) {
            LicenseType full = report(team).byType().get(0);

            assertThat(full.purchased()).isEqualTo(Fact.of(15));
            assertThat(full.providerAssigned()).isInstanceOf(Fact.Unknown.class);
            assertThat(full.difference()).isInstanceOf(Fact.Unknown.class);
        }
    }

    @Test
    void noLicensesAreAKnownNumber() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().people().haveLicenses(0);

            assertThat(report(team).byType().get(0).purchased()).isEqualTo(Fact.of(0));
        }
    }

    @Test
    void withoutTheScopeForTheLogWhoIsIdleIsNotKnown() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().untickScope("events.read");

            LicenseReport report = report(team);

            assertThat(report.signIns().toString()).contains("events.read");
            assertThat(report.idle(Duration.ofDays(60)).toString()).contains("unknown", "events.read");
        }
    }

    @Test
    void aLogOfSeveralPagesIsReadToItsEnd() {
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(50, 3_000)))) {
            team.inject(Fault.at(MORE).emptyPage());

            LicenseReport report = report(team);

            assertThat(team.calls(MORE)).isGreaterThan(1);
            assertThat(report.people())
                    .filteredOn(it -> it.lastLogin() instanceof LastLogin.SeenAt)
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void aCursorThatDropboxResetsCostsNobodyTheLastLogin() {
        Map<String, LastLogin> undisturbed;
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(50, 3_000)))) {
            undisturbed = lastLogins(report(team));
        }
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(50, 3_000)))) {
            team.inject(Fault.at(MORE).resetCursor());

            assertThat(lastLogins(report(team))).isEqualTo(undisturbed);
            assertThat(team.calls(EVENTS)).isGreaterThan(1);
        }
    }

    private static Map<String, LastLogin> lastLogins(LicenseReport report) {
        return report.people().stream().collect(Collectors.toMap(it -> it.email(), LicenseUse::lastLogin));
    }

    @Test
    void aSignInOfNobodyCertainMakesNobodyIdle() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().people().signIn("ana@example.com");
            team.inject(Fault.at(EVENTS).unknownTag("actor", "visitor"));

            LicenseReport report = report(team);

            assertThat(report.signIns()).isInstanceOf(Fact.Known.class);
            assertThat(report.idle(Duration.ofDays(60)).toString()).contains("unknown", "doesn't tell whose it was");
        }
    }

    private static LicenseUse person(LicenseReport report, String email) {
        return report.people().stream()
                .filter(it -> it.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void devicesAndLinkedAppsAreToldOfEachPerson() {
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(300, 100)))) {
            LicenseReport report = report(team);

            List<LicenseUse> some = report.people().stream()
                    .filter(it -> it.devices().toOptional().orElseThrow().count() > 0)
                    .limit(5)
                    .toList();
            assertThat(some).isNotEmpty().allSatisfy(it -> {
                UserRef person = UserRef.id(it.id());
                assertThat(it.devices().map(DeviceUse::count))
                        .isEqualTo(team.users().sessions(person).map(List::size));
                assertThat(it.linkedApps())
                        .isEqualTo(team.users()
                                .linkedApps(person)
                                .map(apps -> apps.stream().map(LinkedApp::name).toList()));
            });
        }
    }

    @Test
    void whatPeopleStoreIsReadWhenItIsAskedForAndTheConnectorMay() {
        ReportRequest request = ReportRequest.DEFAULT.withStorage();
        try (SimulatedTeam team = SimulatedTeam.start(it -> it, DropboxConnector::readingStorage)) {
            team.simulator().people().addFile("ana@example.com", "/Plan.pdf", 7_000);

            LicenseReport report = team.seen(team.connection().licenses().refresh(request));

            assertThat(person(report, "ana@example.com").storedBytes()).isEqualTo(Fact.of(7_000L));
            assertThat(person(report, "leo@example.com").storedBytes()).isEqualTo(Fact.of(0L));
            assertThat(person(report, "sam@example.com").storedBytes().toString())
                    .contains("unknown", "suspended");
            assertThat(team.info().capabilities())
                    .filteredOn(it -> it.capability() == Capability.READ_STORAGE)
                    .singleElement()
                    .satisfies(it -> assertThat(it.proof()).isEqualTo(Proof.PROVED));
        }
        try (SimulatedTeam team = SimulatedTeam.start()) {
            LicenseReport report = team.seen(team.connection().licenses().refresh(request));

            assertThat(person(report, "ana@example.com").storedBytes().toString())
                    .contains("unknown", "readingStorage");
            assertThat(team.calls("users/get_space_usage")).isZero();
        }
    }

    @Test
    void withoutTheScopeForDevicesTheRestIsReadAllTheSame() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().untickScope("sessions.list");

            LicenseReport report = report(team);

            assertThat(person(report, "ana@example.com").devices().toString()).contains("unknown", "sessions.list");
            assertThat(person(report, "ana@example.com").linkedApps().toString())
                    .contains("unknown", "sessions.list");
            assertThat(report.signIns()).isInstanceOf(Fact.Known.class);
        }
    }

    /** Everything counts once, although what came before the break was told already. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "team/members/list_v2",
                EVENTS,
                MORE,
                "team/devices/list_members_devices",
                "team/linked_apps/list_members_linked_apps"
            })
    void anAnswerThatBreaksOffIsReadAgainAndNothingIsMissing(String route) {
        LicenseReport undisturbed;
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(300, 2_500)))) {
            undisturbed = report(team);
        }
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(300, 2_500)))) {
            team.inject(Fault.at(route).truncateBody());

            assertThat(facts(report(team))).isEqualTo(facts(undisturbed));
        }
    }

    private static Map<String, String> facts(LicenseReport report) {
        return report.people().stream().collect(Collectors.toMap(LicenseUse::email, LicensesTest::fact));
    }

    /** All that is known of a person but the ids of a session, which each simulator makes anew. */
    private static String fact(LicenseUse use) {
        return use.lastLogin() + " " + use.signInDays() + " " + use.devices() + " " + use.linkedApps() + " "
                + use.status() + " " + use.joinedAt();
    }

    @Test
    void aSecondRefreshReadsOnFromTheFirstOnesCursor() {
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(TeamSetup.ofSize(50, 3_000)))) {
            report(team);
            int first = team.calls(EVENTS);
            int more = team.calls(MORE);
            String newest =
                    team.connection().licenses().refresh().people().get(0).email();
            Instant now = team.clock().instant();
            team.simulator().people().signIn(newest, now);

            LicenseReport second = report(team);

            assertThat(lastLogin(second, newest)).isInstanceOf(LastLogin.SeenAt.class);
            assertThat(((LastLogin.SeenAt) lastLogin(second, newest)).at()).isEqualTo(now);
            assertThat(team.calls(EVENTS)).isEqualTo(first);
            assertThat(team.calls(MORE)).isEqualTo(more + 2);
        }
    }
}
