package dev.gangway.examples;

import dev.gangway.connection.Connection;
import dev.gangway.license.Cost;
import dev.gangway.license.Costs;
import dev.gangway.license.IdlePeople;
import dev.gangway.license.IdlePerson;
import dev.gangway.license.IdleRule;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Money;
import dev.gangway.license.PersonChange;
import dev.gangway.license.Price;
import dev.gangway.license.Price.Per;
import dev.gangway.license.Prices;
import dev.gangway.license.ReportChanges;
import dev.gangway.license.ReportRequest;
import dev.gangway.license.ReportView;
import dev.gangway.license.TotalCost;
import dev.gangway.result.Fact;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tour's chapters on licenses: the report, in the terminal and as a page; and a second one, what it cost and what it finds. */
final class LicenseChapters {

    static final Path PAGE = Path.of("target", "tour-licenses.html");

    private static final ReportRequest REQUEST = ReportRequest.DEFAULT.history(Duration.ofDays(180));
    private static final IdleRule IDLE = IdleRule.after(Duration.ofDays(60));
    private static final Prices PRICES = Prices.of("full", Price.of("15.00", "EUR", Per.MONTH));
    private static final int NAMED = 5;

    private final Connection team;
    private final Printed out;
    private final RefreshCost firstCost = new RefreshCost();

    LicenseChapters(Connection team, Printed out) {
        this.team = team;
        this.out = out;
    }

    LicenseReport report() {
        out.title("What the licenses cost, and who uses them");
        LicenseReport report = team.licenses().refresh(REQUEST, firstCost);
        ReportView view = report.view()
                .title(team.info().account().teamName())
                .idle(IDLE)
                .priced(PRICES)
                .at(Instant.now());
        view.naming(NAMED).table().lines().forEach(out::line);
        out.line("");
        out.line("The price is an example; an application gives its own.");
        page(view);
        return report;
    }

    private void page(ReportView view) {
        try {
            Files.createDirectories(PAGE.toAbsolutePath().getParent());
            try (Writer file = Files.newBufferedWriter(PAGE)) {
                view.writeHtml(file);
            }
            out.line("The same as a page with pictures, in one file to open in a browser or to send:");
            out.line("  " + PAGE.toUri());
        } catch (IOException failed) {
            out.line("The page could not be written: " + failed);
        }
        out.line("As CSV and as JSON it can be had, too, with everybody on the team.");
    }

    /** What the second refresh cost beside the first, and what has changed since. */
    void second(LicenseReport first) {
        out.title("The report again: what that cost, and what has changed");
        RefreshCost cost = new RefreshCost();
        ReportChanges changes = team.licenses().refresh(REQUEST, cost).since(first);
        firstCost.beside(cost).forEach(out::line);
        out.line("A page is one request. Of the sign-ins only the new ones are read: the place in the provider's log");
        out.line("is kept in the store, so any other process goes on there, too.");
        out.line("");
        changes(changes);
    }

    /** What is different from the first report. */
    LicenseReport third(LicenseReport first) {
        out.title("The report again: what is different from the first one");
        LicenseReport third = team.licenses().refresh(REQUEST);
        changes(third.since(first));
        return third;
    }

    private void changes(ReportChanges changes) {
        out.text("Came: " + named(changes.came()) + ".");
        out.text("Left: " + named(changes.left()) + ".");
        out.text("Changed their status or license: "
                + named(Stream.concat(changes.changedStatus().stream(), changes.changedType().stream())
                        .map(PersonChange::now)
                        .distinct()
                        .toList())
                + ".");
        out.text("Became idle: "
                + words(changes.becameIdle(IDLE)
                        .map(all -> named(all.stream().map(IdlePerson::who).toList())))
                + ".");
        out.text("Were idle and used their license again: "
                + words(changes.usedAgain(IDLE).map(LicenseChapters::named)) + ".");
        changes.types()
                .forEach(it -> out.text("Licenses of type " + it.name() + ": " + taken(it.now()) + " (before: "
                        + taken(it.then()) + ")."));
        Costs then = changes.earlier().cost(PRICES, IDLE);
        Costs now = changes.later().cost(PRICES, IDLE);
        out.text("Cost a year: " + yearly(now, TotalCost::cost) + " (before: " + yearly(then, TotalCost::cost)
                + "), of which may be saved: " + yearly(now, TotalCost::saving) + " (before: "
                + yearly(then, TotalCost::saving) + ").");
    }

    private static String taken(Optional<LicenseType> type) {
        return type.map(it -> it.assigned() + " assigned, " + it.used() + " used, " + it.reserved() + " reserved")
                .orElse("none");
    }

    private static String yearly(Costs costs, Function<TotalCost, Fact<Cost>> which) {
        return costs.totals().stream()
                .map(which)
                .map(it -> words(it.map(Cost::perYear).map(LicenseChapters::words)))
                .collect(Collectors.joining(" and "));
    }

    private static String words(Money money) {
        return String.format(Locale.ENGLISH, "%,.2f %s", money.amount(), money.currency());
    }

    private static String words(Fact<String> fact) {
        return fact.match(it -> it, why -> "not known, " + why);
    }

    private static String named(List<LicenseUse> people) {
        return people.isEmpty() ? "nobody" : people.stream().map(Words::of).collect(Collectors.joining(", "));
    }

    /** Who is surely idle, the longest first; nobody if that isn't known. */
    static List<LicenseUse> idle(LicenseReport report) {
        return report.idle(IDLE).toOptional().map(IdlePeople::candidates).orElse(List.of()).stream()
                .map(IdlePerson::who)
                .sorted(Comparator.comparing(LicenseChapters::lastSeen))
                .toList();
    }

    private static Instant lastSeen(LicenseUse use) {
        return use.lastLogin().match(seen -> seen.at(), none -> Instant.EPOCH, unknown -> Instant.MAX);
    }
}
