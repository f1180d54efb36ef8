package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sentences that stand under the figures of a report, the same in each form. */
final class Notes {

    static final String COSTS = "Cost is what was bought, times the price. Waste is what was bought and nobody can work"
            + " with: not taken, or held by suspended people. A possible saving is what nobody takes, and what idle"
            + " candidates hold. The two overlap: what nobody takes is in both. A ? isn't known.";

    /** How many people a list of changes names if the view doesn't say. */
    private static final int MOST = 50;

    private Notes() {}

    /** One person in a list of changes. */
    record Line(LicenseUse who, String what) {}

    /** One list of changes: all of them counted, the first ones named. */
    record Change(String heading, int count, List<Line> people) {}

    /** What isn't known of a type, and how the provider's count differs. */
    static List<String> of(LicenseType type) {
        List<String> all = new ArrayList<>();
        all.addAll(Words.whys(type.name() + ", purchased", type.purchased()));
        all.addAll(Words.whys(type.name() + ", the provider's count", type.providerAssigned()));
        if (type.unclear() > 0) {
            all.add(type.name() + ": of " + Words.people(type.unclear())
                    + " it isn't known which license they take, so what is unused isn't known either");
        }
        type.unused()
                .toOptional()
                .filter(it -> it < 0)
                .ifPresent(it -> all.add(type.name() + ": more are taken than were bought, by " + Words.number(-it)));
        type.difference()
                .toOptional()
                .filter(it -> it != 0)
                .ifPresent(it -> all.add(type.name() + ": the provider counts "
                        + Words.number(Math.abs(it)) + (it > 0 ? " more" : " fewer")
                        + " than its list of people adds up to. "
                        + (type.explanations().isEmpty()
                                ? "Nothing that is known explains it."
                                : "What may explain it: " + String.join(". Or: ", type.explanations()) + ".")));
        return all;
    }

    /** Prices that are of no use, for a name that was mistaken maybe. */
    static List<String> unused(Prices prices, LicenseReport report) {
        List<String> types =
                report.byType().stream().map(LicenseType::name).sorted().toList();
        return prices.types().stream()
                .filter(it -> !types.contains(it))
                .map(it -> "A price was given for " + it + ", but the types of license are "
                        + (types.isEmpty() ? "not known" : String.join(", ", types)))
                .toList();
    }

    /** Why costs aren't known, each reason once. */
    static List<String> of(Costs costs) {
        return costs.byType().stream()
                .flatMap(it -> Stream.of(
                                Words.whys(it.type() + ", price", it.price()),
                                Words.whys(it.type() + ", cost", it.cost()),
                                Words.whys(it.type() + ", waste", it.waste()),
                                Words.whys(it.type() + ", possible saving", it.saving()))
                        .filter(all -> !all.isEmpty())
                        .limit(1)
                        .flatMap(List::stream))
                .toList();
    }

    static List<String> missing(LicenseReport report) {
        return report.parts().stream()
                .flatMap(it -> it.readAt()
                        .match(
                                at -> Stream.<String>of(),
                                why -> Stream.of(it.kind().words() + ": not read, " + why)))
                .toList();
    }

    static String signIns(LicenseReport report) {
        return report.signIns()
                .match(
                        it -> "Sign-ins are complete from " + Words.time(it.since()) + " to " + Words.time(it.until())
                                + (it.until().isBefore(report.readAt())
                                        ? "; the provider's log lags, so later ones may be missing."
                                        : ".")
                                + it.unattributed()
                                        .map(at -> " The latest that can't be said to be any one person's was on "
                                                + Words.time(at) + ".")
                                        .orElse(""),
                        why -> "Sign-ins are not known: " + Words.ended(why));
    }

    static String idle(IdlePeople idle, IdleRule rule) {
        long dark = count(idle, it -> it.devices() instanceof Fact.Unknown);
        long apps = count(
                idle,
                it -> it.linkedApps().toOptional().filter(all -> !all.isEmpty()).isPresent());
        return Words.people(idle.candidates().size())
                + (dark == 0 ? " neither signed in nor used a device" : " did not sign in")
                + " from " + Words.time(idle.from()) + " to " + Words.time(idle.until()) + " (" + days(rule.time())
                + ")"
                + rule.type()
                        .map(it -> ", of those with the license type " + it)
                        .orElse("")
                + "."
                + (dark == 0 ? "" : " Of " + Words.number(dark) + " of them it isn't known whether a device was used.")
                + (apps == 0
                        ? ""
                        : " " + Words.number(apps) + " of them have linked apps, which may have worked all the same.")
                + (rule.grace().isZero() ? "" : " Whoever joined within " + days(rule.grace()) + " before is spared.")
                + " Somebody may be back since: read again before you take a license away.";
    }

    private static long count(IdlePeople idle, Predicate<LicenseUse> which) {
        return idle.candidates().stream().map(IdlePerson::who).filter(which).count();
    }

    /** As many as there is room for, whoever didn't sign in for the longest first. The list may make its rows as they are asked for. */
    static List<IdlePerson> longestFirst(List<IdlePerson> people, int most) {
        long[] last = people.stream()
                .mapToLong(it -> it.who().lastLogin() instanceof LastLogin.SeenAt seen
                        ? seen.at().getEpochSecond()
                        : Long.MIN_VALUE)
                .toArray();
        return IntStream.range(0, last.length)
                .boxed()
                .sorted(Comparator.comparingLong(it -> last[it]))
                .limit(most)
                .map(people::get)
                .toList();
    }

    static String days(Duration time) {
        long days = time.toDays();
        return days > 0 && time.toHours() % 24 == 0
                ? Words.count(days, "day", "days")
                : Words.count(time.toHours(), "hour", "hours");
    }

    static String notFound(IdlePeople idle) {
        return "The rule excludes people who aren't in the report by that name, and who may be in the list above by another: "
                + idle.notFound().stream().map(UserRef::toString).collect(Collectors.joining(", "));
    }

    static List<Change> changes(ReportView view, ReportChanges changes) {
        int most = view.most(MOST);
        List<Change> all = new ArrayList<>();
        all.add(change(most, "Came", changes.came(), it -> new Line(it, Words.type(it.licenseType()))));
        all.add(change(most, "Left", changes.left(), it -> new Line(it, Words.type(it.licenseType()))));
        all.add(change(
                most,
                "Changed their license type",
                changes.changedType(),
                it -> new Line(
                        it.now(),
                        Words.type(it.then().licenseType()) + " → "
                                + Words.type(it.now().licenseType()))));
        all.add(change(
                most,
                "Changed their status",
                changes.changedStatus(),
                it -> new Line(it.now(), status(it.then()) + " → " + status(it.now()))));
        if (view.rule().isPresent()) {
            all.add(change(
                    most,
                    "Became idle",
                    view.becameIdle(),
                    it -> new Line(it.who(), Words.type(it.who().licenseType()))));
            all.add(change(
                    most,
                    "Were idle and used their license again",
                    view.usedAgain(),
                    it -> new Line(it, it.lastLogin().words())));
        }
        return all;
    }

    private static String status(LicenseUse use) {
        return use.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static <T> Change change(int most, String what, Fact<List<T>> people, Function<T, Line> line) {
        return people.match(
                it -> change(most, what, it, line), why -> new Change(what + ": not known, " + why, 0, List.of()));
    }

    private static <T> Change change(int most, String what, List<T> people, Function<T, Line> line) {
        return new Change(
                what + ": " + (people.isEmpty() ? "nobody" : Words.people(people.size())),
                people.size(),
                people.stream().limit(most).map(line).toList());
    }
}
