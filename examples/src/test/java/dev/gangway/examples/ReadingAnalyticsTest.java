package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.analytics.AnalyticsReport;
import dev.gangway.analytics.Measure;
import dev.gangway.result.Fact;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.InMemoryConnector;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page on analytics shows code that does what the page says; that it shows this code, {@link DocumentsTest} checks. */
class ReadingAnalyticsTest {

    @Test
    void weeksOfParisAreShownAsATableInFrench() {
        TestClock clock = new TestClock();
        InMemoryConnector team = new InMemoryConnector(clock);
        List<String> page = new ArrayList<>();
        try (Gangway gangway = Gangway.builder()
                .connector(team)
                .time(clock)
                .store(new InMemoryStore(clock), Keyring.random())
                .build()) {
            UserId leo = team.personJoins(NewUser.of("leo@example.com"));
            team.personSignsIn(leo);
            clock.advance(Duration.ofDays(8));
            team.personSignsIn(leo);

            AnalyticsReport report = ReadingAnalytics.lastWeeks(
                    gangway.connection(gangway.connections()
                            .connect(InMemoryConnector.ID, "Acme", team.credential())
                            .id()),
                    LocalDate.parse("2026-01-13"),
                    page::add);

            assertThat(report.points(Measure.ACTIVE_USERS)).hasSize(4);
            assertThat(report.points(Measure.ACTIVE_USERS).get(3).value()).isEqualTo(Fact.of(1L));
            assertThat(page.get(0)).startsWith("2025-12-21T23:00:00Z: not known, the log tells nothing from before");
            assertThat(page.get(4)).contains("Personnes actives", "Go stockés");
            assertThat(page.get(5)).startsWith("measure,from");
        }
    }
}
