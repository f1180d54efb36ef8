package dev.gangway.license;

import dev.gangway.license.LoginTally.Stretch;
import dev.gangway.license.Picture.Bar;
import dev.gangway.license.Picture.Column;
import dev.gangway.license.Picture.Piece;
import dev.gangway.result.Fact;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as one page. Each section is one short text, however many people there are. */
final class ReportPage {

    private static final int MOST = 1_000;

    private final ReportView view;
    private final LicenseReport report;

    ReportPage(ReportView view) {
        this.view = view;
        this.report = view.report();
    }

    void write(Appendable out) throws IOException {
        out.append(PageStyle.HEAD.replace("{title}", Html.text(view.title())));
        out.append("<body>\n<header>\n<h1>").append(Html.text(view.title())).append("</h1>\n");
        out.append(Html.paragraph("As of " + Words.time(report.readAt()) + ". " + Notes.signIns(report)));
        out.append("</header>\n<main>\n").append(figures()).append(licenses()).append(logins());
        if (view.idle().isPresent()) {
            out.append(section("idle", "Idle licenses", view.idle().get().match(this::idle, ReportPage::nobody)));
        }
        if (view.costs().isPresent()) {
            out.append(costs(view.costs().get()));
        }
        if (view.changes().isPresent()) {
            out.append(changes(view.changes().get()));
        }
        out.append(parts());
        out.append("</main>\n<footer><p>All days and times are those of UTC. This page loads nothing and runs nothing."
                + " Made by Gangway.</p></footer>\n</body>\n</html>\n");
    }

    private static String section(String id, String heading, String content) {
        return "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + Html.text(heading) + "</h2>\n"
                + content + "</section>\n";
    }

    private String figures() {
        StringBuilder list = new StringBuilder("<dl class=\"figures\">\n");
        list.append(sum("Purchased", LicenseType::purchased, ""));
        list.append(sum("Assigned", it -> Fact.of(it.assigned()), ""));
        list.append(sum("Unused", LicenseType::unused, "call"));
        view.idle()
                .ifPresent(it -> list.append(figure(
                        "Idle", it.map(idle -> Words.number(idle.candidates().size())), "call")));
        view.costs()
                .map(Costs::totals)
                .orElse(List.of())
                .forEach(it -> list.append(figure("Cost a year", it.cost().map(ReportPage::money), ""))
                        .append(figure("Possible saving a year", it.saving().map(ReportPage::money), "call")));
        return list.append("</dl>\n").toString();
    }

    /** A sum over the types of which it is known; the others are named. */
    private String sum(String name, Function<LicenseType, Fact<Integer>> which, String kind) {
        List<LicenseType> unknown = report.byType().stream()
                .filter(it -> which.apply(it) instanceof Fact.Unknown)
                .toList();
        long sum = report.byType().stream()
                .flatMap(it -> which.apply(it).toOptional().stream())
                .mapToLong(it -> it)
                .sum();
        String without = unknown.stream().map(LicenseType::name).collect(Collectors.joining(", "));
        return unknown.isEmpty() && !report.byType().isEmpty()
                ? figure(name, Words.number(sum), "", kind)
                : unknown.size() == report.byType().size()
                        ? figure(name, "?", "not known, see below", kind)
                        : figure(name, Words.number(sum), "without " + without + ", not known", kind);
    }

    private static String figure(String name, Fact<String> figure, String kind) {
        return figure.match(it -> figure(name, it, "", kind), why -> figure(name, "?", "not known: " + why, kind));
    }

    private static String money(Cost cost) {
        Money money = cost.perYear();
        return Words.amount(money) + " <abbr>" + money.currency().getCurrencyCode() + "</abbr>";
    }

    /** The figure is markup. */
    private static String figure(String name, String figure, String note, String kind) {
        return "<div" + (kind.isEmpty() ? "" : " class=\"" + kind + "\"") + "><dt>" + name + "</dt><dd>" + figure
                + (note.isEmpty() ? "" : "<small>" + Html.text(note) + "</small>") + "</dd></div>\n";
    }

