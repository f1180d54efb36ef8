package dev.gangway.license;

import dev.gangway.license.LastLogin.NoneSince;
import dev.gangway.license.LastLogin.SeenAt;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Reports to render: a team of made-up people, always the same. */
final class Samples {

    static final Instant READ = Instant.parse("2026-11-26T05:06:00Z");
    static final Instant UNTIL = READ.minus(Duration.ofHours(24));
    static final Instant SINCE = UNTIL.minus(Duration.ofDays(90));
    static final IdleRule RULE =
            IdleRule.after(Duration.ofDays(30)).bySignInsAlone().excluding(LicenseUse::hasRole, "has a role");
    static final Prices PRICES = Prices.of("Standard", Price.of("15.00", "EUR", Price.Per.MONTH))
            .and("Advanced", Price.of("288", "EUR", Price.Per.YEAR));

    private static final String[] GIVEN = {
        "Ana", "Jürgen", "Chloé", "Łukasz", "Zoë", "Dmitri", "Aoife", "Noor", "Søren", "José"
    };
    private static final String[] FAMILY = {
        "Almeida", "Brandt", "Costa", "Dvořák", "Eriksen", "Fischer", "García", "Huang", "Ito", "Jansen"
    };

    /** What a page must survive. */
    static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202Egnp.exe";

    private static final LicenseReport REPORT = report(480, READ, new Random(5));
    private static final LicenseReport EARLIER = report(440, READ.minus(Duration.ofDays(45)), new Random(6));

    private Samples() {}

    static LicenseReport report() {
        return REPORT;
    }

    /** Three months earlier: fewer people, and some who have left since. */
    static LicenseReport earlier() {
        return EARLIER;
    }

    static LicenseReport report(int people, Instant read, Random random) {
        Instant until = read.minus(Duration.ofHours(24));
        List<LicenseUse> all = new ArrayList<>();
        for (int n = 0; n < people; n++) {
            all.add(person(n, until, random));
        }
        all.add(hostile(until));
        return of(
                read,
                all,
                List.of(
                        type("Standard", Fact.of(400), all, Fact.of(count(all, "Standard") + 3)),
                        type("Advanced", Fact.of(110), all, Fact.of(count(all, "Advanced")))));
    }

    /** One of which as little as possible is known. */
    static LicenseReport patchy() {
        LicenseUse known = report().people().get(3);
        List<LicenseUse> people = List.of(
                new LicenseUse(
                        new UserId("dbmid:x"),
                        "x@example.com",
                        "",
                        "",
                        Optional.empty(),
                        UserStatus.OTHER,
                        Fact.unknown("no license was told"),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new LastLogin.Unknown("the scope events.read wasn't granted"),
                        Fact.unknown("the scope events.read wasn't granted"),
                        Fact.of(new DeviceUse(0, 2, 0, Optional.of(Instant.parse("2026-01-02T03:04:05Z")), 1)),
                        Fact.of(List.of()),
                        Fact.of(0L)),
                known);
        LicenseReport full = of(
                READ,
                people,
                List.of(
                        type(
                                "Guest",
                                Fact.unknown("the provider doesn't count this type"),
                                people,
                                Fact.unknown("nobody counts")),
                        new LicenseType(
                                "A type with a name that is longer than any column has room for, and then some more \u6F22\u5B57",
                                Fact.of(1),
                                3,
                                0,
                                0,
                                3,
                                0,
                                Fact.of(1),
                                List.of())));
        return new LicenseReport(
                full.readAt(),
                full.parts(),
                full.byType(),
                full.people(),
                Fact.unknown("the scope events.read wasn't granted"));
    }

    static LicenseReport of(Instant read, List<LicenseUse> people, List<LicenseType> types) {
        return new LicenseReport(
                read,
                List.of(
                        new ReportPart(ReportPart.Kind.TOTALS, Fact.of(read), 1),
                        new ReportPart(ReportPart.Kind.PEOPLE, Fact.of(read), 3),
                        new ReportPart(ReportPart.Kind.SIGN_INS, Fact.of(read.plusSeconds(2)), 12),
                        new ReportPart(ReportPart.Kind.DEVICES, Fact.of(read.plusSeconds(3)), 4),
                        new ReportPart(
                                ReportPart.Kind.LINKED_APPS, Fact.unknown("the scope sessions.list wasn't granted"), 0),
                        new ReportPart(ReportPart.Kind.STORAGE, Fact.unknown("it wasn't asked for"), 0)),
                types,
                people,
                Fact.of(new SignInHistory(
                        read.minus(Duration.ofDays(91)), read.minus(Duration.ofHours(24)), Optional.empty())));
    }

