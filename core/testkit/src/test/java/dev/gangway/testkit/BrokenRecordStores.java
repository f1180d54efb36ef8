package dev.gangway.testkit;

import static dev.gangway.testkit.BrokenStore.nodes;
import static dev.gangway.testkit.BrokenStore.shared;

import dev.gangway.error.StoreException;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Stores that are wrong already when one node uses them. */
final class BrokenRecordStores {

    private static final byte[] NOTHING = {};

    private BrokenRecordStores() {}

    static List<BrokenStore> all() {
        return List.of(
                reads(
                        "ST-01",
                        "that was never written",
                        found -> found.or(() -> Optional.of(new Versioned(1, NOTHING)))),
                reads("ST-02", "All 256 bytes", BrokenRecordStores::asText),
                writes("ST-03", "The version after", (inner, key, expected, data) -> {
                    OptionalLong version = inner.compareAndSet(key, expected, data);
                    return version.isPresent() ? OptionalLong.of(version.getAsLong() + 1) : version;
                }),
                writes(
                        "ST-04",
                        "Creating what is there must be refused",
                        (inner, key, expected, data) -> inner.compareAndSet(
                                key, expected == 0 && data.length > 0 ? current(inner, key) : expected, data)),
                writes(
                        "ST-05",
                        "Writing with the version before must be refused",
                        (inner, key, expected, data) -> inner.compareAndSet(
                                key, expected > 0 && data.length > 0 ? current(inner, key) : expected, data)),
                writes(
                        "ST-06",
                        "is above it",
                        (inner, key, expected, data) -> inner.get(key)
                                        .filter(it -> Arrays.equals(it.data(), data))
                                        .isPresent()
                                ? OptionalLong.of(expected)
                                : inner.compareAndSet(key, expected, data)),
                writes("ST-07", "that was erased", (inner, key, expected, data) -> {
                    OptionalLong version = inner.compareAndSet(key, expected, data.length == 0 ? new byte[1] : data);
                    return data.length == 0 ? OptionalLong.of(0) : version;
                }),
                writes(
                        "ST-08",
                        "Erasing with the version before must be refused",
                        (inner, key, expected, data) ->
                                inner.compareAndSet(key, data.length == 0 ? current(inner, key) : expected, data)),
                writes(
                        "ST-09",
                        "Erasing what isn't there, as expected",
                        (inner, key, expected, data) -> expected == 0 && data.length == 0
                                ? OptionalLong.empty()
                                : inner.compareAndSet(key, expected, data)),
                shared("ST-10", "used again", Restarting::new),
                shared("ST-11", "changed the array that it had passed", Sharing::new),
                renames("ST-20", "was refused", key -> key.toLowerCase(Locale.ROOT)),
                renames("ST-21", "was refused", key -> Path.of(key).normalize().toString()),
                renames("ST-22", "was refused", key -> key.substring(0, Math.min(255, key.length()))),
                writes(
                        "ST-23",
                        "The largest record",
                        (inner, key, expected, data) ->
                                inner.compareAndSet(key, expected, Arrays.copyOf(data, Math.min(65_535, data.length)))),
                renames("ST-24", "must be refused", key -> key.isEmpty() ? "empty" : shown(key)),
                writes(
                        "ST-25",
                        "1 byte too many must be refused",
                        (inner, key, expected, data) -> inner.compareAndSet(
                                key, expected, Arrays.copyOf(data, Math.min(Store.MAX_DATA_LENGTH, data.length)))),
                lists(
                        "ST-30",
                        "sorted by code",
                        (inner, prefix) -> inner.list(prefix).stream()
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .toList()),
                lists("ST-31", "Keys that start with", BrokenRecordStores::like),
                lists(
                        "ST-32",
                        "Keys that start with a/b",
                        (inner, prefix) -> inner.list(prefix).stream()
                                .filter(key ->
                                        prefix.endsWith("/") || key.equals(prefix) || key.startsWith(prefix + "/"))
                                .toList()),
                lists(
                        "ST-33",
                        "missing in the list of all",
                        (inner, prefix) -> prefix.isEmpty() ? List.of() : inner.list(prefix)),
                lists("ST-34", "Keys that start with b", (inner, prefix) -> {
                    List<String> found = inner.list(prefix);
                    return found.isEmpty() ? inner.list("") : found;
                }),
                lists(
                        "ST-35",
                        "All 130 keys",
                        (inner, prefix) ->
                                inner.list(prefix).stream().limit(100).toList()),
                nodes("ST-60", "Reading a damaged record must be", correct -> new ForwardingStore(correct) {
                    @Override
                    public Optional<Versioned> get(String key) {
                        return correct.isDamaged(key) ? Optional.empty() : super.get(key);
                    }
                }),
                writes("ST-61", "shows the content", (inner, key, expected, data) -> {
                    try {
                        return inner.compareAndSet(key, expected, data);
                    } catch (StoreException failed) {
                        throw new StoreException("Not written: " + new String(data, StandardCharsets.UTF_8), failed);
                    }
                }));
    }

