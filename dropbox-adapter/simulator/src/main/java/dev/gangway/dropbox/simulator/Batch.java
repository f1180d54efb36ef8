package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.function.Consumer;

/** A batch of revocations: each is done or refused by itself, and told so in the order of the argument. */
final class Batch {
    private Batch() {}

    static List<Struct> each(List<Arg> items, Consumer<Arg> work) {
        return items.stream().map(item -> status(item, work)).toList();
    }

    private static Struct status(Arg item, Consumer<Arg> work) {
        try {
            work.accept(item);
            return Struct.of().with("success", true);
        } catch (RouteError refused) {
            return Struct.of().with("success", false).with("error_type", refused.union());
        }
    }
}
