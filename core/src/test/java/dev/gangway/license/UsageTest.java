package dev.gangway.license;

import static dev.gangway.license.Someone.SINCE;
import static dev.gangway.license.Someone.UNTIL;
import static dev.gangway.license.Someone.idle;
import static dev.gangway.license.Someone.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who used their license in some days. */
class UsageTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-10-31T23:59:59Z");

    private static List<String> users(Someone... people) {
        return report(people).usedBetween(FIRST, LAST).toOptional().orElseThrow().stream()
                .map(LicenseUse::name)
                .toList();
    }

    @Test
    void isWhoSignedInOnOneOfTheDays() {
        assertThat(users(
                        idle("early").signedIn(START.minusSeconds(1)),
                        idle("first").signedIn(START),
                        idle("last").signedIn(END),
                        idle("late").signedIn(END.plusSeconds(1)),
                        idle("leo")))
                .containsExactly("first@example.com", "last@example.com");
    }

    @Test
    void isWhoLastUsedADeviceOnOneOfTheDays() {
        assertThat(users(
                        idle("early").usedDevice(START.minusSeconds(1)),
                        idle("first").usedDevice(START),
                        idle("last").usedDevice(END),
                        idle("late").usedDevice(END.plusSeconds(1)),
                        idle("dark").devices(Fact.unknown("no scope"))))
                .containsExactly("first@example.com", "last@example.com");
    }

    @Test
    void isNobodyWhoSurelyTakesNoLicense() {
        assertThat(users(
                        idle("lia").takesNone().signedIn(START),
                        idle("leo").licenseType(Fact.unknown("not told")).signedIn(START)))
                .containsExactly("leo@example.com");
    }

    @Test
    void isNotKnownBeyondWhatWasRead() {
        LicenseReport report = report(idle("mia").signedIn(START));
        LocalDate whole = LocalDate.of(2026, 8, 27);
        LocalDate lastWhole = LocalDate.of(2026, 11, 23);

        assertThat(SINCE).isEqualTo("2026-08-26T12:00:00Z");
        assertThat(report.usedBetween(whole, lastWhole)).isInstanceOf(Fact.Known.class);
        assertThat(report.usedBetween(whole.minusDays(1), LAST).toString())
                .contains("unknown", SINCE.toString(), UNTIL.toString());
        assertThat(report.usedBetween(FIRST, lastWhole.plusDays(1))).isInstanceOf(Fact.Unknown.class);
        assertThat(report.usedBetween(LocalDate.MIN, LocalDate.MAX)).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void isNotKnownWithoutTheLogOrIfASignInMayBeAnybodys() {
        Fact<SignInHistory> read = Fact.of(new SignInHistory(SINCE, UNTIL, Optional.of(START)));
        LicenseReport dark = report(Fact.unknown("no scope"), List.of(), idle("mia"));

        assertThat(dark.usedBetween(FIRST, LAST)).isEqualTo(Fact.unknown("no scope"));
        assertThat(report(read, List.of(), idle("mia")).usedBetween(FIRST, LAST).toString())
                .contains("unknown", START.toString());
        assertThat(report(read, List.of(), idle("mia")).usedBetween(FIRST.plusDays(1), LAST))
                .isInstanceOf(Fact.Known.class);
    }

    @Test
    void isNotKnownIfTheDaysOfSomebodyAreNot() {
        Someone dark = idle("dark").days(Fact.unknown("no word"));

        assertThat(report(dark).usedBetween(FIRST, LAST).toString()).contains("unknown", "no word");
        assertThat(report(dark.usedDevice(START)).usedBetween(FIRST, LAST)).isInstanceOf(Fact.Known.class);
    }

    @Test
    void isAskedForWithTheEarlierDayFirst() {
        assertThat(report(idle("leo")).usedBetween(FIRST, FIRST)).isInstanceOf(Fact.Known.class);
        assertThatThrownBy(() -> report(idle("leo")).usedBetween(FIRST, FIRST.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the first");
    }
}
