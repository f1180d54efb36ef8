package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A decoded argument: a struct's fields with defaults filled in, or a union's tag with its value or flattened fields. Asking for a
 * field that the {@link Shape} does not promise is a bug and throws. Immutable.
 *
 * @param tag the union's tag; empty for a struct
 */
record Arg(String tag, Map<String, Object> values) {
    Arg {
        values = Map.copyOf(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return value(name, String.class);
    }

    Optional<String> optionalText(String name) {
        return optional(name, String.class);
    }

    boolean flag(String name) {
        return value(name, Boolean.class);
    }

    Optional<Boolean> optionalFlag(String name) {
        return optional(name, Boolean.class);
    }

    int number(String name) {
        return Math.toIntExact(value(name, Long.class));
    }

    /** A number that may be larger than an {@code int}. */
    long amount(String name) {
        return value(name, Long.class);
    }

    Optional<Instant> optionalTime(String name) {
        return optional(name, Instant.class);
    }

    /** A nested struct or union. */
    Arg nested(String name) {
        return value(name, Arg.class);
    }

    Optional<Arg> optionalNested(String name) {
        return optional(name, Arg.class);
    }

    List<Arg> nestedList(String name) {
        return list(name, Arg.class);
    }

    List<String> texts(String name) {
        return list(name, String.class);
    }

    Optional<List<String>> optionalTexts(String name) {
        return has(name) ? Optional.of(texts(name)) : Optional.empty();
    }

    /** A union with a simple value, such as a user selector, as it was sent. */
    Struct echo() {
        return Struct.tag(tag, Objects.requireNonNull(values.get(tag), () -> "no value of " + tag));
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<?> items = value(name, List.class);
        return items.stream().<T>map(type::cast).toList();
    }

    private <T> T value(String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(values.get(name), () -> "no argument field " + name));
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }
}
