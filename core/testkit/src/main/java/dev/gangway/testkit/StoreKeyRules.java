package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gangway.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class StoreKeyRules extends StoreRules {

    @Test
    @Rule("ST-20")
    void keysThatDifferInCaseAreDifferent() {
        create(key("Aa"), "1");
        create(key("aa"), "2");

        holds(key("Aa"), "1", "under the key with a capital");
        holds(key("aa"), "2", "under the key in small letters");
        isAbsent(key("AA"), "under a third spelling");
        assertEquals(List.of("Aa"), listed("A"), "What is listed below a capital");
    }

    @Test
    @Rule("ST-21")
    void everyPrintableCharacterCanBeInAKey() {
        List<String> names = new ArrayList<>(List.of("..", ".", "con", "nul", "a/../b", "/", "//", "a.", "%2f", "--"));
        for (char character = 0x21; character < 0x7f; character++) {
            names.add("x" + character);
        }

        names.forEach(name -> create(key(name), name));

        names.forEach(name -> holds(key(name), name, "under a key that ends in " + name));
        assertEquals(names.stream().sorted().toList(), listed(""), "All these keys, as listed");
    }

    @Test
    @Rule("ST-22")
    void longKeysThatDifferInTheLastCharacterAreDifferent() {
        String stem = "A".repeat(Store.MAX_KEY_LENGTH - 1 - key("").length());

        create(key(stem + "b"), "1");
        create(key(stem + "B"), "2");

        holds(key(stem + "b"), "1", "under a key of 400 characters");
        holds(key(stem + "B"), "2", "under another key of 400 characters");
        assertEquals(List.of(stem + "B", stem + "b"), listed(stem), "Both keys, as listed");
    }

    @Test
    @Rule("ST-23")
    void theSmallestAndTheLargestRecordAreKept() {
        byte[] large = new byte[Store.MAX_DATA_LENGTH];
        Arrays.fill(large, (byte) 0xfe);

        written(node().compareAndSet(key("large"), 0, large), "Writing the largest record");
        written(node().compareAndSet(key("small"), 0, new byte[1]), "Writing the smallest record");

        assertArrayEquals(large, node().get(key("large")).orElseThrow().data(), "The largest record");
        assertArrayEquals(new byte[1], node().get(key("small")).orElseThrow().data(), "The smallest record");
    }

    @Test
    @Rule("ST-24")
    void aKeyOfAnotherShapeIsRefusedEverywhere() {
        for (String bad :
                List.of("a b", " a", "a\n", "a\u0000", "\u00e9", "\u007f", "a".repeat(Store.MAX_KEY_LENGTH + 1))) {
            badKey(() -> node().list(bad));
            badName(bad);
        }
        badName("");
    }

    private void badName(String bad) {
        badKey(() -> node().get(bad));
        badKey(() -> node().compareAndSet(bad, 0, bytes("x")));
        badKey(() -> node().lease(bad, Duration.ofMinutes(1)));
    }

    private static void badKey(Runnable call) {
        assertThrows(IllegalArgumentException.class, call::run, "A key of another shape must be refused");
    }

    @Test
    @Rule("ST-25")
    void aRecordThatIsTooLargeOrHasAnImpossibleVersionIsRefused() {
        byte[] large = new byte[Store.MAX_DATA_LENGTH + 1];

        assertThrows(
                IllegalArgumentException.class,
                () -> node().compareAndSet(key("a"), 0, large),
                "A record of 1 byte too many must be refused");
        assertThrows(
                IllegalArgumentException.class,
                () -> node().compareAndSet(key("a"), -1, bytes("x")),
                "A version below 0 must be refused");
        isAbsent(key("a"), "that was refused");
    }
}
