package dev.gangway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.analytics.KeptPoints.Kept;
import dev.gangway.fake.FakeTime;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptPointsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final Store store = new InMemoryStore();
    private final KeptPoints points = over(store);

    private static KeptPoints over(Store store) {
        return new KeptPoints(new AnalyticsSettings("c1", store, new FakeTime()));
    }

    private static Map<Measure, Kept> devices(Instant at, long value) {
        return Map.of(Measure.DEVICES, new Kept(at, value));
    }

    private List<Long> kept(Measure measure) {
        return points.between(NOON.minus(3000, ChronoUnit.DAYS), NOON.plus(3000, ChronoUnit.DAYS)).get(measure).stream()
                .map(Kept::value)
                .toList();
    }

    private String record(int year) {
        return new String(store.get("analytics/c1/" + year).orElseThrow().data(), StandardCharsets.US_ASCII);
    }

    @Test
    void aDayHasOnePointThatOfItsLatestReading() {
        points.keep(devices(NOON, 1), NOON);
        points.keep(devices(NOON.plusSeconds(60), 2), NOON.plusSeconds(60));
        points.keep(devices(NOON.plusSeconds(30), 3), NOON.plusSeconds(90));
        points.keep(devices(NOON.plus(1, ChronoUnit.DAYS), 4), NOON.plus(1, ChronoUnit.DAYS));

        assertThat(kept(Measure.DEVICES)).containsExactly(2L, 4L);
        assertThat(record(2026)).isEqualTo("2026-01-05 DEVICES 1767614460 2\n2026-01-06 DEVICES 1767700800 4\n");
    }

    @Test
    void aReadingWithoutStorageLeavesTheDaysStorage() {
        points.keep(Map.of(Measure.STORAGE, new Kept(NOON, 7)), NOON);
        points.keep(devices(NOON.plusSeconds(1), 1), NOON.plusSeconds(1));

        assertThat(kept(Measure.STORAGE)).containsExactly(7L);
    }

    @Test
    void whatAClockThatWasAheadHasKeptGivesWay() {
        points.keep(devices(NOON.plus(Duration.ofHours(5)), 9), NOON.plus(Duration.ofHours(5)));
        points.keep(devices(NOON, 1), NOON);

        assertThat(kept(Measure.DEVICES)).containsExactly(1L);
    }

    @Test
    void whatAnotherNodeKeptMeanwhileStays() {
        Store late = new Late(store, () -> points.keep(Map.of(Measure.STORAGE, new Kept(NOON, 7)), NOON));

        over(late).keep(devices(NOON, 1), NOON);

        assertThat(kept(Measure.STORAGE)).containsExactly(7L);
        assertThat(kept(Measure.DEVICES)).containsExactly(1L);
    }

    @Test
    void manyNodesAtOnceLoseNothing() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> nodes = IntStream.range(0, 8)
                .mapToObj(node -> new Thread(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException never) {
                        throw new AssertionError(never);
                    }
                    for (int day = node; day < 80; day += 8) {
                        Instant at = NOON.plus(day, ChronoUnit.DAYS);
                        over(store).keep(devices(at, day), at);
                    }
                }))
                .toList();
        nodes.forEach(Thread::start);
        go.countDown();
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(kept(Measure.DEVICES)).hasSize(80);
    }

    @Test
    void aFurtherYearDropsTheOldest() {
        for (int year = 0; year < KeptPoints.MOST_YEARS + 2; year++) {
            Instant at = NOON.plus(year * 366L, ChronoUnit.DAYS);
            points.keep(devices(at, year), at);
        }

        assertThat(store.list("analytics/c1/"))
                .hasSize(KeptPoints.MOST_YEARS)
                .startsWith("analytics/c1/2028")
                .endsWith("analytics/c1/2037");
    }

    @Test
    void aYearOfPointsFitsARecord() {
        for (int day = 0; day < 365; day++) {
            Instant at = Instant.parse("2026-01-01T12:00:00Z").plus(day, ChronoUnit.DAYS);
            Kept most = new Kept(at, Long.MAX_VALUE);
            points.keep(
                    Map.of(
                            Measure.DEVICES, most,
                            Measure.STORAGE, most,
                            Measure.MEMBERS_ACTIVE, most,
                            Measure.MEMBERS_INVITED, most,
                            Measure.MEMBERS_SUSPENDED, most),
                    at);
        }

        assertThat(store.get("analytics/c1/2026").orElseThrow().data().length).isLessThan(Store.MAX_DATA_LENGTH / 2);
    }

    @Test
    void linesOfALaterVersionStayAndDamagedOnesGo() {
        store.compareAndSet(
                "analytics/c1/2026",
                0,
                "2026-01-04 TEAM_FOLDERS 1767528000 3\nrubbish\n2026-01-04 DEVICES 1767528000 99999999999999999999\n"
                        .getBytes(StandardCharsets.US_ASCII));

        points.keep(devices(NOON, 1), NOON);

        assertThat(record(2026)).isEqualTo("2026-01-04 TEAM_FOLDERS 1767528000 3\n2026-01-05 DEVICES 1767614400 1\n");
    }

    /** Another node is quicker once. */
    private static final class Late implements Store {
        private final Store store;
        private Runnable first;

        Late(Store store, Runnable first) {
            this.store = store;
            this.first = first;
        }

        @Override
        public Optional<Versioned> get(String key) {
            return store.get(key);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            first.run();
            first = () -> {};
            return store.compareAndSet(key, expectedVersion, data);
        }

        @Override
        public List<String> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            return store.lease(name, duration);
        }
    }
}
