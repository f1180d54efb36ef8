package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.function.Function;

/** One page of a listing. Immutable. */
record Page<T>(List<T> items, String cursor, boolean hasMore) {
    /** The usual result: the items under their name, {@code cursor} and {@code has_more}. */
    Struct json(String itemsName, Function<T, ?> item) {
        return Struct.of()
                .with(itemsName, items.stream().map(item).toList())
                .with("cursor", cursor)
                .with("has_more", hasMore);
    }
}
