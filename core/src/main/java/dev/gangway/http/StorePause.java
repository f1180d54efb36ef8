package dev.gangway.http;

import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A pause that is a record of a store: its end as text. Thread-safe. */
final class StorePause implements SharedPause {

    private final Store store;
    private final String key;

    StorePause(Store store, String key) {
        this.store = Objects.requireNonNull(store, "store");
        this.key = Objects.requireNonNull(key, "key");
    }

    @Override
    public Optional<Instant> until() {
        return store.get(key).flatMap(StorePause::end);
    }

    @Override
    public void hold(Instant until) {
        byte[] data = until.toString().getBytes(StandardCharsets.US_ASCII);
        Optional<Versioned> seen = store.get(key);
        while (seen.flatMap(StorePause::end).filter(end -> !end.isBefore(until)).isEmpty()
                && store.compareAndSet(key, seen.map(Versioned::version).orElse(0L), data)
                        .isEmpty()) {
            seen = store.get(key);
        }
    }

    /** What nobody can read is no pause: the next one is written over it. */
    private static Optional<Instant> end(Versioned record) {
        try {
            return Optional.of(Instant.parse(new String(record.data(), StandardCharsets.US_ASCII)));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
