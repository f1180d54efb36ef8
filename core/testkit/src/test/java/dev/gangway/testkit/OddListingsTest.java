package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.LicensesSettings;
import dev.gangway.license.LinkedAppSink;
import dev.gangway.license.ReportCache;
import dev.gangway.license.ReportPart;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.result.Passage;
import dev.gangway.store.InMemoryStore;
import dev.gangway.testkit.OddListing.Oddity;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Listings are complete or loudly incomplete, however their pages are cut and linked. */
class OddListingsTest {

    private static final int LISTINGS = 1000;
    private static final Instant NOW = TestClock.DEFAULT_START;
    private static final SignInSource LOG = new SignInSource("log", "user");

    private enum End {
        WHOLE,
        LOUD,
        DIFFERENCE
    }

    private record SignIn(String who, Instant at) {}

    private record Owned(String who, String what) {}

    /** What a report tells of somebody. */
    private record Facts(Set<LocalDate> days, int devices, List<String> apps) {
        static Facts of(LicenseUse use) {
            return new Facts(
                    use.signInDays().toOptional().orElseThrow().days().collect(Collectors.toSet()),
                    use.devices().toOptional().orElseThrow().count(),
                    use.linkedApps().toOptional().orElseThrow());
        }
    }

    /** A team, one of whose listings is odd in some way, and the others in a harmless one. */
    private static final class Provider implements LicenseData {
        final ReportPart.Kind part;
        final Oddity oddity;
        final List<String> staying;
        final List<SignIn> log = new ArrayList<>();
        final List<Owned> devices = new ArrayList<>();
        final List<Owned> apps = new ArrayList<>();
        private final long seed;
        private final int readers;
        private final Map<ReportPart.Kind, Oddity> oddities = new EnumMap<>(ReportPart.Kind.class);
        private final OddListing<String> people;
        private final OddListing<Owned> deviceListing;
        private final OddListing<Owned> appListing;
        private final Map<SignInRange, OddListing<SignIn>> logs = new ConcurrentHashMap<>();

        Provider(long seed) {
            this.seed = seed;
            Random random = new Random(seed);
            this.staying = IntStream.rangeClosed(1, random.nextInt(1, 13))
                    .mapToObj(it -> "p" + it)
                    .toList();
            this.readers = random.nextInt(1, 4);
            List<ReportPart.Kind> listed = List.of(
                    ReportPart.Kind.PEOPLE,
                    ReportPart.Kind.SIGN_INS,
                    ReportPart.Kind.DEVICES,
                    ReportPart.Kind.LINKED_APPS);
            for (ReportPart.Kind kind : listed) {
                oddities.put(kind, any(random, kind, true));
            }
            this.part = listed.get(random.nextInt(listed.size()));
            this.oddity = any(random, part, false);
            oddities.put(part, oddity);
            for (String who : staying) {
                IntStream.range(0, random.nextInt(6))
                        .forEach(it -> log.add(new SignIn(who, NOW.minusSeconds(random.nextInt(7_200, 80 * 86_400)))));
                IntStream.range(0, random.nextInt(4)).forEach(it -> devices.add(new Owned(who, "d" + it)));
                IntStream.range(0, random.nextInt(4)).forEach(it -> apps.add(new Owned(who, "app " + it)));
            }
            List<String> told = new ArrayList<>(staying);
            if (oddities.get(ReportPart.Kind.PEOPLE) == Oddity.COMES_AND_GOES) {
                told.addAll(List.of("came", "went"));
            }
            this.people = new OddListing<>(told, oddities.get(ReportPart.Kind.PEOPLE), random);
            this.deviceListing = new OddListing<>(devices, oddities.get(ReportPart.Kind.DEVICES), random);
            this.appListing = new OddListing<>(apps, oddities.get(ReportPart.Kind.LINKED_APPS), random);
        }

        /** People alone are counted by the provider, so an early end of another listing is what nothing could tell. */
        private static Oddity any(Random random, ReportPart.Kind kind, boolean harmless) {
            List<Oddity> fitting = Stream.of(Oddity.values())
                    .filter(it -> it.isHarmless() || !harmless)
                    .filter(it -> kind == ReportPart.Kind.PEOPLE
                            || !Set.of(Oddity.COMES_AND_GOES, Oddity.ENDS_EARLY).contains(it))
                    .toList();
            return fitting.get(random.nextInt(fitting.size()));
        }

