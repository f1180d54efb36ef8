package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.store.Versioned;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class StoreRecordRules extends StoreRules {

    @Test
    @Rule("ST-01")
    void whatWasNeverWrittenIsAbsent() {
        isAbsent(key("a"), "that was never written");
    }

    @Test
    @Rule("ST-02")
    void whatIsWrittenIsReadBackByteForByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        node().compareAndSet(key("a"), 0, all);

        assertArrayEquals(all, node().get(key("a")).orElseThrow().data(), "All 256 bytes, as read back");
    }

    @Test
    @Rule("ST-03")
    void aChangeGivesTheVersionThatIsReadAfterwards() {
        long created = create(key("a"), "1");
        assertEquals(Optional.of(created), node().get(key("a")).map(Versioned::version), "The version after creating");

        long changed = written(node().compareAndSet(key("a"), created, bytes("2")), "Writing with that version");

        assertEquals(Optional.of(changed), node().get(key("a")).map(Versioned::version), "The version after writing");
    }

    @Test
    @Rule("ST-04")
    void creatingWhatIsThereIsRefusedAndChangesNothing() {
        create(key("a"), "1");
        Optional<Versioned> before = node().get(key("a"));

        OptionalLong again = node().compareAndSet(key("a"), 0, bytes("2"));

        refused(again, "Creating what is there");
        assertEquals(before, node().get(key("a")), "The record that was there before");
    }

    @Test
    @Rule("ST-05")
    void writingWithAnotherVersionIsRefusedAndChangesNothing() {
        long first = create(key("a"), "1");
        long second = written(node().compareAndSet(key("a"), first, bytes("2")), "Writing");

        refused(node().compareAndSet(key("a"), first, bytes("3")), "Writing with the version before");
        refused(node().compareAndSet(key("a"), second + 1, bytes("3")), "Writing with a version that wasn't yet");
        refused(node().compareAndSet(key("b"), first, bytes("3")), "Writing, with a version, what isn't there");
        holds(key("a"), "2", "after refused changes");
        isAbsent(key("b"), "that a refused change was about");
    }

    @Test
    @Rule("ST-06")
    void versionsGrowWithEveryChangeAlsoIfTheContentStays() {
        long version = create(key("a"), "same");
        assertTrue(version > 0, "A record's version is above 0, and not " + version);

        for (int i = 0; i < 5; i++) {
            long next = written(node().compareAndSet(key("a"), version, bytes("same")), "Writing");
            assertTrue(next > version, "A version after " + version + " is above it, and not " + next);
            version = next;
        }
    }

    @Test
    @Rule("ST-07")
    void whatIsErasedIsGone() {
        long version = create(key("a"), "1");

        OptionalLong erased = node().compareAndSet(key("a"), version, NOTHING);

        assertEquals(OptionalLong.of(0), erased, "What erasing gives: the version to expect of what isn't there");
        isAbsent(key("a"), "that was erased");
        assertEquals(List.of(), listed(""), "What is listed after erasing the one record");
    }

    @Test
    @Rule("ST-08")
    void erasingWithAnotherVersionIsRefusedAndChangesNothing() {
        long first = create(key("a"), "1");
        written(node().compareAndSet(key("a"), first, bytes("2")), "Writing");

        refused(node().compareAndSet(key("a"), first, NOTHING), "Erasing with the version before");
        refused(node().compareAndSet(key("a"), 0, NOTHING), "Erasing, as not there, what is there");
        holds(key("a"), "2", "after it was not erased");
    }

    @Test
    @Rule("ST-09")
    void erasingWhatIsNotThereAsExpectedChangesNothing() {
        OptionalLong erased = node().compareAndSet(key("a"), 0, NOTHING);

        assertEquals(OptionalLong.of(0), erased, "Erasing what isn't there, as expected");
        isAbsent(key("a"), "that was erased before it was there");
        create(key("a"), "1");
        holds(key("a"), "1", "that was created after that");
    }

    @Test
    @Rule("ST-10")
    void aVersionIsNeverUsedAgainAfterErasing() {
        Set<Long> used = new HashSet<>();
        for (int round = 0; round < 10; round++) {
            long created = create(key("a"), "created");
            long changed = written(node().compareAndSet(key("a"), created, bytes("changed")), "Writing");

            assertTrue(used.add(created) && used.add(changed), "A version of an erased record is used again");
            for (long old : used) {
                if (old != changed) {
                    refused(node().compareAndSet(key("a"), old, bytes("late")), "A write with an old version");
                }
            }
            written(node().compareAndSet(key("a"), changed, NOTHING), "Erasing");
        }
    }

    @Test
    @Rule("ST-11")
    void whatIsStoredIsNotSharedWithTheCaller() {
        byte[] data = bytes("1");
        node().compareAndSet(key("a"), 0, data);
        data[0] = '2';
        holds(key("a"), "1", "after the caller changed the array that it had passed");

        node().get(key("a")).orElseThrow().data()[0] = '2';

        holds(key("a"), "1", "after the caller changed an array that it had got");
    }
}