    private static long current(Store store, String key) {
        return store.get(key).map(Versioned::version).orElse(0L);
    }

    private static Optional<Versioned> asText(Optional<Versioned> found) {
        return found.map(it -> new Versioned(
                it.version(), new String(it.data(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)));
    }

    private static String shown(String key) {
        return key.replaceAll("[^\\x21-\\x7e]", "_").substring(0, Math.min(Store.MAX_KEY_LENGTH, key.length()));
    }

    private static List<String> like(Store inner, String prefix) {
        String pattern = "\\Q" + prefix.replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q") + "\\E.*";
        return inner.list("").stream().filter(it -> it.matches(pattern)).toList();
    }

    private static BrokenStore reads(String rule, String reason, UnaryOperator<Optional<Versioned>> view) {
        return nodes(rule, reason, correct -> new ForwardingStore(correct) {
            @Override
            public Optional<Versioned> get(String key) {
                return view.apply(super.get(key));
            }
        });
    }

    private interface Write {
        OptionalLong compareAndSet(Store inner, String key, long expectedVersion, byte[] data);
    }

    private static BrokenStore writes(String rule, String reason, Write write) {
        return nodes(rule, reason, correct -> new ForwardingStore(correct) {
            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                return write.compareAndSet(inner, key, expectedVersion, data);
            }
        });
    }

    private interface Listing {
        List<String> list(Store inner, String prefix);
    }

    private static BrokenStore lists(String rule, String reason, Listing listing) {
        return nodes(rule, reason, correct -> new ForwardingStore(correct) {
            @Override
            public List<String> list(String prefix) {
                return listing.list(inner, prefix);
            }
        });
    }

    /** Keeps records under other keys than those asked for. */
    private static BrokenStore renames(String rule, String reason, UnaryOperator<String> name) {
        return nodes(rule, reason, correct -> new ForwardingStore(correct) {
            @Override
            public Optional<Versioned> get(String key) {
                return super.get(name.apply(key));
            }

            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                return super.compareAndSet(name.apply(key), expectedVersion, data);
            }

            @Override
            public List<String> list(String prefix) {
                return super.list(name.apply(prefix));
            }

            @Override
            public Optional<Lease> lease(String key, Duration duration) {
                return super.lease(name.apply(key), duration);
            }
        });
    }

    /** Counts the versions of each record from 1. */
    private static final class Restarting extends ForwardingStore {
        private final Map<String, Long> starts = new HashMap<>();

        Restarting(Store inner) {
            super(inner);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            long start = starts.getOrDefault(key, 0L);
            OptionalLong version = inner.compareAndSet(key, expectedVersion == 0 ? 0 : expectedVersion + start, data);
            if (version.isEmpty() || version.getAsLong() == 0) {
                return version;
            }
            if (expectedVersion == 0) {
                starts.put(key, version.getAsLong() - 1);
            }
            return OptionalLong.of(version.getAsLong() - starts.get(key));
        }
    }

    /** Keeps the caller's own arrays. */
    private static final class Sharing extends ForwardingStore {
        private final Map<String, byte[]> arrays = new HashMap<>();

        Sharing(Store inner) {
            super(inner);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            arrays.put(key, data);
            return inner.compareAndSet(key, expectedVersion, data);
        }

        @Override
        public Optional<Versioned> get(String key) {
            return inner.get(key).map(it -> new Versioned(it.version(), arrays.get(key)));
        }
    }
}