    private static int count(List<LicenseUse> all, String type) {
        return (int) all.stream()
                .filter(it -> it.licenseType().equals(Fact.of(Optional.of(type))))
                .count();
    }

    private static LicenseType type(
            String name, Fact<Integer> purchased, List<LicenseUse> all, Fact<Integer> provider) {
        List<LicenseUse> holders = all.stream()
                .filter(it -> it.licenseType().equals(Fact.of(Optional.of(name))))
                .toList();
        int invited = (int)
                holders.stream().filter(it -> it.status() == UserStatus.INVITED).count();
        int suspended = (int) holders.stream()
                .filter(it -> it.status() == UserStatus.SUSPENDED)
                .count();
        LicenseType type = new LicenseType(
                name,
                purchased,
                holders.size(),
                invited,
                suspended,
                holders.size() - invited - suspended,
                0,
                provider,
                List.of());
        return Differences.explained(type, 3, 0);
    }

    private static LicenseUse person(int n, Instant until, Random random) {
        UserStatus status = n % 23 == 5 ? UserStatus.SUSPENDED : n % 31 == 7 ? UserStatus.INVITED : UserStatus.ACTIVE;
        String type = n % 5 == 3 ? "Advanced" : "Standard";
        double draw = random.nextDouble();
        Instant seen = until.minus(Duration.ofHours((long) (24 * 89 * Math.pow(draw, 4.5))));
        boolean never = status == UserStatus.INVITED || n % 37 == 2;
        String given = GIVEN[n % 10];
        String family = FAMILY[n / 10 % 10];
        return new LicenseUse(
                new UserId("dbmid:" + n),
                ascii(given) + "." + ascii(family) + (n / 100) + "@example.com",
                status == UserStatus.INVITED ? "" : given,
                status == UserStatus.INVITED ? "" : family,
                n % 9 == 0 ? Optional.of("hr-" + n) : Optional.empty(),
                status,
                n == 4 ? Fact.of(Optional.empty()) : Fact.of(Optional.of(type)),
                n % 50 == 0,
                status == UserStatus.INVITED ? Optional.of(until.minus(Duration.ofDays(4))) : Optional.empty(),
                status == UserStatus.INVITED
                        ? Optional.empty()
                        : Optional.of(until.minus(Duration.ofDays(20 + 7L * (n % 90)))),
                status == UserStatus.SUSPENDED ? Optional.of(until.minus(Duration.ofDays(9))) : Optional.empty(),
                never
                        ? new NoneSince(until.minus(Duration.ofDays(90)), until)
                        : new SeenAt(seen, "event log, password", n % 50 == 0 ? "admin" : "user"),
                Fact.of(days(until, never ? Optional.empty() : Optional.of(seen), random)),
                never
                        ? Fact.of(DeviceUse.NONE)
                        : Fact.of(new DeviceUse(1, n % 2, n % 3, Optional.of(seen.plus(Duration.ofHours(5))), 0)),
                Fact.unknown("the scope sessions.list wasn't granted"),
                Fact.unknown("it wasn't asked for"));
    }

    private static LicenseUse hostile(Instant until) {
        return new LicenseUse(
                new UserId("dbmid:" + HOSTILE),
                "=cmd@example.com",
                HOSTILE,
                "山田太郎 👩‍👩‍👧 " + "محمد ".repeat(3),
                Optional.of("-1+1|cmd"),
                UserStatus.ACTIVE,
                Fact.of(Optional.of("Standard")),
                false,
                Optional.empty(),
                Optional.of(until.minus(Duration.ofDays(400))),
                Optional.empty(),
                new SeenAt(until.minus(Duration.ofDays(75)), "<b>event</b> log", "user"),
                Fact.of(days(until, Optional.empty(), new Random(1))),
                Fact.unknown("the answer was cut off"),
                Fact.of(List.of("</table>", "+Sheets")),
                Fact.of(12L));
    }

    private static SignInDays days(Instant until, Optional<Instant> last, Random random) {
        LocalDate first = LocalDate.ofInstant(until.minus(Duration.ofDays(90)), ZoneOffset.UTC);
        BitSet days = new BitSet();
        last.ifPresent(it -> {
            int end = (int) (LocalDate.ofInstant(it, ZoneOffset.UTC).toEpochDay() - first.toEpochDay());
            days.set(end);
            for (int day = 0; day < end; day++) {
                days.set(day, random.nextInt(4) == 0);
            }
        });
        return new SignInDays(first, days);
    }

    private static String ascii(String name) {
        return java.text.Normalizer.normalize(name.replace('Ł', 'L').replace('ø', 'o'), java.text.Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
