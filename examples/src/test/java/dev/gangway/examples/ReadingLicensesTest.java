package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.license.DeviceUse;
import dev.gangway.license.IdleRule;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Price;
import dev.gangway.license.Price.Per;
import dev.gangway.license.Prices;
import dev.gangway.license.SignInDays;
import dev.gangway.license.SignInHistory;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on licenses shows code that does what the page says; that it shows this code, {@link DocumentsTest} checks. */
class ReadingLicensesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant SINCE = NOW.minus(Duration.ofDays(90));

    private final List<String> lines = new ArrayList<>();

    private static LicenseReport report(Instant at, String... names) {
        List<LicenseUse> people =
                List.of(names).stream().map(ReadingLicensesTest::idle).toList();
        LicenseType full = new LicenseType(
                "full", Fact.of(10), people.size(), 0, 0, people.size(), 0, Fact.of(people.size()), List.of());
        return new LicenseReport(
                at, List.of(), List.of(full), people, Fact.of(new SignInHistory(SINCE, NOW, Optional.empty())));
    }

    private static LicenseUse idle(String name) {
        return new LicenseUse(
                new UserId(name),
                name + "@example.com",
                "",
                "",
                Optional.empty(),
                UserStatus.ACTIVE,
                Fact.of(Optional.of("full")),
                false,
                Optional.empty(),
                Optional.of(NOW.minus(Duration.ofDays(500))),
                Optional.empty(),
                new LastLogin.NoneSince(SINCE, NOW),
                Fact.of(new SignInDays(LocalDate.EPOCH, new BitSet())),
                Fact.of(DeviceUse.NONE),
                Fact.unknown("not asked for"),
                Fact.unknown("not asked for"));
    }

    private ReadingLicenses page(String... names) {
        return new ReadingLicenses(report(NOW, names), lines::add);
    }

    @Test
    void tellsWhoIsIdleWithTheEvidence() {
        page("leo", "mia").idle(List.of(UserRef.email("mia@example.com"), UserRef.email("ned@example.com")));

        assertThat(lines)
                .containsExactly(
                        "leo@example.com: [no sign-in from 2026-08-26 to 2026-11-24, no device and no web session,"
                                + " joined on 2025-07-12]",
                        "can't be judged: 0, not found: [ned@example.com]");
    }

    @Test
    void tellsWhoUsedTheirLicense() {
        page("leo").used();

        assertThat(lines).containsExactly("0");
    }

    @Test
    void tellsCostAndSaving() {
        page("leo", "mia").cost(IdleRule.after(Duration.ofDays(60)));

        assertThat(lines).containsExactly("150.00 EUR a month, of which may be saved in a year: 1800.00 EUR");
    }

    @Test
    void tellsWhatChanged() {
        LicenseReport then = report(NOW.minus(Duration.ofDays(30)), "leo", "ned");
        Prices prices = Prices.of("full", Price.of("15", "EUR", Per.MONTH));

        page("leo", "mia").changes(then, IdleRule.after(Duration.ofDays(60)), prices);

        assertThat(lines)
                .containsExactly(
                        "1 came, 1 left", "became idle: 0", "used again: 0", "more each month than then: 0.00 EUR");
    }

    @Test
    void showsTheReport(@TempDir Path folder) throws IOException {
        LicenseReport then = report(NOW.minus(Duration.ofDays(30)), "leo", "ned");
        Prices prices = Prices.of("full", Price.of("15", "EUR", Per.MONTH));

        page("leo", "mia").show(then, IdleRule.after(Duration.ofDays(60)), prices, folder);

        assertThat(lines)
                .singleElement()
                .satisfies(it ->
                        assertThat(it).startsWith("Licenses of Acme Ltd\n").contains("2 people neither signed in"));
        assertThat(folder.resolve("licenses.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("licenses.csv")).content().contains("leo,leo@example.com,");
    }
}
