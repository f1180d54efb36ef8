package dev.gangway.examples;

import dev.gangway.connection.Connection;
import dev.gangway.license.Cost;
import dev.gangway.license.CostChange;
import dev.gangway.license.Costs;
import dev.gangway.license.Evidence;
import dev.gangway.license.IdlePeople;
import dev.gangway.license.IdlePerson;
import dev.gangway.license.IdleRule;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.Money;
import dev.gangway.license.Price;
import dev.gangway.license.Price.Per;
import dev.gangway.license.Prices;
import dev.gangway.license.ReportChanges;
import dev.gangway.license.ReportRequest;
import dev.gangway.license.ReportView;
import dev.gangway.license.TotalCost;
import dev.gangway.result.Fact;
import dev.gangway.user.UserRef;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What an application asks a license report; a method is a section of the page on licenses. */
final class ReadingLicenses {

    private final LicenseReport report;
    private final Consumer<String> page;

    ReadingLicenses(LicenseReport report, Consumer<String> page) {
        this.report = report;
        this.page = page;
    }

    static LicenseReport refreshed(Connection connection, Consumer<String> status) {
        // [licenses-refresh]
        Licenses licenses = connection.licenses();
        ReportRequest request = ReportRequest.DEFAULT.history(Duration.ofDays(180));
        LicenseReport fresh = licenses.refresh(
                request,
                it -> status.accept(it.part().words() + ": " + it.items() + (it.finished() ? ", finished" : "")));
        // meanwhile, on any thread: licenses.cancelRefresh(); later, without reading: licenses.last()
        // [/licenses-refresh]
        return fresh;
    }

    void idle(Collection<UserRef> kept) {
        // [licenses-idle]
        IdleRule rule = IdleRule.after(Duration.ofDays(60))
                .grace(Duration.ofDays(90)) // for who has just joined; 60 days, too, if nothing is said
                .excluding(kept) // best by immutable id
                .excluding(LicenseUse::hasRole, "has a role"); // else they can be candidates, and the evidence says so
        Fact<IdlePeople> answer = report.idle(rule);

        for (IdlePerson person : answer.toOptional().map(IdlePeople::candidates).orElse(List.of())) {
            page.accept(person.who().email() + ": "
                    + person.evidence().stream().map(Evidence::words).toList());
        }
        page.accept(answer.match(
                idle -> "can't be judged: " + idle.undecided().size() + ", not found: " + idle.notFound(),
                why -> "who is idle isn't known: " + why));
        // [/licenses-idle]
    }

    void used() {
        // [licenses-used]
        Fact<List<LicenseUse>> october = report.usedBetween(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31));
        // [/licenses-used]
        page.accept(october.map(List::size).toString());
    }

    void cost(IdleRule rule) {
        // [licenses-cost]
        Prices prices = Prices.of("full", Price.of("15.00", "EUR", Per.MONTH))
                .and("guest", Price.of("0", "EUR", Per.MONTH)); // free; without a price the total would be unknown
        Costs costs = report.cost(prices, rule);

        for (TotalCost total : costs.totals()) { // one for each currency
            Fact<Money> cost = total.cost().map(Cost::perMonth);
            Fact<Money> saving = total.saving().map(Cost::perYear);
            page.accept(cost + " a month, of which may be saved in a year: " + saving);
        }
        // [/licenses-cost]
    }

    void changes(LicenseReport lastMonths, IdleRule rule, Prices prices) {
        // [licenses-changes]
        ReportChanges changes = report.since(lastMonths);

        page.accept(changes.came().size() + " came, " + changes.left().size() + " left");
        page.accept("became idle: " + changes.becameIdle(rule).map(List::size));
        page.accept("used again: " + changes.usedAgain(rule).map(List::size));
        for (CostChange change : changes.cost(prices)) {
            page.accept("more each month than then: " + change.increase().map(Cost::perMonth));
        }
        // [/licenses-changes]
    }

    void show(LicenseReport lastMonths, IdleRule rule, Prices prices, Path folder) throws IOException {
        // [licenses-view]
        ReportView view = report.view()
                .title("Acme Ltd") // the customer's name
                .idle(rule)
                .priced(prices)
                .comparedWith(lastMonths)
                .at(Instant.now()); // says how old each part is

        page.accept(view.table()); // for a terminal of 100 columns
        try (Writer file = Files.newBufferedWriter(folder.resolve("licenses.html"))) { // UTF-8
            view.writeHtml(file);
        }
        try (Writer file = Files.newBufferedWriter(folder.resolve("licenses.csv"))) {
            view.writeCsv(file);
        }
        // [/licenses-view]
    }
}
