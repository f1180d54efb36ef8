package dev.gangway.testkit;

import dev.gangway.store.Store;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that violates one rule on purpose. It may violate others, too, since most of them stand on the first few.
 *
 * @param rule the rule
 * @param reason a part of what the kit has to say about it
 * @param opener makes, from a correct store, what opens a node
 */
record BrokenStore(String rule, String reason, Function<FragileStore, Supplier<Store>> opener) {

    /** Each node has an object of its own. */
    static BrokenStore nodes(String rule, String reason, Function<FragileStore, Store> node) {
        return new BrokenStore(rule, reason, correct -> () -> node.apply(correct));
    }

    /** All nodes share one object. */
    static BrokenStore shared(String rule, String reason, Function<FragileStore, Store> store) {
        return new BrokenStore(rule, reason, correct -> {
            Store one = store.apply(correct);
            return () -> one;
        });
    }

    @Override
    public String toString() {
        return rule + " broken: " + reason;
    }
}