        Facts facts(String who) {
            return new Facts(
                    log.stream()
                            .filter(it -> it.who().equals(who))
                            .map(it -> LocalDate.ofInstant(it.at(), ZoneOffset.UTC))
                            .collect(Collectors.toSet()),
                    (int) devices.stream().filter(it -> it.who().equals(who)).count(),
                    apps.stream()
                            .filter(it -> it.who().equals(who))
                            .map(Owned::what)
                            .toList());
        }

        @Override
        public List<LicensePool> pools() {
            return List.of(new LicensePool("full", Fact.of(100), Fact.of(staying.size())));
        }

        @Override
        public Optional<PageEnd> people(Cursor cursor, HolderSink holders) {
            return Optional.of(people.page(
                    cursor,
                    it -> holders.user(User.of(new UserId(it), it + "@example.com", UserStatus.ACTIVE)
                            .withLicenseType("full"))));
        }

        @Override
        public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
            return logs.computeIfAbsent(range, this::listing)
                    .page(cursor, it -> signIns.signIn(it.who(), "", it.at().getEpochSecond(), LOG));
        }

        private OddListing<SignIn> listing(SignInRange range) {
            List<SignIn> within = log.stream()
                    .filter(it -> range.contains(it.at().getEpochSecond()))
                    .toList();
            return new OddListing<>(
                    within, oddities.get(ReportPart.Kind.SIGN_INS), new Random(seed * 31 + range.hashCode()));
        }

        @Override
        public Duration signInLag() {
            return Duration.ofHours(1);
        }

        @Override
        public int signInReaders() {
            return readers;
        }

        @Override
        public PageEnd devices(Cursor cursor, DeviceSink sink) {
            return deviceListing.page(
                    cursor, it -> sink.device(it.who(), it.what(), UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN));
        }

        @Override
        public PageEnd linkedApps(Cursor cursor, LinkedAppSink sink) {
            return appListing.page(cursor, it -> sink.app(it.who(), it.what()));
        }
    }

    private static LicenseReport refreshed(Provider provider) {
        TestClock clock = new TestClock();
        return new Licenses(
                        provider,
                        cursor -> Page.last(List.of()),
                        new LicensesSettings("c1", new InMemoryStore(clock), clock, new ReportCache(), Passage.OPEN))
                .refresh();
    }

    private static End end(Provider provider) {
        LicenseReport report;
        try {
            report = refreshed(provider);
        } catch (ProviderProtocolException loud) {
            return End.LOUD;
        }
        Map<String, LicenseUse> people =
                report.people().stream().collect(Collectors.toMap(it -> it.id().value(), it -> it));
        if (!people.keySet().containsAll(provider.staying)) {
            assertThat(report.byType().get(0).difference().toOptional().orElseThrow())
                    .isNotZero();
            return End.DIFFERENCE;
        }
        assertThat(people.keySet()).isSubsetOf(with(provider.staying, "came", "went"));
        assertThat(provider.staying.stream().map(it -> Facts.of(people.get(it))).toList())
                .isEqualTo(provider.staying.stream().map(provider::facts).toList());
        return End.WHOLE;
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Test
    void aThousandOddListingsAreReadWholeOrLoudly() {
        Map<End, Integer> ends = new EnumMap<>(End.class);
        for (long seed = 1; seed <= LISTINGS; seed++) {
            Provider provider = new Provider(seed);

            End end = end(provider);

            assertThat(end)
                    .as("seed %d: %s, %s", seed, provider.part, provider.oddity)
                    .isIn(
                            provider.oddity.isHarmless()
                                    ? Set.of(End.WHOLE)
                                    : provider.oddity == Oddity.ENDS_EARLY
                                            ? Set.of(End.DIFFERENCE, End.LOUD)
                                            : Set.of(End.LOUD));
            ends.merge(end, 1, Integer::sum);
        }

        assertThat(ends.get(End.WHOLE)).isGreaterThan(LISTINGS / 3);
        assertThat(ends.get(End.LOUD)).isGreaterThan(LISTINGS / 3);
        assertThat(ends.get(End.DIFFERENCE)).isPositive();
    }
}
