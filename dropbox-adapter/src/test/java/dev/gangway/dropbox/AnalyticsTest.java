package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.analytics.AnalyticsReport;
import dev.gangway.analytics.AnalyticsRequest;
import dev.gangway.analytics.Measure;
import dev.gangway.analytics.TimeStep;
import dev.gangway.dropbox.simulator.Device;
import dev.gangway.user.Devices;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time series, through core, of the simulated team. */
class AnalyticsTest {

    private static AnalyticsRequest days(SimulatedTeam team, int count) {
        LocalDate today = LocalDate.ofInstant(team.clock().instant(), ZoneOffset.UTC);
        return AnalyticsRequest.of(today.minusDays(count - 1L), today);
    }

    private static AnalyticsReport report(SimulatedTeam team, AnalyticsRequest request) {
        return team.seen(team.connection().analytics().read(request));
    }

    private static List<Long> values(AnalyticsReport report, Measure measure) {
        return report.points(measure).stream()
                .map(it -> it.value().match(value -> value, why -> -1L))
                .toList();
    }

    @Test
    void signInsOfTheEventLogAreCountedForEachDay() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            Instant now = team.clock().instant();
            team.simulator().people().signIn("leo@example.com", now.minus(Duration.ofDays(20)));
            team.simulator().people().signIn("leo@example.com", now.minus(Duration.ofDays(2)));
            team.simulator().people().signIn("ana@example.com", now.minus(Duration.ofDays(2)));
            team.simulator()
                    .people()
                    .signIn("ana@example.com", now.minus(Duration.ofDays(2)).plusSeconds(9));
            team.simulator().people().signIn("leo@example.com", now);

            AnalyticsReport report = report(team, days(team, 3));

            assertThat(values(report, Measure.SIGN_INS)).containsExactly(3L, 0L, 1L);
            assertThat(values(report, Measure.ACTIVE_USERS)).containsExactly(2L, 0L, 1L);
            assertThat(report.series(Measure.SIGN_INS).mayBeMore(1)).isTrue();
            assertThat(report.series(Measure.SIGN_INS).mayBeMore(0)).isFalse();
        }
    }

    @Test
    void aYearOfMonthsIsReadThrough() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            Instant now = team.clock().instant();
            for (int day = 400; day >= 0; day -= 10) {
                team.simulator().people().signIn("leo@example.com", now.minus(Duration.ofDays(day)));
            }

            AnalyticsReport report = report(team, days(team, 365).by(TimeStep.MONTH));

            assertThat(values(report, Measure.SIGN_INS)).hasSize(13).allMatch(it -> it >= 1 && it <= 4);
            assertThat(values(report, Measure.ACTIVE_USERS)).startsWith(1L).doesNotContain(0L, -1L);
        }
    }

    @Test
    void peopleAndDevicesAreThoseOfToday() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            AnalyticsReport report = report(team, days(team, 2));

            assertThat(values(report, Measure.MEMBERS_SUSPENDED)).containsExactly(-1L, 1L);
            assertThat(values(report, Measure.MEMBERS_INVITED)).containsExactly(-1L, 1L);
            assertThat(values(report, Measure.DEVICES).get(1)).isNotNegative();
            assertThat(values(report, Measure.STORAGE)).containsOnly(-1L);
        }
    }

    @Test
    void storageIsThatOfEverybodyWhoCanSignInIfItIsAskedFor() {
        try (SimulatedTeam team = SimulatedTeam.start(builder -> builder, DropboxConnector::readingStorage)) {
            team.simulator().people().addFile("leo@example.com", "/a.txt", 1_000);
            team.simulator().people().addFile("ana@example.com", "/b.txt", 234);

            AnalyticsReport report = report(team, days(team, 1).withStorage());

            assertThat(values(report, Measure.STORAGE)).containsExactly(1_234L);
        }
    }

    @Test
    void linksAndDevicesOfTheEventLogAreCountedForEachDay() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            team.simulator().sharing().createLink("leo@example.com", "Plans");
            team.clock().advance(Duration.ofDays(1));
            team.simulator().sharing().createLink("leo@example.com", "Plans");
            team.simulator().sharing().createLink("ana@example.com", "Budget");
            team.simulator().sharing().openLink("ana@example.com", "Budget");
            team.simulator().people().linkDevice("leo@example.com", Device.phone(Device.Phone.IPHONE, "Leo's"));
            team.connection().users().endAllSessions(UserRef.email("leo@example.com"), Devices.KEEP);

            AnalyticsReport report = report(team, days(team, 2));

            assertThat(values(report, Measure.SHARED_LINKS_CREATED)).containsExactly(1L, 2L);
            assertThat(values(report, Measure.DEVICES_LINKED)).containsExactly(0L, 1L);
            assertThat(values(report, Measure.DEVICES_UNLINKED).get(0)).isZero();
            assertThat(values(report, Measure.DEVICES_UNLINKED).get(1)).isPositive();
            assertThat(report.series(Measure.DEVICES_LINKED).mayBeMore(1)).isTrue();
        }
    }
}
