package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** The words in which the rules about stores are written. */
abstract class StoreRules {

    static final byte[] NOTHING = {};

    private final String home = "contract/" + UUID.randomUUID() + "/";
    private @Nullable Store node;
    private @Nullable Store other;

    abstract StoreContract contract();

    @BeforeEach
    final void openNodes() {
        node = contract().open();
        other = contract().open();
    }

    /** The node through which most of a test goes. */
    Store node() {
        return opened(node);
    }

    /** Another node, opened before the test began. */
    Store other() {
        return opened(other);
    }

    /** Both nodes, in turn. */
    Store node(int number) {
        return number % 2 == 0 ? node() : other();
    }

    private static Store opened(@Nullable Store node) {
        if (node == null) {
            throw new IllegalStateException("JUnit calls openNodes() first.");
        }
        return node;
    }

    /** A key, or the name of a lease, that only this test uses. */
    String key(String name) {
        return home + name;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Versioned record) {
        return new String(record.data(), StandardCharsets.UTF_8);
    }

    /** Creates a record and gives its version. */
    long create(String key, String text) {
        return written(node().compareAndSet(key, 0, bytes(text)), "Creating " + key);
    }

    /** The new version of a change that must have been made. */
    static long written(OptionalLong version, String what) {
        assertTrue(version.isPresent(), what + ": the change was refused, though the version was the expected one");
        return version.getAsLong();
    }

    static void refused(OptionalLong version, String what) {
        assertEquals(OptionalLong.empty(), version, what + " must be refused");
    }

    void holds(String key, String text, String when) {
        assertEquals(Optional.of(text), node().get(key).map(StoreRules::text), "What the record holds " + when);
    }

    void isAbsent(String key, String when) {
        assertEquals(Optional.empty(), node().get(key), "The record " + when);
    }

    /** What is listed below this test's home, without the home. */
    List<String> listed(String prefix) {
        return node().list(key(prefix)).stream()
                .map(key -> key.substring(home.length()))
                .toList();
    }
}
