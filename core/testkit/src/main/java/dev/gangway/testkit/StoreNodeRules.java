package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

abstract class StoreNodeRules extends StoreRules {

    private static final int THREADS = 4;

    @Test
    @Rule("ST-40")
    void aChangeIsSeenByAnotherNodeAtOnce() {
        String key = key("a");
        assertEquals(Optional.empty(), other().get(key), "What the other node sees at first");
        long created = create(key, "1");
        assertEquals(Optional.of("1"), other().get(key).map(StoreRules::text), "What it sees of a new record");
        long changed = written(other().compareAndSet(key, created, bytes("2")), "Writing through the other node");
        assertEquals(Optional.of("2"), node().get(key).map(StoreRules::text), "What the first sees of that");
        assertEquals(List.of(key), node().list(key), "What it lists");
        written(node().compareAndSet(key, changed, NOTHING), "Erasing");
        assertEquals(Optional.empty(), other().get(key), "What the other node sees after erasing");
        assertEquals(List.of(), other().list(key), "What it lists after erasing");
    }

    @Test
    @Rule("ST-41")
    void aNodeThatOpensLaterFindsWhatWasWritten() {
        long version = create(key("a"), "1");

        Store later = contract().open();

        assertEquals(
                Optional.of(new Versioned(version, bytes("1"))), later.get(key("a")), "The record, by a later node");
        assertEquals(List.of(key("a")), later.list(key("")), "What a later node lists");
    }

    @Test
    @Rule("ST-42")
    void ofManyWritersNoneLosesAnUpdate() {
        create(key("counter"), "0");
        long start = System.nanoTime();

        int increments = Race.of(THREADS, thread -> () -> {
                    int done = 0;
                    for (; Race.again(done / 3, start); done++) {
                        increment(node(thread));
                    }
                    return done;
                })
                .stream()
                .mapToInt(it -> it)
                .sum();

        holds(key("counter"), Integer.toString(increments), "after that many increments");
    }

    private void increment(Store store) {
        boolean done = false;
        while (!done) {
            Versioned record = store.get(key("counter")).orElseThrow();
            int value = Integer.parseInt(text(record));
            done = store.compareAndSet(key("counter"), record.version(), bytes(Integer.toString(value + 1)))
                    .isPresent();
        }
    }

    @Test
    @Rule("ST-43")
    void ofManyWhoCreateOneWins() {
        long start = System.nanoTime();
        for (int round = 0; Race.again(round, start); round++) {
            String key = key("created" + round);

            List<OptionalLong> versions =
                    Race.of(THREADS, thread -> () -> node(thread).compareAndSet(key, 0, bytes("by " + thread)));

            assertEquals(1, winners(versions), "How many of " + THREADS + " created one record");
            int winner = versions.indexOf(versions.stream()
                    .filter(OptionalLong::isPresent)
                    .findFirst()
                    .orElseThrow());
            holds(key, "by " + winner, "when thread " + winner + " created it");
        }
    }

    @Test
    @Rule("ST-44")
    void ofManyWhoEraseOneWins() {
        long start = System.nanoTime();
        for (int round = 0; Race.again(round, start); round++) {
            String key = key("once" + round);
            long version = create(key, "for one only");

            List<OptionalLong> erased =
                    Race.of(THREADS, thread -> () -> node(thread).compareAndSet(key, version, NOTHING));

            assertEquals(1, winners(erased), "How many of " + THREADS + " erased one record");
        }
    }

    private static long winners(List<OptionalLong> versions) {
        return versions.stream().filter(OptionalLong::isPresent).count();
    }

    @Test
    @Rule("ST-45")
    void aRecordThatIsBeingChangedIsReadWhole() {
        long[] version = {written(node().compareAndSet(key("a"), 0, filled(1)), "Creating")};
        byte[] fill = {1};

        Race.between(
                () -> {
                    fill[0]++;
                    version[0] = written(node().compareAndSet(key("a"), version[0], filled(fill[0])), "Writing");
                },
                () -> {
                    byte[] read = other().get(key("a")).orElseThrow().data();
                    assertArrayEquals(filled(read[0]), read, "A record is one that was written, whole");
                });
    }

    /** Long or short, by what it is filled with, and the same all over. */
    private static byte[] filled(int fill) {
        byte[] data = new byte[fill % 2 == 0 ? 3_000 : 60_000];
        Arrays.fill(data, (byte) fill);
        return data;
    }

    @Test
    @Rule("ST-46")
    void aReaderNeverGoesBackToAnOlderVersion() {
        long[] version = {create(key("a"), "0")};
        long[] seen = {0};
        int[] reads = {0};

        Race.between(
                () -> version[0] = written(node().compareAndSet(key("a"), version[0], bytes("next")), "Writing"),
                () -> {
                    long next = node(reads[0]++).get(key("a")).orElseThrow().version();
                    assertTrue(next >= seen[0], "Version " + seen[0] + " was read, and after it " + next);
                    seen[0] = next;
                });
    }

    @Test
    @Rule("ST-47")
    void anInterruptedCallDoesItsWorkOrSaysThatItDidNot() {
        long before = create(key("a"), "old");
        Thread.currentThread().interrupt();
        boolean kept;
        try {
            node().get(key("a"));
            node().compareAndSet(key("a"), before, bytes("new"));
        } catch (CallInterruptedException said) {
            // is fine, too
        } finally {
            kept = Thread.interrupted();
        }

        assertTrue(kept, "The interrupt flag stays set");
        String now = node().get(key("a")).map(StoreRules::text).orElse("nothing");
        assertTrue(List.of("old", "new").contains(now), "The record is the old one or the new one, and not " + now);
    }
}