    private String licenses() {
        int most = report.byType().stream().mapToInt(ReportPage::size).max().orElse(1);
        String picture = Picture.bars(
                "types",
                "Licenses by type",
                "For each type a bar of the licenses used by active people, held by suspended people, reserved by"
                        + " invitations, and unused. The table below has the same figures.",
                report.byType().stream().map(it -> bar(it, Math.max(1, most))).toList());
        List<List<String>> rows = report.byType().stream()
                .map(it -> Words.row(Html.name(it.name()), it))
                .toList();
        return section(
                "licenses",
                "Licenses by type",
                Html.legend(
                                "used", "used by active people",
                                "suspended", "held by suspended people",
                                "reserved", "reserved by invitations",
                                "unused", "unused")
                        + Html.figure(
                                picture,
                                "On the right, how many are taken of those that were bought. What was bought is known from the provider"
                                        + asOf(ReportPart.Kind.TOTALS)
                                        + "; what is taken is counted from its list of people"
                                        + asOf(ReportPart.Kind.PEOPLE)
                                        + ".")
                        + Html.table(
                                "Licenses by type. A ? isn't known, and is explained below.",
                                "numbers",
                                List.of(
                                        "Type",
                                        "Purchased",
                                        "Assigned",
                                        "Used",
                                        "Suspended",
                                        "Reserved",
                                        "Unused",
                                        "Provider's count",
                                        "Difference"),
                                rows)
                        + Html.notes(report.byType().stream()
                                .flatMap(it -> Notes.of(it).stream())
                                .toList()));
    }

    private String asOf(ReportPart.Kind kind) {
        return report.parts().stream()
                .filter(it -> it.kind() == kind)
                .flatMap(it -> it.readAt().toOptional().stream())
                .map(it -> ", read on " + Words.time(it))
                .findFirst()
                .orElse("");
    }

    private static int size(LicenseType type) {
        return Math.max(type.assigned(), type.purchased().toOptional().orElse(0));
    }

    private static Bar bar(LicenseType type, double most) {
        int unused = Math.max(0, type.unused().toOptional().orElse(0));
        return new Bar(
                type.name(),
                type.purchased()
                        .match(
                                it -> Words.number(type.assigned()) + " of " + Words.number(it),
                                why -> Words.number(type.assigned()) + " taken, bought: ?"),
                List.of(
                        piece(type.used(), most, "used", "used by active people"),
                        piece(type.suspended(), most, "suspended", "held by suspended people"),
                        piece(type.reserved(), most, "reserved", "reserved by invitations"),
                        piece(unused, most, "unused", "unused")));
    }

    private static Piece piece(int licenses, double most, String colour, String words) {
        return new Piece(licenses / most, colour, Words.number(licenses) + " " + words);
    }

    private String logins() {
        return section(
                "logins",
                "Last logins",
                report.signIns()
                        .match(this::logins, why -> Html.paragraph("Sign-ins are not known: " + Words.ended(why))));
    }

