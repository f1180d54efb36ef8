package dev.gangway.license;

import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who holds which license and who uses it, at one moment. Immutable.
 *
 * @param readAt when reading the report began, so nothing in it is older
 * @param parts when each part was read, or why it wasn't
 * @param byType the licenses by type, the provider's own types first
 * @param people everybody on the team; a list that may make its rows as they are asked for
 * @param signIns which sign-ins the report stands on; unknown, with the reason, if they could not be read
 */
public record LicenseReport(
        Instant readAt,
        List<ReportPart> parts,
        List<LicenseType> byType,
        List<LicenseUse> people,
        Fact<SignInHistory> signIns) {

    /**
     * Checks and copies the parts.
     *
     * @param readAt when reading the report began
     * @param parts when each part was read
     * @param byType the licenses by type
     * @param people everybody on the team
     * @param signIns which sign-ins the report stands on
     */
    public LicenseReport {
        Objects.requireNonNull(readAt, "readAt");
        parts = List.copyOf(parts);
        byType = List.copyOf(byType);
        people = people instanceof Rows ? people : List.copyOf(people);
        Objects.requireNonNull(signIns, "signIns");
    }

    /**
     * Who neither signed in nor used a device for a while, with what shows it.
     *
     * @param time for how long; more than zero, and no longer than sign-ins were read
     * @return the same as {@link #idle(IdleRule)} with {@link IdleRule#after}
     * @throws IllegalArgumentException if the time isn't more than zero, or reaches beyond what was read
     */
    public Fact<IdlePeople> idle(Duration time) {
        return idle(IdleRule.after(time));
    }

    /**
     * Who neither signed in nor used a device for a while, with what shows it. The time ends where sign-ins are surely complete:
     * {@link SignInHistory#until()}, not now. Somebody may be back since; before you take a license away, read again and look.
     *
     * <p>In doubt nobody is a candidate: not who joined lately or at a time that isn't known, whose sign-ins aren't known for all that time,
     * who used a device on its first day or later, or has one of which it isn't known when it was last used, and not who isn't active. Where
     * devices could not be read at all, sign-ins alone decide, and the evidence says so.
     *
     * @param rule whom to call idle
     * @return the people; unknown, with the reason, if sign-ins could not be read, or if one within that time can't be said to be any one
     *     person's
     * @throws IllegalArgumentException if the rule's time reaches beyond what was read: read further back, with
     *     {@link ReportRequest#history(Duration)}; or if nobody in the report has a license of the rule's type
     */
    public Fact<IdlePeople> idle(IdleRule rule) {
        Objects.requireNonNull(rule, "rule");
        rule.type().filter(it -> !hasType(it)).ifPresent(it -> {
            throw new IllegalArgumentException("There is no license type " + it + " in this report, but: "
                    + byType.stream().map(LicenseType::name).toList());
        });
        return idleIfAny(rule);
    }

    Fact<IdlePeople> idleIfAny(IdleRule rule) {
        return signIns.match(read -> Idleness.of(people, rule, read), Fact::unknown);
    }

    boolean hasType(String name) {
        return byType.stream().anyMatch(it -> it.name().equals(name));
    }

    /**
     * Who surely used their license in some days, by sign-ins and by when a device was last used. Who surely takes no license isn't among
     * them.
     *
     * @param from the first day, in UTC
     * @param to the last day, in UTC
     * @return the people, in the report's order; unknown, with the reason, if sign-ins weren't read for all of those days, or if one of them
     *     can't be said to be any one person's
     * @throws IllegalArgumentException if the last day is before the first
     */
    public Fact<List<LicenseUse>> usedBetween(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("The last day is before the first; say the earlier one first.");
        }
        return signIns.match(read -> Usage.between(from, to, people, read), Fact::unknown);
    }

    /**
     * What the licenses cost. The possible saving is unknown; ask with a rule for it.
     *
     * @param prices what a license of each type costs
     * @return the costs
     */
    public Costs cost(Prices prices) {
        return Costs.of(byType, prices, Fact.unknown("no rule says who is idle"), Optional.empty());
    }

    /**
     * What the licenses cost, and what may be saved: licenses that nobody takes, and those of idle candidates.
     *
     * @param prices what a license of each type costs
     * @param rule whom to call idle; with {@link IdleRule#ofType} the saving of other types is unknown
     * @return the costs
     * @throws IllegalArgumentException as for {@link #idle(IdleRule)}
     */
    public Costs cost(Prices prices, IdleRule rule) {
        return Costs.of(byType, prices, idle(rule), rule.type());
    }

    /**
     * What has changed since an earlier report on the same team. People are compared by immutable id.
     *
     * @param earlier the earlier report
     * @return the changes
     * @throws IllegalArgumentException if the other report is the newer one
     */
    public ReportChanges since(LicenseReport earlier) {
        return new ReportChanges(Objects.requireNonNull(earlier, "earlier"), this);
    }

    /**
     * The report to show or hand on: as a table, CSV, JSON or HTML.
     *
     * @return a view without idle people, costs and changes, until you ask it for them
     */
    public ReportView view() {
        return new ReportView(this);
    }

    /**
     * Reads a report back that {@link ReportView#json()} wrote. Idle people, costs and changes are not read: they follow from the report.
     *
     * @param json the JSON text
     * @return a report that equals the one that was written
     * @throws IllegalArgumentException if it isn't such a text; the message says what is wrong with it
     */
    public static LicenseReport fromJson(String json) {
        return ReportReader.read(Objects.requireNonNull(json, "json"));
    }
}
