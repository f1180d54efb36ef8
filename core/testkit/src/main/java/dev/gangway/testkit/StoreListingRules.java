package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class StoreListingRules extends StoreRules {

    private void createAll(String... names) {
        Stream.of(names).forEach(name -> create(key(name), name));
    }

    @Test
    @Rule("ST-30")
    void keysAreListedInTheOrderOfTheirCharactersCodes() {
        createAll("b", "a", "Z", "a-", "a1", "_", "a~", "0");

        assertEquals(List.of("0", "Z", "_", "a", "a-", "a1", "a~", "b"), listed(""), "All keys, sorted by code");
    }

    @Test
    @Rule("ST-31")
    void theCharactersOfAPrefixStandForThemselves() {
        String special = "%_*?[]\\.'\"^$|";
        special.chars().forEach(character -> createAll((char) character + "1"));
        createAll("x1");

        special.chars()
                .mapToObj(character -> String.valueOf((char) character))
                .forEach(prefix ->
                        assertEquals(List.of(prefix + "1"), listed(prefix), "Keys that start with " + prefix));
    }

    @Test
    @Rule("ST-32")
    void aPrefixIsNoFolder() {
        createAll("a", "a/b", "a/b/c", "a/bc", "ab", "b");

        assertEquals(List.of("a/b", "a/b/c", "a/bc"), listed("a/b"), "Keys that start with a/b");
        assertEquals(List.of("a/b/c"), listed("a/b/"), "Keys that start with a/b/");
    }

    @Test
    @Rule("ST-33")
    void withoutAPrefixAllKeysAreListed() {
        createAll("a", "b");

        List<String> all = node().list("");

        assertTrue(all.containsAll(List.of(key("a"), key("b"))), "A key is missing in the list of all");
        assertEquals(all.stream().sorted().toList(), all, "The list of all keys, sorted");
    }

    @Test
    @Rule("ST-34")
    void whereNothingStartsSoTheListIsEmpty() {
        createAll("a");

        assertEquals(List.of(), listed("b"), "Keys that start with b");
        assertEquals(List.of(), listed("aa"), "Keys that start with aa");
    }

    @Test
    @Rule("ST-35")
    void aLongListIsComplete() {
        List<String> names =
                IntStream.range(1000, 1130).mapToObj(number -> "n" + number).toList();
        createAll(names.toArray(String[]::new));

        assertEquals(names, listed("n"), "All 130 keys, each once");
    }

    @Test
    @Rule("ST-36")
    void aRecordThatIsBeingChangedIsInEveryList() {
        createAll("changing");
        long[] version = {node().get(key("changing")).orElseThrow().version()};

        Race.between(
                () -> version[0] = written(
                        node().compareAndSet(key("changing"), version[0], bytes("changed")), "Changing the record"),
                () -> assertEquals(
                        List.of(key("changing")),
                        other().list(key("")),
                        "A record that is there all the time, as listed"));
    }
}