    private String logins(SignInHistory read) {
        LoginTally tally = new LoginTally(report, read);
        List<Stretch> stretches = tally.stretches();
        Stretch last = stretches.get(stretches.size() - 1);
        String each = tally.weeks() == 1 ? "a week" : tally.weeks() + " weeks";
        String picture = Picture.columns(
                "weeks",
                "Active people by when they last signed in",
                "A column for each stretch of " + each
                        + ", the oldest on the left. The table below has the same figures.",
                stretches.stream()
                        .map(it -> new Column(it.people(), it.days() + ": " + Words.people(it.people())))
                        .toList(),
                Words.day(read.since()),
                Words.day(stretches.get(stretches.size() / 2).from()),
                Words.day(read.until()));
        List<List<String>> rows = new ArrayList<>();
        stretches.forEach(it -> rows.add(List.of(it.days(), Words.number(it.people()))));
        rows.add(List.of("No sign-in in all that time", Words.number(tally.none())));
        rows.add(List.of("Not known", Words.number(tally.unknown())));
        return Html.paragraph("Of " + Words.count(tally.all(), "active person", "active people") + ", "
                        + Words.number(last.people()) + " signed in within the last "
                        + (tally.weeks() == 1 ? "week" : each) + " of what is shown, and "
                        + Words.number(tally.none()) + " not once in all that time."
                        + (tally.unknown() == 0 ? "" : " Of " + Words.number(tally.unknown()) + " it isn't known."))
                + Html.figure(
                        picture,
                        "Each column is " + each + ", counted back from " + Words.time(read.until())
                                + ", until when the provider's sign-ins are complete; the newest has later ones, too, as"
                                + " far as they are known. What was before " + Words.time(read.since())
                                + " was not read.")
                + Html.folded(
                        "The same as a table",
                        Html.table(
                                "Active people by when they last signed in",
                                "numbers",
                                List.of("Last sign-in", "People"),
                                rows));
    }

    private static String nobody(String why) {
        return Html.paragraph("Nobody can be called idle: " + Words.ended(why));
    }

    private String idle(IdlePeople idle) {
        List<List<String>> rows = Notes.longestFirst(idle.candidates(), view.most(MOST)).stream()
                .map(it -> List.of(
                        who(it.who()),
                        Html.name(Words.type(it.who().licenseType())),
                        Html.prose(Words.evidence(it.evidence()))))
                .toList();
        int more = idle.candidates().size() - rows.size();
        return Html.paragraph(Notes.idle(idle, view.rule().orElseThrow()))
                + idlePicture(idle)
                + (rows.isEmpty()
                        ? ""
                        : Html.table(
                                "Idle candidates, the longest without a sign-in first",
                                "people",
                                List.of("Person", "License", "What shows it"),
                                rows))
                + (more > 0
                        ? Html.paragraph("And " + Words.people(more) + " more. The report's CSV has all of them.")
                        : "")
                + reasons("Spared, though they did not sign in", idle.spared())
                + reasons("Undecided, since something about them isn't known", idle.undecided())
                + (idle.notFound().isEmpty() ? "" : Html.paragraph(Notes.notFound(idle)));
    }

    private static String who(LicenseUse use) {
        return use.name().equals(use.email())
                ? Html.name(use.email())
                : Html.name(use.name()) + " <small>" + Html.name(use.email()) + "</small>";
    }

    private static String reasons(String caption, List<SparedPerson> people) {
        return people.isEmpty()
                ? Html.paragraph(caption + ": nobody.")
                : Html.table(
                        caption + ": " + Words.people(people.size()),
                        "numbers",
                        List.of("Why", "People"),
                        Words.reasons(people).stream()
                                .map(it -> List.of(Html.text(it.getKey()), Words.number(it.getValue())))
                                .toList());
    }

    private String idlePicture(IdlePeople idle) {
        List<IdleTally.Step> steps = IdleTally.of(idle, view.rule().orElseThrow());
        double most = Math.max(
                1, steps.stream().mapToLong(IdleTally.Step::people).max().orElse(1));
        return Html.figure(
                        Picture.bars(
                                "idle-for",
                                "Idle candidates by how long ago they last signed in",
                                "A bar for each stretch of days, and one for those without any sign-in in what was read."
                                        + " The table below has the same figures.",
                                steps.stream()
                                        .map(it -> new Bar(
                                                it.words(),
                                                Words.people(it.people()),
                                                List.of(new Piece(
                                                        it.people() / most, "unused", Words.people(it.people())))))
                                        .toList()),
                        "Counted back from " + Words.time(idle.until())
                                + ", until when the provider's sign-ins are complete."
                                + report.signIns()
                                        .match(
                                                it -> " Those before " + Words.time(it.since()) + " were not read.",
                                                why -> ""))
                + Html.folded(
                        "The same as a table",
                        Html.table(
                                "Idle candidates by how long ago they last signed in",
                                "numbers",
                                List.of("Last sign-in", "People"),
                                steps.stream()
                                        .map(it -> List.of(Html.text(it.words()), Words.number(it.people())))
                                        .toList()));
    }

