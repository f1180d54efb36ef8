package dev.gangway.license;

import dev.gangway.internal.text.Grid;
import dev.gangway.result.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A report for a terminal. It names a few dozen people at most, so it is one short text however many there are. */
final class ReportTable {

    private static final int MOST = 20;

    private final ReportView view;
    private final LicenseReport report;
    private final StringBuilder text = new StringBuilder();

    ReportTable(ReportView view) {
        this.view = view;
        this.report = view.report();
    }

    String text() {
        String title = Grid.cut(Grid.plain(view.title()), Grid.WIDTH);
        text.append(title).append('\n').append("=".repeat(Grid.width(title))).append('\n');
        line("Read on " + Words.time(report.readAt()) + ". All days and times are those of UTC.");
        licenses();
        view.costs().ifPresent(this::costs);
        parts();
        view.idle().ifPresent(this::idle);
        view.changes().ifPresent(this::changes);
        return text.toString();
    }

    private void heading(String heading) {
        text.append('\n').append(heading.toUpperCase(Locale.ROOT)).append('\n');
    }

    private void line(String line) {
        text.append(Grid.wrapped("", line));
    }

    private void note(String note) {
        text.append(Grid.wrapped("  - ", note));
    }

    private void licenses() {
        heading("Licenses by type");
        Grid grid = new Grid(
                1,
                "Type",
                "Purchased",
                "Assigned",
                "Used",
                "Suspended",
                "Reserved",
                "Unused",
                "Provider says",
                "Diff.");
        report.byType().forEach(it -> grid.row(Words.row(it.name(), it).toArray(String[]::new)));
        text.append(grid.text());
        line("Assigned is counted from the list of people: used by active people, held by suspended ones, reserved"
                + " by invitations. What the provider says is assigned stands beside it.");
        report.byType().forEach(it -> Notes.of(it).forEach(this::note));
    }

    private void costs(Costs costs) {
        heading("Cost");
        Grid grid = new Grid(2, "Type", "Price of one", "A month", "A year", "Waste a year", "Saving a year");
        costs.byType()
                .forEach(it -> grid.row(
                        it.type(),
                        Words.price(it.price()),
                        Words.perMonth(it.cost()),
                        Words.perYear(it.cost()),
                        Words.perYear(it.waste()),
                        Words.perYear(it.saving())));
        costs.totals()
                .forEach(it -> grid.row(
                        "All in " + it.currency().getCurrencyCode(),
                        "",
                        Words.perMonth(it.cost()),
                        Words.perYear(it.cost()),
                        Words.perYear(it.waste()),
                        Words.perYear(it.saving())));
        text.append(grid.text());
        line(Notes.COSTS);
        Notes.of(costs).forEach(this::note);
        view.unusedPrices().forEach(this::note);
    }

    private void parts() {
        heading("What this stands on");
        Grid grid = view.now().isPresent()
                ? new Grid(2, "Part", "Read on", "Age", "Pages")
                : new Grid(2, "Part", "Read on", "Pages");
        for (ReportPart part : report.parts()) {
            String read = part.readAt().match(Words::time, why -> "not read");
            String pages = Words.number(part.pages());
            view.now()
                    .ifPresentOrElse(
                            now -> grid.row(
                                    part.kind().words(),
                                    read,
                                    part.readAt().match(it -> Words.age(it, now), why -> ""),
                                    pages),
                            () -> grid.row(part.kind().words(), read, pages));
        }
        text.append(grid.text());
        Notes.missing(report).forEach(this::note);
        line(Notes.signIns(report));
    }

    private void idle(Fact<IdlePeople> idle) {
        heading("Idle");
        idle.match(
                it -> {
                    idle(it);
                    return true;
                },
                why -> {
                    line("Nobody can be called idle: " + Words.ended(why));
                    return false;
                });
    }

    private void idle(IdlePeople idle) {
        line(Notes.idle(idle, view.rule().orElseThrow())
                + (idle.candidates().isEmpty() ? "" : " The longest without a sign-in first:"));
        int most = view.most(MOST);
        Notes.longestFirst(idle.candidates(), most).forEach(it -> {
            line("");
            text.append(Grid.cut(
                            who(it.who()) + "  "
                                    + Grid.plain(Words.type(it.who().licenseType())),
                            Grid.WIDTH))
                    .append('\n')
                    .append(Grid.wrapped("    ", Words.evidence(it.evidence())));
        });
        line("");
        more(idle.candidates().size(), most, "CSV");
        reasons("Spared, though they did not sign in: ", idle.spared());
        reasons("Undecided, since something about them isn't known: ", idle.undecided());
        if (!idle.notFound().isEmpty()) {
            line("");
            line(Notes.notFound(idle));
        }
    }

    private void more(int all, int named, String where) {
        if (all > named) {
            line("And " + Words.number(all - named) + " more; the report's " + where + " has all of them.");
        }
    }

    /** Name and address, or the address alone if there is no name. */
    private static String who(LicenseUse use) {
        return Grid.plain(use.name().equals(use.email()) ? use.email() : use.name() + "  " + use.email());
    }

    private void reasons(String what, List<SparedPerson> people) {
        line("");
        line(what + (people.isEmpty() ? "nobody." : Words.people(people.size())));
        for (Map.Entry<String, Long> it : Words.reasons(people)) {
            text.append(Grid.wrapped(String.format(Locale.ENGLISH, "  %,7d  ", it.getValue()), it.getKey()));
        }
    }

    private void changes(ReportChanges changes) {
        heading("Changes since " + Words.time(changes.earlier().readAt()));
        Grid types = new Grid(1, "Type", "Purchased then", "Now", "Assigned then", "Now", "Used then", "Now");
        changes.types()
                .forEach(it -> types.row(
                        it.name(),
                        figure(it.then(), LicenseType::purchased),
                        figure(it.now(), LicenseType::purchased),
                        figure(it.then(), type -> Fact.of(type.assigned())),
                        figure(it.now(), type -> Fact.of(type.assigned())),
                        figure(it.then(), type -> Fact.of(type.used())),
                        figure(it.now(), type -> Fact.of(type.used()))));
        text.append(types.text());
        for (CostChange it : view.costChanges()) {
            line("Cost a year: " + Words.perYear(it.then()) + " then, " + Words.perYear(it.now()) + " now.");
            Words.whys("Cost then", it.then()).forEach(this::note);
            Words.whys("Cost now", it.now()).forEach(this::note);
        }
        Notes.changes(view, changes).forEach(it -> {
            line("");
            line(it.heading() + (it.count() > 0 ? ":" : "."));
            it.people()
                    .forEach(person -> text.append("  ")
                            .append(Grid.cut(who(person.who()) + "  " + Grid.plain(person.what()), Grid.WIDTH - 2))
                            .append('\n'));
            more(it.count(), it.people().size(), "JSON");
        });
    }

    private static String figure(Optional<LicenseType> type, Function<LicenseType, Fact<Integer>> which) {
        return type.map(it -> Words.figure(which.apply(it))).orElse("-");
    }
}
