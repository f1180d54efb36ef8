package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.ConnectionId;
import dev.gangway.error.StoreException;
import dev.gangway.fake.FakeTime;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailTest {

    private static final ConnectionId ACME = new ConnectionId("acme");
    private static final Actor NORTHWIND = Actor.partner("Northwind IT");
    private static final Entry REMOVAL = Entry.of(NORTHWIND, Action.MEMBER_REMOVED, Stage.INTENT)
            .onBehalfOf("Acme")
            .on(Subject.of("Leo Chen", "dbmid:leo"))
            .under("grant-1");

    private final InMemoryStore store = new InMemoryStore();
    private final FakeTime time = new FakeTime();
    private final Trail trail = node(store);

    private Trail node(Store of) {
        return new Trail(of, ACME, time);
    }

    private static String key(long number) {
        return "trail/acme/" + String.format("%019d", number);
    }

    private void write(String key, String text) {
        long version = store.get(key).map(Versioned::version).orElse(0L);
        store.compareAndSet(key, version, text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(String key) {
        return new String(store.get(key).orElseThrow().data(), StandardCharsets.UTF_8);
    }

    private void append(int records) {
        for (int i = 0; i < records; i++) {
            trail.append(REMOVAL);
        }
    }

    @Test
    void aRecordIsReadBackAsItWasAppended() {
        TrailRecord intent = trail.append(REMOVAL.saying("files", "kept").because("asked by Ana"));
        TrailRecord done = trail.append(Entry.result(intent, new Gate.Result(Stage.DONE, Optional.empty())));

        assertThat(Trail.of(store, ACME).records()).containsExactly(intent, done);
        assertThat(intent.number()).isEqualTo(1);
        assertThat(intent.at()).isEqualTo(time.instant());
        assertThat(intent.subject()).contains(Subject.of("Leo Chen", "dbmid:leo"));
        assertThat(intent.detail()).contains("asked by Ana");
        assertThat(intent.facts()).containsEntry("files", "kept");
        assertThat(done.intent()).isEqualTo(OptionalLong.of(1));
        assertThat(done.grant()).contains("grant-1");
        assertThat(done.onBehalfOf()).contains("Acme");
        assertThat(done.sentence().en()).isEqualTo("Northwind IT removed Leo Chen");
        assertThat(done.sentence().fr()).isEqualTo("Northwind IT a supprimé Leo Chen");
    }

    @Test
    void halvesOfCharactersAreReadBackAsTheyWereHashed() {
        TrailRecord odd = trail.append(REMOVAL.on(Subject.named("Leo \ud83d")));

        assertThat(trail.records()).containsExactly(odd);
        assertThat(trail.append(REMOVAL).number()).isEqualTo(2);
    }

    @Test
    void trailsOfTwoConnectionsDoNotMeet() {
        append(3);

        assertThat(Trail.of(store, new ConnectionId("acme-2")).records()).isEmpty();
        assertThat(Trail.of(store, new ConnectionId("acme-2")).head().number()).isZero();
    }

    @Test
    void nodesAndThreadsMakeOneTrailWithoutGapForkOrLoss() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<TrailRecord>>> written = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<List<TrailRecord>>) () -> {
                        Trail mine = node(store);
                        List<TrailRecord> all = new ArrayList<>();
                        for (int n = 0; n < 25; n++) {
                            all.add(mine.append(REMOVAL.saying("thread", "" + i).saying("nth", "" + n)));
                        }
                        return all;
                    })
                    .toList());
            List<TrailRecord> returned = new ArrayList<>();
            for (Future<List<TrailRecord>> it : written) {
                assertThat(it.get()).extracting(TrailRecord::number).isSorted();
                returned.addAll(it.get());
            }

            assertThat(trail.records()).containsExactlyInAnyOrderElementsOf(returned);
            assertThat(trail.records().map(TrailRecord::number))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRecordThatForbidsItIsSeenBeforeTheNextNumberIsTaken() {
        long seen = trail.append(REMOVAL).number();
        trail.append(Entry.of(Actor.customer("Ana"), Action.GRANT_REVOKED, Stage.DONE)
                .under("grant-1"));

        Optional<TrailRecord> late = trail.appendIf(REMOVAL, seen, it -> it.action() != Action.GRANT_REVOKED);

        assertThat(late).isEmpty();
        assertThat(trail.head().number()).isEqualTo(2);
    }

    @Test
    void whatIsBehindANumberIsReadUpToTheEndOrNotAtAll() {
        append(20);

        assertThat(trail.after(17)).extracting(TrailRecord::number).containsExactly(18L, 19L, 20L);
        assertThat(trail.after(0)).hasSize(20);
        assertThat(trail.after(20)).isEmpty();
        write(key(10), "");
        assertThatThrownBy(() -> trail.after(5))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key(10));
    }

    @Test
    void whoLosesANumberIsAskedAboutTheRecordThatTookIt() {
        Store overtaken = new Between(store) {
            private boolean first = true;

            @Override
            public OptionalLong compareAndSet(String key, long version, byte[] data) {
                if (first) {
                    first = false;
                    trail.append(Entry.of(Actor.customer("Ana"), Action.GRANT_REVOKED, Stage.DONE));
                }
                return super.compareAndSet(key, version, data);
            }
        };

        Optional<TrailRecord> late = node(overtaken).appendIf(REMOVAL, 0, it -> it.action() != Action.GRANT_REVOKED);

        assertThat(late).isEmpty();
        assertThat(trail.records()).extracting(TrailRecord::action).containsExactly(Action.GRANT_REVOKED);
    }

    @Test
    void theEndOfALongTrailIsFoundByReadingFewRecords() {
        append(100);
        int[] reads = new int[1];
        Store counted = new Between(store) {
            @Override
            public Optional<Versioned> get(String key) {
                reads[0]++;
                return super.get(key);
            }
        };

        assertThat(node(counted).append(REMOVAL).number()).isEqualTo(101);
        assertThat(reads[0]).isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0", "rubbish", "-3", "99999999999999999999"})
    void aNoteThatIsTooLowOrDamagedOnlyCostsTime(String note) {
        append(40);
        write("trail-end/acme", note);

        assertThat(trail.append(REMOVAL).number()).isEqualTo(41);
        assertThat(trail.head().number()).isEqualTo(41);
    }

    @Test
    void aTrailThatWasCutTakesNoMoreRecords() {
        append(16);
        write(key(16), "");

        assertThatThrownBy(() -> trail.append(REMOVAL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key(16))
                .hasMessageContaining("backup");
        assertThatThrownBy(trail::head).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> trail.appendIf(REMOVAL, 15, it -> true)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> trail.appendIf(REMOVAL, 17, it -> true)).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Leo Chen", "DONE", "\"previous\":\"00", "\"number\":1"})
    void aTrailWhoseEndWasChangedTakesNoMoreRecords(String changed) {
        trail.append(Entry.of(NORTHWIND, Action.MEMBER_REMOVED, Stage.DONE).on(Subject.named("Leo Chen")));
        write(key(1), text(key(1)).replace(changed, changed + "1"));

        assertThatThrownBy(() -> trail.append(REMOVAL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key(1))
                .hasMessageNotContaining("Leo");
    }

    @Test
    void aTrailWhoseEndIsAnotherRecordTakesNoMoreRecords() {
        append(3);
        write(key(3), text(key(2)));
        assertThatThrownBy(() -> trail.append(REMOVAL)).isInstanceOf(StoreException.class);

        new Trail(store, new ConnectionId("other"), time).append(REMOVAL);
        write(key(1), text("trail/other/0000000000000000001"));
        assertThatThrownBy(() -> trail.append(REMOVAL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key(1));
    }

    @Test
    void aStoreThatFailsLetsNothingBeAppended() {
        append(3);
        Store failing = new Between(store) {
            @Override
            public OptionalLong compareAndSet(String key, long version, byte[] data) {
                throw new StoreException("out of reach", null);
            }
        };

        assertThatThrownBy(() -> node(failing).append(REMOVAL)).isInstanceOf(StoreException.class);
        assertThat(trail.records()).hasSize(3);
    }

    @Test
    void aNoteThatCannotBeWrittenFailsNoRecordThatIsThere() {
        append(15);
        Store failing = new Between(store) {
            @Override
            public OptionalLong compareAndSet(String key, long version, byte[] data) {
                if (key.startsWith("trail-end/")) {
                    throw new StoreException("out of reach", null);
                }
                return super.compareAndSet(key, version, data);
            }
        };

        assertThat(node(failing).append(REMOVAL).number()).isEqualTo(16);
    }

    @Test
    void whatDoesNotFitIsRefusedAtTheDoor() {
        String long1 = "x".repeat(1_001);
        String long4 = "x".repeat(4_001);

        assertThatThrownBy(() -> Actor.partner(long1)).hasMessageContaining("1 to 1000 characters, not 1001");
        assertThatThrownBy(() -> Actor.partner(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subject.of("Leo", long1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subject.named("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REMOVAL.onBehalfOf(long1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REMOVAL.under(long1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REMOVAL.because(long4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REMOVAL.saying("x", long4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> REMOVAL.saying("x y", "z")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestRecordFitsTheStore() {
        String name = "\u0001".repeat(999) + "x";
        String text = "\u0001".repeat(3_999) + "x";
        Entry largest = Entry.of(Actor.partner(name), Action.OTHER, Stage.REFUSED)
                .onBehalfOf(name)
                .on(Subject.of(name, name))
                .under(name)
                .because(text);
        for (int i = 0; i < Entry.MOST_FACTS; i++) {
            largest = largest.saying("f".repeat(63) + i, text);
        }

        assertThat(trail.append(largest).number()).isEqualTo(1);
        assertThat(store.get(key(1)).orElseThrow().data().length).isBetween(200_000, Store.MAX_DATA_LENGTH);
    }

    @Test
    void whatANewerGangwayWroteIsToldByItsName() {
        trail.append(REMOVAL);
        write(key(1), text(key(1)).replace("MEMBER_REMOVED", "MEMBER_PROMOTED"));

        TrailRecord newer = trail.records().findFirst().orElseThrow();

        assertThat(newer.action()).isEqualTo(Action.OTHER);
        assertThat(newer.sentence().en()).isEqualTo("Northwind IT is about to use the operation MEMBER_PROMOTED");
    }

    @Test
    void recordsThatShowNothingAreLoud() {
        append(2);
        write(key(2), "{}");

        assertThatThrownBy(() -> trail.records().toList())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(key(2));
    }

    @Test
    void aHeadIsALineThatIsReadBack() {
        TrailHead empty = trail.head();
        append(17);
        TrailHead head = trail.head();

        assertThat(head.toString()).matches("gangway-trail/1 acme 17 [0-9a-f]{64}");
        assertThat(TrailHead.parse(" " + head + "\n")).isEqualTo(head);
        assertThat(TrailHead.parse(empty.toString())).isEqualTo(empty);
        assertThat(head.hash()).isEqualTo(trail.records().toList().get(16).hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t0ps3cret",
                "gangway-trail/1 acme 17",
                "gangway-trail/1 acme 0 1111111111111111111111111111111111111111111111111111111111111111",
                "gangway-trail/1 acme 1 0000000000000000000000000000000000000000000000000000000000000000",
                "gangway-trail/2 acme 1 1111111111111111111111111111111111111111111111111111111111111111",
                "gangway-trail/1 acme -1 1111111111111111111111111111111111111111111111111111111111111111",
                "gangway-trail/1 acme 9999999999999999999 1111111111111111111111111111111111111111111111111111111111111111"
            })
    void whatIsNoHeadIsRefusedAtTheDoor(String line) {
        assertThatThrownBy(() -> TrailHead.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("t0ps3cret");
    }

    @Test
    void namesAreNotInWhatIsLogged() {
        assertThat(trail.append(REMOVAL).toString()).doesNotContain("Leo").contains("MEMBER_REMOVED", "INTENT");
    }
}
