package dev.gangway.license;

import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How reports say things to people: in English, and in UTC. */
final class Words {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    static String day(Instant at) {
        return DAY.format(at);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static String signed(long number) {
        return (number > 0 ? "+" : "") + number(number);
    }

    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** What is counted of people, some of whom may take another license. */
    private static String atLeast(LicenseType type, int counted) {
        return number(counted) + (type.unclear() > 0 ? "+" : "");
    }

    /** The figures of a type as table and page show them, behind its name. */
    static List<String> row(String name, LicenseType type) {
        return List.of(
                name,
                figure(type.purchased()),
                atLeast(type, type.assigned()),
                atLeast(type, type.used()),
                atLeast(type, type.suspended()),
                atLeast(type, type.reserved()),
                figure(type.unused()),
                figure(type.providerAssigned()),
                type.difference().match(Words::signed, why -> "?"));
    }

    /** A reason with the full stop that ends it, whether or not it is a sentence that has one. */
    static String ended(String why) {
        return why.endsWith(".") ? why : why + ".";
    }

    static String people(long number) {
        return count(number, "person", "people");
    }

    /** In whole units, rounded down; never of the future. */
    static String age(Instant from, Instant now) {
        Duration age = Duration.between(from, now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return "under a minute";
        }
        if (age.compareTo(Duration.ofHours(2)) < 0) {
            return count(age.toMinutes(), "minute", "minutes");
        }
        return age.compareTo(Duration.ofDays(2)) < 0
                ? count(age.toHours(), "hour", "hours")
                : count(age.toDays(), "day", "days");
    }

    static String money(Money money) {
        return amount(money) + " " + money.currency().getCurrencyCode();
    }

    static String amount(Money money) {
        return String.format(Locale.ENGLISH, "%,." + Money.digits(money.currency()) + "f", money.amount());
    }

    static String perYear(Fact<Cost> cost) {
        return cost.match(it -> money(it.perYear()), why -> "?");
    }

    static String perMonth(Fact<Cost> cost) {
        return cost.match(it -> money(it.perMonth()), why -> "?");
    }

    static String price(Fact<Price> price) {
        return price.match(
                it -> it.amount().toPlainString() + " " + it.currency().getCurrencyCode()
                        + (it.per() == Price.Per.MONTH ? " a month" : " a year"),
                why -> "?");
    }

    static String figure(Fact<Integer> figure) {
        return figure.match(Words::number, why -> "?");
    }

    static String evidence(List<Evidence> evidence) {
        return evidence.stream().map(Evidence::words).collect(Collectors.joining("; "));
    }

    static String type(Fact<Optional<String>> type) {
        return type.match(it -> it.orElse("no license"), why -> "license not known");
    }

    /** How many have each reason, the most frequent first. */
    static List<Map.Entry<String, Long>> reasons(List<SparedPerson> people) {
        return people.stream()
                .collect(Collectors.groupingBy(SparedPerson::why, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }

    /** Why something about the licenses of a type isn't known, and what may explain a difference. */
    static <T> List<String> whys(String what, Fact<T> fact) {
        return fact.match(it -> List.of(), why -> List.of(what + ": not known, " + why));
    }
}
