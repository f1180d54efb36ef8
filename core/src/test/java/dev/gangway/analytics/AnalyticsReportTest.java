package dev.gangway.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.activity.ActivityKind;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
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
                        2026-01-05 09:00 UTC
                        New links, Linked, Unlinked: ? 2026-01-03 … 2026-01-04 (2), the log tells nothing from before
                        2026-01-05 01:00 UTC
                        Devices, Members, Invited, Suspended: ? 2026-01-03 … 2026-01-04 (2), it was not read in this time
                        GB stored: no column, since no value is known: it was not asked for; it was not read in this time
                        """);
    }

    @Test
    void aFrenchReaderGetsFrench() {
        FakeTeam quiet = new FakeTeam().signsIn("leo", "2026-01-05T08:00:00Z");

        assertThat(quiet.report("2026-01-04", "2026-01-06").table(Locale.CANADA_FRENCH))
                .isEqualTo("""
                        Depuis      Personnes actives  Connexions  Appareils  Membres  Invités  Suspendus
                        2026-01-04                  ?           ?          ?        ?        ?          ?
                        2026-01-05                 1+          1+          1        1        0          0
                        2026-01-06                  ?           ?          ?        ?        ?          ?
                        + ou plus : le journal peut être incomplet.
                        Personnes actives, Connexions, Liens créés, Associés, Dissociés, Appareils, Membres, Invités,
                        Suspendus : lecture du 2026-01-05 09:00 UTC
                        Personnes actives, Connexions : ? 2026-01-04, le journal ne dit rien d'avant le 2026-01-05 08:00 UTC
                        Personnes actives, Connexions, Appareils, Membres, Invités, Suspendus : ? 2026-01-06, encore à venir
                        Liens créés, Associés, Dissociés : pas de colonne, puisqu'aucune valeur n'est connue : le journal
                        n'en dit rien, on ne sait donc pas s'il remonte aussi loin ; encore à venir
                        Appareils, Membres, Invités, Suspendus : ? 2026-01-04, aucune lecture pendant cette période
                        Go stockés : pas de colonne, puisqu'aucune valeur n'est connue : ce n'était pas demandé ; aucune
                        lecture pendant cette période ; encore à venir
                        """);
    }

    @Test
    void storageIsInGigabytesAndTimesAreToTheMinuteOfTheRequestsZone() {
        team.time.advance(Duration.ofNanos(1_234_567_891));
        team.stored = who -> Fact.of(1_791_432_648_917L);
        AnalyticsRequest request = AnalyticsRequest.of(LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-05"))
                .in(ZoneId.of("Europe/Paris"))
                .withStorage();

        assertThat(team.node().read(request).table(Locale.ENGLISH))
                .contains("GB stored", "  1791.4  ", "read at 2026-01-05 10:00 Europe/Paris\n");
        assertThat(team.node().read(request).table(Locale.FRENCH)).contains("Go stockés", "  1791,4  ");

        team.stored = who -> Fact.of(7L);
        assertThat(team.node().read(request).table(Locale.ENGLISH)).contains("  <0.1  ");
    }

    @Test
    void everyReasonOfGangwaysIsSaidInFrench() {
        assertThat(List.of(Reason.values())).allSatisfy(reason -> {
            String why = reason.of("a", "b", "c");
            assertThat(Reason.in(Locale.ENGLISH, why)).isEqualTo(why);
            assertThat(Reason.in(Locale.FRENCH, why)).isNotEqualTo(why).doesNotContain("%");
        });
        assertThat(Reason.in(Locale.FRENCH, Reason.NOT_ALL_STORED.of(1, 2, Reason.NO_SCOPE.of("x.read"))))
                .isEqualTo(
                        "de 1 personnes sur 2 on ne sait pas combien elles stockent, par exemple : la connexion n'a pas le"
                                + " droit x.read");
        assertThat(Reason.in(Locale.FRENCH, "the provider's own words")).isEqualTo("the provider's own words");
    }

    @Test
    void noTextOfAProviderMovesTheCursorOrIsAFormula() {
        team.devices = sink -> {
            throw new UnsupportedCapabilityException("=1+1\u001b[2J 2026-13-01T00:00:00Z");
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