    private String costs(Costs costs) {
        Optional<Map<String, Integer>> idle = view.knownIdle().map(Costs::count);
        StringBuilder pictures = new StringBuilder();
        for (TotalCost total : costs.totals()) {
            pictures.append(costPicture(total.currency(), costs, idle.orElse(Map.of())));
        }
        Stream<List<String>> types = costs.byType().stream()
                .map(it -> List.of(
                        Html.name(it.type()),
                        Html.text(Words.price(it.price())),
                        Words.perMonth(it.cost()),
                        Words.perYear(it.cost()),
                        Words.perYear(it.waste()),
                        Words.perYear(it.saving())));
        Stream<List<String>> totals = costs.totals().stream()
                .map(it -> List.of(
                        "All in " + it.currency().getCurrencyCode(),
                        "",
                        Words.perMonth(it.cost()),
                        Words.perYear(it.cost()),
                        Words.perYear(it.waste()),
                        Words.perYear(it.saving())));
        return section(
                "cost",
                "Cost",
                (idle.isPresent()
                                ? Html.legend(
                                        "used",
                                        "used and not idle",
                                        "suspended",
                                        "suspended",
                                        "reserved",
                                        "reserved",
                                        "idle",
                                        "idle candidates",
                                        "unused",
                                        "unused")
                                : Html.legend(
                                        "used",
                                        "used",
                                        "suspended",
                                        "suspended",
                                        "reserved",
                                        "reserved",
                                        "unused",
                                        "unused"))
                        + pictures
                        + Html.table(
                                "Cost by type",
                                "numbers",
                                List.of(
                                        "Type",
                                        "Price of one",
                                        "A month",
                                        "A year",
                                        "Waste a year",
                                        "Possible saving a year"),
                                Stream.concat(types, totals).toList())
                        + Html.paragraph(Notes.COSTS)
                        + Html.notes(Stream.concat(Notes.of(costs).stream(), view.unusedPrices().stream())
                                .toList()));
    }

    private String costPicture(Currency currency, Costs costs, Map<String, Integer> idle) {
        Map<String, LicenseType> types = new HashMap<>();
        report.byType().forEach(it -> types.put(it.name(), it));
        List<TypeCost> rows = costs.byType().stream()
                .filter(it -> it.price().map(Price::currency).match(currency::equals, why -> false))
                .toList();
        BigDecimal most = rows.stream()
                .flatMap(it -> it.cost().toOptional().stream())
                .map(it -> it.perYear().amount())
                .reduce(BigDecimal.ONE, BigDecimal::max);
        String id = "cost-" + currency.getCurrencyCode();
        return Html.figure(
                Picture.bars(
                        id,
                        "Cost a year by type, in " + currency.getCurrencyCode(),
                        "For each type a bar of what its licenses cost: used, suspended, reserved, idle, unused."
                                + " The table below has the sums.",
                        rows.stream()
                                .map(it -> costBar(
                                        Optional.ofNullable(types.get(it.type()))
                                                .orElseThrow(),
                                        it,
                                        most,
                                        idle.getOrDefault(it.type(), 0)))
                                .toList()),
                "A year in " + currency.getCurrencyCode()
                        + ", at the prices that were given; what was bought is known from the provider"
                        + asOf(ReportPart.Kind.TOTALS) + ".");
    }

