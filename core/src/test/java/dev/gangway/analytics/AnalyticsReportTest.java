package dev.gangway.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.activity.ActivityKind;
import dev.gangway.error.UnsupportedCapabilityException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AnalyticsReportTest {

    private final FakeTeam team = new FakeTeam()
            .signsIn("leo", "2025-11-01T08:00:00Z")
            .signsIn("leo", "2026-01-05T08:00:00Z")
            .happens("a", ActivityKind.LINK_CREATED, "2026-01-05T01:00:00Z");

    @Test
    void theTableShowsWhatIsKnownAndSaysTheRest() {
        assertThat(team.report("2026-01-03", "2026-01-05").table(Locale.ENGLISH))
                .isEqualTo("""
                        From        Active people  Sign-ins  New links  Linked  Unlinked  Devices  Members  Invited  Suspended
                        2026-01-03              0         0          ?       ?         ?        ?        ?        ?          ?
                        2026-01-04              0         0          ?       ?         ?        ?        ?        ?          ?
                        2026-01-05             1+        1+         1+      0+        0+        1        1        0          0
                        + or more: the log may not tell all of it.
                        Active people, Sign-ins, New links, Linked, Unlinked, Devices, Members, Invited, Suspended: read at
                        2026-01-05T09:00:00Z
                        New links, Linked, Unlinked: ? 2026-01-03 … 2026-01-04 (2), the log tells nothing from before
                        2026-01-05T01:00:00Z
                        Devices, Bytes stored, Members, Invited, Suspended: ? 2026-01-03 … 2026-01-04 (2), it was not read
                        in this time
                        Bytes stored: not read now, it was not asked for
                        Bytes stored: ? 2026-01-05, it was not asked for
                        """);
    }

    @Test
    void headingsAreInFrenchForAFrenchReader() {
        assertThat(team.report("2026-01-04", "2026-01-05").table(Locale.CANADA_FRENCH))
                .startsWith("Depuis")
                .contains("Connexions", "Liens créés", "+ ou plus", "lu le 2026-01-05T09:00:00Z");
    }

    @Test
    void noTextOfAProviderMovesTheCursorOrIsAFormula() {
        team.devices = sink -> {
            throw new UnsupportedCapabilityException("=1+1\u001b[2J");
        };

        AnalyticsReport report = team.report("2026-01-05", "2026-01-05");

        assertThat(report.table(Locale.ENGLISH)).contains("=1+1").doesNotContain("\u001b");
        assertThat(report.csv()).contains(",'=1+1").doesNotContain(",=1+1");
    }

    @Test
    void theCsvHasARowForEachMeasureAndStep() {
        String csv = team.report("2026-01-04", "2026-01-05").csv();

        assertThat(csv.split("\r\n"))
                .hasSize(1 + 2 * Measure.values().length)
                .startsWith(
                        "measure,from,value,value_why,may_be_more,read_at,read_at_why",
                        "ACTIVE_USERS,2026-01-04T00:00:00Z,0,,false,2026-01-05T09:00:00Z,",
                        "ACTIVE_USERS,2026-01-05T00:00:00Z,1,,true,2026-01-05T09:00:00Z,")
                .contains("STORAGE,2026-01-05T00:00:00Z,,it was not asked for,false,,it was not asked for");
    }

    @Test
    void aReportHasEachSeriesOnce() {
        AnalyticsReport report = team.report("2026-01-04", "2026-01-05");

        assertThatThrownBy(() -> new AnalyticsReport(report.request(), report.readAt(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(report.series()).extracting(Series::measure).containsExactly(Measure.values());
    }
}
