package dev.gangway.license;

import dev.gangway.internal.text.Csv;
import dev.gangway.result.Fact;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a report as rows of RFC 4180. No text in it is a formula to a spreadsheet. */
final class ReportCsv {

    private static final List<String> PERSON = List.of(
            "id",
            "email",
            "given_name",
            "surname",
            "external_id",
            "status",
            "license_type",
            "license_type_why",
            "has_role",
            "invited_at",
            "joined_at",
            "suspended_at",
            "last_login",
            "last_login_at",
            "last_login_source",
            "last_login_actor",
            "last_login_why",
            "sign_in_days",
            "sign_in_days_why",
            "web_sessions",
            "computers",
            "phones_and_tablets",
            "device_last_used_at",
            "devices_silent",
            "devices_why",
            "linked_apps",
            "linked_apps_why",
            "stored_bytes",
            "stored_bytes_why");
    private static final List<String> TYPE = List.of(
            "license_type",
            "purchased",
            "purchased_why",
            "assigned",
            "used",
            "suspended",
            "reserved",
            "unused",
            "unused_why",
            "provider_assigned",
            "provider_assigned_why",
            "difference",
            "difference_why",
            "unclear",
            "explanations");
    private static final List<String> COST = List.of(
            "price",
            "price_currency",
            "price_per",
            "price_why",
            "cost_per_year",
            "cost_why",
            "waste_per_year",
            "waste_why",
            "saving_per_year",
            "saving_why");

    private final Appendable out;

    ReportCsv(Appendable out) {
        this.out = out;
    }

    void people(ReportView view) throws IOException {
        row(view.idle().isPresent() ? join(PERSON, List.of("idle", "idle_why")) : PERSON);
        IdleCells idle = new IdleCells(view);
        for (LicenseUse use : view.report().people()) {
            row(join(person(use), idle.of(use)));
        }
    }

    void licenses(ReportView view) throws IOException {
        row(view.costs().isPresent() ? join(TYPE, COST) : TYPE);
        List<TypeCost> costs = view.costs().map(Costs::byType).orElse(List.of());
        int place = 0;
        for (LicenseType type : view.report().byType()) {
            row(costs.isEmpty() ? type(type) : join(type(type), cost(costs.get(place++))));
        }
    }

    private static List<String> person(LicenseUse use) {
        List<String> cells = new ArrayList<>(PERSON.size() + 2);
        cells.add(Csv.text(use.id().value()));
        cells.add(Csv.text(use.email()));
        cells.add(Csv.text(use.givenName()));
        cells.add(Csv.text(use.surname()));
        cells.add(Csv.text(use.externalId().orElse("")));
        cells.add(use.status().name());
        cells.add(Csv.text(
                use.licenseType().toOptional().flatMap(Function.identity()).orElse("")));
        cells.add(Csv.text(use.licenseType().match(it -> it.isPresent() ? "" : "takes none", why -> why)));
        cells.add(Boolean.toString(use.hasRole()));
        cells.add(time(use.invitedAt()));
        cells.add(time(use.joinedAt()));
        cells.add(time(use.suspendedAt()));
        cells.addAll(use.lastLogin()
                .match(
                        seen -> List.of(
                                "seen", seen.at().toString(), Csv.text(seen.source()), Csv.text(seen.actor()), ""),
                        none -> List.of("none", "", "", "", use.lastLogin().words()),
                        unknown -> List.of("unknown", "", "", "", Csv.text(unknown.why()))));
        cells.addAll(fact(use.signInDays(), it -> Integer.toString(it.count())));
        cells.addAll(use.devices()
                .match(
                        it -> List.of(
                                Integer.toString(it.web()),
                                Integer.toString(it.desktop()),
                                Integer.toString(it.mobile()),
                                time(it.lastUsedAt()),
                                Integer.toString(it.silent()),
                                it.silence().orElse("")),
                        why -> List.of("", "", "", "", "", Csv.text(why))));
        cells.addAll(fact(use.linkedApps(), it -> Csv.text(String.join("; ", it))));
        cells.addAll(fact(use.storedBytes(), it -> Long.toString(it)));
        return cells;
    }