    private static Bar costBar(LicenseType type, TypeCost cost, BigDecimal most, int idle) {
        double share = cost.cost()
                .match(
                        it -> it.perYear()
                                .amount()
                                .divide(most, MathContext.DECIMAL32)
                                .doubleValue(),
                        why -> 0.0);
        double each = share / Math.max(1, size(type));
        int unused = Math.max(0, type.unused().toOptional().orElse(0));
        return new Bar(
                type.name(),
                cost.cost().match(it -> Words.money(it.perYear()), why -> "not known"),
                List.of(
                        part(type.used() - idle, each, "used", cost),
                        part(type.suspended(), each, "suspended", cost),
                        part(type.reserved(), each, "reserved", cost),
                        part(idle, each, "idle", cost),
                        part(unused, each, "unused", cost)));
    }

    private static Piece part(int licenses, double each, String colour, TypeCost cost) {
        return new Piece(
                licenses * each,
                colour,
                colour + ": "
                        + cost.price()
                                .match(it -> Words.money(it.times(licenses).perYear()) + " a year", why -> "?"));
    }

    private String changes(ReportChanges changes) {
        StringBuilder content = new StringBuilder(Html.paragraph(
                "Since the report of " + Words.time(changes.earlier().readAt()) + "."));
        content.append(Html.table(
                "Licenses by type, then and now",
                "numbers",
                List.of("Type", "Purchased then", "Now", "Assigned then", "Now", "Used then", "Now"),
                changes.types().stream()
                        .map(it -> List.of(
                                Html.name(it.name()),
                                figure(it.then(), LicenseType::purchased),
                                figure(it.now(), LicenseType::purchased),
                                figure(it.then(), type -> Fact.of(type.assigned())),
                                figure(it.now(), type -> Fact.of(type.assigned())),
                                figure(it.then(), type -> Fact.of(type.used())),
                                figure(it.now(), type -> Fact.of(type.used()))))
                        .toList()));
        if (!view.costChanges().isEmpty()) {
            content.append(Html.table(
                    "Cost a year, then and now",
                    "numbers",
                    List.of("Currency", "Then", "Now", "More"),
                    view.costChanges().stream()
                            .map(it -> List.of(
                                    it.currency().getCurrencyCode(),
                                    Words.perYear(it.then()),
                                    Words.perYear(it.now()),
                                    Words.perYear(it.increase())))
                            .toList()));
            content.append(Html.notes(view.costChanges().stream()
                    .flatMap(it -> Words.whys("Cost now or then", it.increase()).stream())
                    .toList()));
        }
        Notes.changes(view, changes).forEach(it -> content.append(change(it)));
        return section("changes", "What has changed", content.toString());
    }

    private static String change(Notes.Change change) {
        if (change.people().isEmpty()) {
            return Html.paragraph(change.heading() + ".");
        }
        int more = change.count() - change.people().size();
        return Html.folded(
                change.heading(),
                Html.table(
                                change.heading(),
                                "people",
                                List.of("Person", "License, status or sign-in"),
                                change.people().stream()
                                        .map(it -> List.of(who(it.who()), Html.prose(it.what())))
                                        .toList())
                        + (more > 0
                                ? Html.paragraph(
                                        "And " + Words.people(more) + " more. The report's JSON has all of them.")
                                : ""));
    }

    private static String figure(Optional<LicenseType> type, Function<LicenseType, Fact<Integer>> which) {
        return type.map(it -> Words.figure(which.apply(it))).orElse("–");
    }

    private String parts() {
        List<List<String>> rows = report.parts().stream()
                .map(it -> List.of(
                        Html.text(it.kind().words()),
                        it.readAt().match(this::read, why -> "not read: " + Html.text(why)),
                        Words.number(it.pages())))
                .toList();
        return section(
                "parts",
                "What this stands on",
                Html.table(
                        "When each part was read, or why it wasn't", "parts", List.of("Part", "Read", "Pages"), rows));
    }

    private String read(Instant at) {
        return Html.prose(Words.time(at))
                + view.now()
                        .map(now -> ", " + Words.age(at, now) + " before this page was made")
                        .orElse("");
    }
}
