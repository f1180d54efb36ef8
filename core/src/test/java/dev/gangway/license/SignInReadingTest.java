package dev.gangway.license;

import static dev.gangway.license.FakeData.LAG;
import static dev.gangway.license.FakeData.lastLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.StoreException;
import dev.gangway.license.FakeData.Read;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the log of sign-ins, and what not. */
class SignInReadingTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HISTORY = ReportRequest.DEFAULT.history();

    private final FakeData data = new FakeData();
    private final Instant firstRead = data.now();

    private Instant ago(Duration time) {
        return data.now().minus(time);
    }

    private LicenseReport refreshed() {
        return data.node().refresh();
    }

    private Instant since() {
        return firstRead.minus(LAG).minus(HISTORY).minus(HOUR);
    }

    private static Read open(Instant from, String cursor) {
        return new Read(SignInRange.since(from), new Cursor(cursor));
    }

    /** Many sign-ins of leo, and at last one of mia. */
    private void signIns(int count) {
        for (int i = count; i > 0; i--) {
            data.signsIn("leo", ago(LAG.plus(HISTORY.dividedBy(count + 1).multipliedBy(i))));
        }
        data.signsIn("mia", ago(Duration.ofMinutes(1)));
    }

    @Test
    void atFirstTheWholeHistoryIsRead() {
        signIns(30);
        data.pageSize = 10;

        LicenseReport report = refreshed();

        assertThat(data.reads)
                .containsExactly(open(since(), ""), open(since(), "10"), open(since(), "20"), open(since(), "30"));
        assertThat(lastLogin(report, "mia")).contains(firstRead.minusSeconds(60));
        assertThat(report.signIns().toOptional().orElseThrow())
                .isEqualTo(new SignInHistory(since().plus(HOUR), firstRead.minus(LAG), Optional.empty()));
    }

    @Test
    void aClockThatTellsPartsOfASecondMakesNobodyUndecided() {
        data.time.advance(Duration.ofNanos(700_000_001));
        Instant joined = ago(Duration.ofDays(400));

        LicenseReport report = data.report(FakeData.joined("leo", joined));

        assertThat(report.idle(HISTORY).toOptional().orElseThrow().candidates()).hasSize(1);
        assertThat(data.node()
                        .refresh()
                        .idle(HISTORY)
                        .toOptional()
                        .orElseThrow()
                        .candidates())
                .hasSize(1);
    }

    @Test
    void aSignInWithATimeThatCannotBeHidesNoOthers() {
        data.signsIn("mia", data.now().plus(Duration.ofDays(9000)));
        data.signsIn("mia", data.now().plus(Duration.ofDays(300)));
        data.signsIn("leo", ago(Duration.ofDays(9)));

        refreshed();

        assertThat(FakeData.of(refreshed(), "leo")
                        .signInDays()
                        .map(it -> it.days().toList()))
                .isEqualTo(Fact.of(List.of(LocalDate.ofInstant(ago(Duration.ofDays(9)), ZoneOffset.UTC))));
    }

    @Test
    void aDayThatHasNotBegunByTheClockOfWhoReadsItIsKept() {
        Instant midnight =
                LocalDate.ofEpochDay(64 * 325).atStartOfDay(ZoneOffset.UTC).toInstant(); // the days of 64 go together
        data.time.advance(Duration.between(data.now(), midnight).minus(HOUR));
        data.signsIn("leo", midnight.plus(HOUR));
        refreshed();
        data.time.advance(HOUR.multipliedBy(9));

        assertThat(FakeData.of(refreshed(), "leo")
                        .signInDays()
                        .map(it -> it.days().toList()))
                .isEqualTo(Fact.of(List.of(LocalDate.ofEpochDay(64 * 325))));
    }

    @Test
    void laterOnlyWhatIsNewIsReadOnAnyNode() {
        signIns(30);
        refreshed();
        data.reads.clear();
        data.time.advance(HOUR);
        data.signsIn("leo", data.now());

        LicenseReport report = refreshed();

        assertThat(data.reads).containsExactly(open(since(), "31"));
        assertThat(lastLogin(report, "leo")).contains(data.now());
        assertThat(lastLogin(report, "mia")).contains(firstRead.minusSeconds(60));
    }

    @Test
    void whatIsLateIsFoundWhereTheCursorTellsIt() {
        refreshed();
        data.time.advance(HOUR);
        Instant late = firstRead.minus(Duration.ofDays(3));
        data.signsIn("leo", late);

        assertThat(lastLogin(refreshed(), "leo")).contains(late);
    }

    @Test
    void whatTheCursorPassesByIsFoundOnceADay() {
        signIns(3);
        refreshed();
        Instant late = firstRead.minus(LAG).plusSeconds(1);
        data.log.add(0, new FakeData.SignIn("leo", "", late));
        data.time.advance(Duration.ofHours(23));
        assertThat(lastLogin(refreshed(), "leo")).isNotEqualTo(Optional.of(late));
        data.reads.clear();
        data.time.advance(HOUR);

        assertThat(lastLogin(refreshed(), "leo")).contains(late);
        refreshed();
        assertThat(data.reads)
                .containsExactly(
                        open(firstRead.minusSeconds(60).minus(LAG).minus(HOUR), ""),
                        open(since(), "5"),
                        open(since(), "5"));
    }

    @Test
    void anExpiredCursorIsReplacedByABoundedRange() {
        signIns(30);
        refreshed();
        data.reads.clear();
        data.time.advance(HOUR);
        data.signsIn("leo", data.now());
        data.expired = read -> read.cursor().value().equals("31");

        LicenseReport report = refreshed();

        Instant from = firstRead.minusSeconds(60).minus(LAG).minus(HOUR);
        assertThat(data.reads).containsExactly(open(since(), "31"), open(from, ""));
        assertThat(lastLogin(report, "leo")).contains(data.now());
        data.reads.clear();
        refreshed();
        assertThat(data.reads).containsExactly(open(from, "32"));
    }

    @Test
    void anExpiredCursorOnTheDayOfTheCheckCostsNoThirdReading() {
        signIns(1);
        refreshed();
        data.reads.clear();
        data.time.advance(Duration.ofDays(2));
        data.expired = read -> !read.cursor().isStart();

        refreshed();

        Instant from = firstRead.minusSeconds(60).minus(LAG).minus(HOUR);
        assertThat(data.reads).containsExactly(open(from, ""), open(since(), "2"));
    }

    @Test
    void aClockThatIsHoursAheadLosesNothingThatIsStillArriving() {
        data.readers = 2;
        data.pageSize = 5;
        for (int day = 1; day < 80; day++) {
            data.signsIn("mia", ago(LAG.plus(Duration.ofDays(day))));
        }
        Instant late = ago(Duration.ofHours(3));
        data.time.advance(Duration.ofHours(5));
        refreshed();
        data.time.advance(Duration.ofHours(-5));
        data.signsIn("leo", late);
        data.time.advance(Duration.ofDays(3));

        assertThat(lastLogin(refreshed(), "leo")).contains(late);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAClockHasKeptThatWasDaysAheadHidesNothingOnceItsTimeHasCome(boolean hasCursors) {
        data.hasCursors = hasCursors;
        Instant later = data.now().plus(Duration.ofHours(5));
        data.time.advance(Duration.ofDays(2));
        refreshed();
        data.time.advance(Duration.ofDays(-2));
        data.signsIn("leo", later);
        data.time.advance(Duration.ofDays(4));
        data.expired = read -> !read.cursor().isStart();

        assertThat(lastLogin(refreshed(), "leo")).contains(later);
    }

    @Test
    void aNodeThatIsAheadLeavesTheOthersTheirDays() {
        Instant midnight =
                LocalDate.ofEpochDay(64 * 325).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant now = midnight.minus(Duration.ofHours(4)).plus(LAG).plus(ReportRequest.DEFAULT.history());
        data.time.advance(Duration.between(data.now(), now));
        data.signsIn("leo", midnight.minus(Duration.ofHours(2))).signsIn("leo", now.minus(Duration.ofDays(1)));
        data.time.advance(Duration.ofMinutes(330));
        data.node().refresh();
        data.time.advance(Duration.ofMinutes(-330));

        assertThat(FakeData.of(data.node().refresh(), "leo")
                        .signInDays()
                        .toOptional()
                        .orElseThrow()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void withoutACursorTheNewestPartIsReadAgain() {
        data.hasCursors = false;
        signIns(30);
        refreshed();
        data.reads.clear();
        data.time.advance(Duration.ofDays(2));
        data.log.add(0, new FakeData.SignIn("leo", "", firstRead.minus(LAG)));

        LicenseReport report = refreshed();

        assertThat(data.reads)
                .containsExactly(open(firstRead.minusSeconds(60).minus(LAG).minus(HOUR), ""));
        assertThat(lastLogin(report, "leo")).contains(firstRead.minus(LAG));
        assertThat(lastLogin(report, "mia")).contains(firstRead.minusSeconds(60));
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        data.signsIn("leo", ago(HOUR)).signsIn("leo", ago(HOUR)).signsIn("leo", ago(Duration.ofDays(3)));

        SignInDays days =
                FakeData.of(refreshed(), "leo").signInDays().toOptional().orElseThrow();

        assertThat(days.count()).isEqualTo(2);
    }

    @Test
    void aLongerHistoryReadsOnlyWhatIsMissing() {
        data.readers = 2;
        Instant early = ago(Duration.ofDays(200));
        data.signsIn("leo", early);
        refreshed();
        data.reads.clear();

        LicenseReport report = data.node().refresh(ReportRequest.DEFAULT.history(Duration.ofDays(365)));

        Instant from = firstRead.minus(LAG).minus(Duration.ofDays(365)).minus(HOUR);
        assertThat(data.reads)
                .containsExactly(
                        new Read(new SignInRange(from, Optional.of(since())), Cursor.START), open(since(), "1"));
        assertThat(lastLogin(report, "leo")).contains(early);
        data.reads.clear();
        refreshed();
        refreshed();
        data.node().refresh(ReportRequest.DEFAULT.history(Duration.ofDays(365)));
        assertThat(data.reads).hasSize(3).containsOnly(open(since(), "1"));
    }

    @Test
    void whatIsOlderThanAnybodyAskedForIsKeptNoLonger() {
        data.signsIn("leo", ago(HOUR));
        refreshed();
        data.time.advance(Duration.ofDays(300));
        data.signsIn("leo", ago(HOUR));

        refreshed();

        SignInRecords.Kept kept = new SignInRecords(data.store, "c1").load().orElseThrow();
        assertThat(kept.coverage().since()).isEqualTo(ago(LAG.plus(HISTORY).plus(HOUR)));
        assertThat(kept.fold().words * 64).isLessThan(200);
    }

    @Test
    void aLongerHistoryIsReadInOneGoWhereRangesNeedNoEnd() {
        refreshed();
        data.reads.clear();

        data.node().refresh(ReportRequest.DEFAULT.history(Duration.ofDays(365)));

        assertThat(data.reads)
                .containsExactly(
                        open(firstRead.minus(LAG).minus(Duration.ofDays(365)).minus(HOUR), ""));
    }

    @Test
    void aClockThatIsAFewMinutesBehindReadsNothingAgain() {
        refreshed();
        data.reads.clear();
        data.time.advance(Duration.ofMinutes(-20));

        refreshed();

        assertThat(data.reads).containsExactly(open(since(), "0"));
    }

    @Test
    void whatAClockHasKeptThatWasDaysAheadIsNotBelieved() {
        data.time.advance(Duration.ofDays(10));
        refreshed();
        data.time.advance(Duration.ofDays(-10));
        data.signsIn("leo", ago(Duration.ofDays(2)));
        data.reads.clear();

        LicenseReport report = refreshed();

        assertThat(data.reads).containsExactly(open(since(), ""));
        assertThat(lastLogin(report, "leo")).contains(ago(Duration.ofDays(2)));
        data.reads.clear();
        refreshed();
        assertThat(data.reads).containsExactly(open(since(), "1"));
    }

    @Test
    void aLongLogIsSplitIntoRangesThatLeaveNothingOutAndHaveNothingInCommon() {
        data.readers = 3;
        data.pageSize = 5;
        signIns(300);

        LicenseReport report = refreshed();

        List<SignInRange> ranges = data.reads.stream()
                .map(Read::range)
                .distinct()
                .skip(1)
                .sorted(Comparator.comparing(SignInRange::from))
                .toList();
        Instant tail = firstRead.minus(LAG).minus(HOUR).truncatedTo(ChronoUnit.SECONDS);
        assertThat(data.reads.subList(0, 4)).allMatch(it -> it.range().equals(SignInRange.since(since())));
        assertThat(ranges).hasSize(7);
        assertThat(ranges.get(0).from()).isEqualTo(since());
        for (int i = 0; i < 6; i++) {
            assertThat(ranges.get(i).to()).contains(ranges.get(i + 1).from());
        }
        assertThat(ranges.get(6)).isEqualTo(SignInRange.since(tail));
        assertThat(daysOfLeo(report)).isEqualTo(daysInTheLog());
        assertThat(lastLogin(report, "mia")).contains(firstRead.minusSeconds(60));
        data.reads.clear();
        refreshed();
        assertThat(data.reads).containsExactly(open(tail, "301"));
    }

    @Test
    void rangesAreReadAtTheSameTimeAndNoMoreThanTheProviderBears() {
        data.readers = 3;
        data.pageSize = 5;
        signIns(300);
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        data.onSignIns = read -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            if (read.range().to().isPresent() && read.cursor().isStart()) {
                await(together);
            }
            now.decrementAndGet();
        };

        refreshed();

        assertThat(most).hasValue(3);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new AssertionError("the ranges are read one after the other", alone);
        }
    }

    private static Set<LocalDate> daysOfLeo(LicenseReport report) {
        return FakeData.of(report, "leo")
                .signInDays()
                .toOptional()
                .orElseThrow()
                .days()
                .collect(Collectors.toSet());
    }

    private Set<LocalDate> daysInTheLog() {
        return data.log.stream()
                .filter(it -> it.who().equals("leo"))
                .map(it -> it.at().atZone(ZoneOffset.UTC).toLocalDate())
                .collect(Collectors.toSet());
    }

    @Test
    void aRangeThatMayNotBeReadStopsTheOthersAndNarrowsTheReport() {
        data.readers = 3;
        data.pageSize = 5;
        signIns(300);
        CyclicBarrier nobodyElseComes = new CyclicBarrier(3);
        AtomicInteger started = new AtomicInteger();
        data.onSignIns = read -> {
            if (read.range().to().isPresent()) {
                if (started.incrementAndGet() == 3) {
                    throw new PermissionMissingException("The scope for it is missing.", Set.of("x"), Optional.empty());
                }
                await(nobodyElseComes);
            }
        };

        LicenseReport report = refreshed();

        assertThat(report.signIns()).hasToString("unknown (the connection lacks the scope x)");
        assertThat(new SignInRecords(data.store, "c1").load()).isEmpty();
    }

    @Test
    void anExpiredRangeIsReadAnewAndNothingElse() {
        data.readers = 2;
        data.pageSize = 5;
        signIns(100);
        AtomicInteger expired = new AtomicInteger();
        data.expired =
                read -> read.range().to().isPresent() && !read.cursor().isStart() && expired.getAndIncrement() == 0;

        LicenseReport report = refreshed();

        assertThat(expired.get()).isGreaterThan(1);
        assertThat(daysOfLeo(report)).isEqualTo(daysInTheLog());
    }

    @Test
    void aShortLogIsNotSplit() {
        data.readers = 3;
        data.pageSize = 10;
        signIns(39);

        refreshed();

        assertThat(data.reads).hasSize(4).allMatch(it -> it.range().to().isEmpty());
    }

    @Test
    void whoIsSlowerThanAnotherNodeKeepsTheReportAndStoresNothing() {
        refreshed();
        signIns(3);
        data.onSignIns = read -> {
            data.onSignIns = later -> {};
            refreshed();
            data.signsIn("leo", data.now());
        };

        LicenseReport report = refreshed();

        assertThat(lastLogin(report, "leo")).contains(data.now());
        assertThat(new SignInRecords(data.store, "c1")
                        .load()
                        .orElseThrow()
                        .coverage()
                        .later())
                .contains(new Cursor("4"));
    }

    @Test
    void aStoreThatFailsCostsTimeAndNotTheReport() {
        signIns(3);
        Store broken = new BrokenStore();

        data.node(broken, new ReportCache()).refresh();
        LicenseReport report = data.node(broken, new ReportCache()).refresh();

        assertThat(lastLogin(report, "mia")).contains(firstRead.minusSeconds(60));
        assertThat(data.reads).containsExactly(open(since(), ""), open(since(), ""));
    }

    private static final class BrokenStore implements Store {
        private final Store empty = new InMemoryStore();

        @Override
        public Optional<Versioned> get(String key) {
            throw new StoreException("out of reach", null);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            throw new StoreException("out of reach", null);
        }

        @Override
        public List<String> list(String prefix) {
            return empty.list(prefix);
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            return empty.lease(name, duration);
        }
    }
}