    private static List<String> type(LicenseType type) {
        return Stream.of(
                        List.of(Csv.text(type.name())),
                        fact(type.purchased(), it -> Integer.toString(it)),
                        List.of(
                                Integer.toString(type.assigned()),
                                Integer.toString(type.used()),
                                Integer.toString(type.suspended()),
                                Integer.toString(type.reserved())),
                        fact(type.unused(), it -> Integer.toString(it)),
                        fact(type.providerAssigned(), it -> Integer.toString(it)),
                        fact(type.difference(), it -> Integer.toString(it)),
                        List.of(Integer.toString(type.unclear()), Csv.text(String.join("; ", type.explanations()))))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> cost(TypeCost cost) {
        return Stream.of(
                        cost.price()
                                .match(
                                        it -> List.of(
                                                it.amount().toPlainString(),
                                                it.currency().getCurrencyCode(),
                                                it.per().name(),
                                                ""),
                                        why -> List.of("", "", "", Csv.text(why))),
                        fact(cost.cost(), ReportCsv::year),
                        fact(cost.waste(), ReportCsv::year),
                        fact(cost.saving(), ReportCsv::year))
                .flatMap(List::stream)
                .toList();
    }

    private static String year(Cost cost) {
        return cost.perYear().amount().toPlainString();
    }

    private static <T> List<String> fact(Fact<T> fact, Function<T, String> write) {
        return fact.match(it -> List.of(write.apply(it), ""), why -> List.of("", Csv.text(why)));
    }

    private static String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }

    private static List<String> join(List<String> cells, List<String> more) {
        return Stream.concat(cells.stream(), more.stream()).toList();
    }

    private void row(List<String> cells) throws IOException {
        Csv.row(out, cells);
    }

    /** What a rule says of each person, who are asked for in the report's order, as its lists are. */
    private static final class IdleCells {

        private final Optional<Fact<IdlePeople>> idle;
        private final Lane<IdlePerson> candidates;
        private final Lane<SparedPerson> spared;
        private final Lane<SparedPerson> undecided;

        IdleCells(ReportView view) {
            this.idle = view.idle();
            Optional<IdlePeople> known = view.knownIdle();
            this.candidates = new Lane<>(known.map(IdlePeople::candidates).orElse(List.of()), IdlePerson::who);
            this.spared = new Lane<>(known.map(IdlePeople::spared).orElse(List.of()), SparedPerson::who);
            this.undecided = new Lane<>(known.map(IdlePeople::undecided).orElse(List.of()), SparedPerson::who);
        }

        List<String> of(LicenseUse use) {
            return idle.map(it -> it.match(known -> known(use), why -> List.of("", Csv.text(why))))
                    .orElse(List.of());
        }

        private List<String> known(LicenseUse use) {
            return candidates
                    .next(use)
                    .map(it -> List.of("yes", Csv.text(words(it.evidence()))))
                    .or(() -> spared.next(use).map(it -> List.of("spared", Csv.text(it.why()))))
                    .or(() -> undecided.next(use).map(it -> List.of("undecided", Csv.text(it.why()))))
                    .orElse(List.of("no", ""));
        }

        private static String words(List<Evidence> evidence) {
            return evidence.stream().map(Evidence::words).collect(Collectors.joining("; "));
        }
    }

    /** A list in the report's order beside the report itself. */
    private static final class Lane<T> {

        private final Iterator<T> rest;
        private final Function<T, LicenseUse> who;
        private @Nullable T head;

        Lane(List<T> list, Function<T, LicenseUse> who) {
            this.rest = list.iterator();
            this.who = who;
            step();
        }

        private void step() {
            head = rest.hasNext() ? rest.next() : null;
        }

        /** Their row, if they are the next in the list. */
        Optional<T> next(LicenseUse use) {
            T row = head;
            if (row == null || !who.apply(row).id().equals(use.id())) {
                return Optional.empty();
            }
            step();
            return Optional.of(row);
        }
    }
}
