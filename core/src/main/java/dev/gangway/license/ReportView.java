package dev.gangway.license;

import dev.gangway.result.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A license report to show or hand on: as a table for a terminal, as CSV, as JSON, and as one HTML page. All of them say what isn't known,
 * and why. All days and times are those of UTC. Get one from {@link LicenseReport#view()}. Immutable, and thread-safe if the rule's
 * conditions are.
 *
 * <p>The methods that write take any {@link Appendable}, such as a {@link java.io.Writer} with the charset UTF-8, and leave it open. They
 * write person by person, so a report on a hundred thousand people is never one text in memory. An {@code IOException} is the writer's own,
 * and what was written until then is of no use.
 */
public final class ReportView {

    private final LicenseReport report;
    private final String title;
    private final Optional<IdleRule> rule;
    private final Optional<Fact<IdlePeople>> idle;
    private final Optional<Prices> prices;
    private final Optional<ReportChanges> changes;
    private final Optional<Instant> now;
    private final OptionalInt named;

    ReportView(LicenseReport report) {
        this(
                report,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    private ReportView(
            LicenseReport report,
            String title,
            Optional<IdleRule> rule,
            Optional<Fact<IdlePeople>> idle,
            Optional<Prices> prices,
            Optional<ReportChanges> changes,
            Optional<Instant> now,
            OptionalInt named) {
        this.report = report;
        this.title = title;
        this.rule = rule;
        this.idle = idle;
        this.prices = prices;
        this.changes = changes;
        this.now = now;
        this.named = named;
    }

    /**
     * With a title, such as the customer's name: "Licenses of" is put before it.
     *
     * @param customer whose licenses they are
     * @return the changed view
     * @throws IllegalArgumentException if it is blank
     */
    public ReportView title(String customer) {
        if (customer.isBlank()) {
            throw new IllegalArgumentException("Say whose licenses they are, or leave the title as it is.");
        }
        return new ReportView(report, customer.strip(), rule, idle, prices, changes, now, named);
    }

    /**
     * With who is idle, and the evidence for each of them. Prices then tell what may be saved, too.
     *
     * @param whom whom to call idle
     * @return the changed view
     * @throws IllegalArgumentException as for {@link LicenseReport#idle(IdleRule)}
     */
    public ReportView idle(IdleRule whom) {
        return new ReportView(
                report, title, Optional.of(whom), Optional.of(report.idle(whom)), prices, changes, now, named);
    }

    /**
     * With what the licenses cost.
     *
     * @param licenses what a license of each type costs
     * @return the changed view
     */
    public ReportView priced(Prices licenses) {
        return new ReportView(report, title, rule, idle, Optional.of(licenses), changes, now, named);
    }

    /**
     * With what has changed since an earlier report on the same team.
     *
     * @param earlier the earlier report
     * @return the changed view
     * @throws IllegalArgumentException if the other report is the newer one
     */
    public ReportView comparedWith(LicenseReport earlier) {
        return new ReportView(report, title, rule, idle, prices, Optional.of(report.since(earlier)), now, named);
    }

    /**
     * With how old each part is at a time. Without it only the times are said at which the parts were read.
     *
     * @param time when the report is shown, usually now
     * @return the changed view
     */
    public ReportView at(Instant time) {
        return new ReportView(report, title, rule, idle, prices, changes, Optional.of(time), named);
    }

    /**
     * With fewer or more people named in each list of the table and of the page; they say how many more there are. Without it the table names
     * 20 idle candidates and the page 1,000, and both 50 people for each kind of change. CSV and JSON always have all.
     *
     * @param people how many at most, from 1
     * @return the changed view
     * @throws IllegalArgumentException if it is less than 1
     */
    public ReportView naming(int people) {
        if (people < 1) {
            throw new IllegalArgumentException("A list names at least 1 person, not " + people + ".");
        }
        return new ReportView(report, title, rule, idle, prices, changes, now, OptionalInt.of(people));
    }

    /**
     * A table for a terminal of 100 columns.
     *
     * @return the text, with a line break at its end
     */
    public String table() {
        return text(this::writeTable);
    }

    /**
     * Writes {@link #table()}.
     *
     * @param out where to
     * @throws IOException if it can't be written
     */
    public void writeTable(Appendable out) throws IOException {
        out.append(new ReportTable(this).text());
    }

    /**
     * A row for each person, as RFC 4180 has it, with a header. What isn't known is an empty field, and a field beside it says why. A text
     * that a spreadsheet would take for a formula, or that begins with an apostrophe, gets an apostrophe before it; a program that reads the
     * file takes one apostrophe at the beginning of a field away.
     *
     * @return the rows
     */
    public String csv() {
        return text(this::writeCsv);
    }

    /**
     * Writes {@link #csv()}. Use the charset UTF-8.
     *
     * @param out where to
     * @throws IOException if it can't be written
     */
    public void writeCsv(Appendable out) throws IOException {
        new ReportCsv(out).people(this);
    }

    /**
     * A row for each license type, in the same way as {@link #csv()}.
     *
     * @return the rows
     */
    public String licensesCsv() {
        return text(this::writeLicensesCsv);
    }

    /**
     * Writes {@link #licensesCsv()}. Use the charset UTF-8.
     *
     * @param out where to
     * @throws IOException if it can't be written
     */
    public void writeLicensesCsv(Appendable out) throws IOException {
        new ReportCsv(out).licenses(this);
    }

    /**
     * Everything, as {@code license-report.schema.json} in the documentation says. {@link LicenseReport#fromJson} reads the report back.
     *
     * @return a JSON object
     */
    public String json() {
        return text(this::writeJson);
    }

    /**
     * Writes {@link #json()}. Use the charset UTF-8.
     *
     * @param out where to
     * @throws IOException if it can't be written
     */
    public void writeJson(Appendable out) throws IOException {
        new ReportJson(out).write(this);
    }

    /**
     * One HTML page with pictures. It needs no other file, no network and no script; it is light or dark as the reader's system is, and can be
     * printed. It names at most 1,000 idle people, or as many as {@link #naming} says; {@link #csv()} has all.
     *
     * @return the page
     */
    public String html() {
        return text(this::writeHtml);
    }

    /**
     * Writes {@link #html()}. Use the charset UTF-8.
     *
     * @param out where to
     * @throws IOException if it can't be written
     */
    public void writeHtml(Appendable out) throws IOException {
        new ReportPage(this).write(out);
    }

    LicenseReport report() {
        return report;
    }

    /** Plain, and never empty. */
    String title() {
        return title.isEmpty() ? "Licenses" : "Licenses of " + title;
    }

    Optional<String> customer() {
        return Optional.of(title).filter(it -> !it.isEmpty());
    }

    Optional<IdleRule> rule() {
        return rule;
    }

    Optional<Fact<IdlePeople>> idle() {
        return idle;
    }

    Optional<IdlePeople> knownIdle() {
        return idle.flatMap(Fact::toOptional);
    }

    Optional<Costs> costs() {
        return prices.map(it -> Costs.of(
                report.byType(),
                it,
                idle.orElseGet(() -> Fact.unknown("no rule says who is idle")),
                rule.flatMap(IdleRule::type)));
    }

    Optional<ReportChanges> changes() {
        return changes;
    }

    List<CostChange> costChanges() {
        return changes.flatMap(it -> prices.map(it::cost)).orElse(List.of());
    }

    /** Asked only if there is a comparison. An earlier report may not reach as far back as the rule does. */
    Fact<List<IdlePerson>> becameIdle() {
        return compared(ReportChanges::becameIdle);
    }

    Fact<List<LicenseUse>> usedAgain() {
        return compared(ReportChanges::usedAgain);
    }

    private <T> Fact<T> compared(Compared<T> which) {
        if (rule.isEmpty() || changes.isEmpty()) {
            return Fact.unknown("no rule says who is idle");
        }
        return which.of(changes.get(), rule.get());
    }

    Optional<Instant> now() {
        return now;
    }

    /** How many people a list names, which has room for so many if nothing is said. */
    int most(int room) {
        return named.orElse(room);
    }

    /** One of the questions to a comparison that needs a rule. */
    @FunctionalInterface
    private interface Compared<T> {
        Fact<T> of(ReportChanges changes, IdleRule rule);
    }

    /** Writes one form. */
    @FunctionalInterface
    private interface Form {
        void write(Appendable out) throws IOException;
    }

    private static String text(Form form) {
        StringBuilder text = new StringBuilder();
        try {
            form.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    /** Prices for types that the report hasn't. */
    List<String> unusedPrices() {
        return prices.map(it -> Notes.unused(it, report)).orElse(List.of());
    }

    @Override
    public String toString() {
        return "a view of the license report of " + Objects.toString(report.readAt());
    }
}
