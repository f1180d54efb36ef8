package dev.gangway.figures;

import dev.gangway.connection.ConnectionId;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A store that holds the trail of a connection as it is given, to be read: a record for each line, none for an empty one. Immutable. */
record TamperedStore(ConnectionId connection, List<String> lines) implements Store {

    private String prefix() {
        return "trail/" + connection + "/";
    }

    @Override
    public Optional<Versioned> get(String key) {
        return key.startsWith(prefix())
                ? Optional.of(lines.get(Integer.parseInt(key.substring(prefix().length())) - 1))
                        .filter(it -> !it.isEmpty())
                        .map(it -> new Versioned(1, it.getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    @Override
    public List<String> list(String prefix) {
        return IntStream.rangeClosed(1, lines.size())
                .filter(it -> !lines.get(it - 1).isEmpty())
                .mapToObj(it -> String.format("%s%019d", prefix(), it))
                .filter(it -> it.startsWith(prefix))
                .toList();
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        throw new UnsupportedOperationException("This store is only read.");
    }

    @Override
    public Optional<Lease> lease(String name, Duration duration) {
        throw new UnsupportedOperationException("This store is only read.");
    }
}
