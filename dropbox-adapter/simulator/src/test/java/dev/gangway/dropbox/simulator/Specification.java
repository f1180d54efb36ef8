package dev.gangway.dropbox.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The facts of {@code specification.txt}: routes and types of the public API specification. */
final class Specification {
    private final Map<String, RouteFacts> routes = new TreeMap<>();
    private final List<String> absent = new ArrayList<>();
    private final Map<String, Type> types = new LinkedHashMap<>();

    private Specification() {}

    static Specification read() {
        try (InputStream file = Specification.class.getResourceAsStream("specification.txt")) {
            Specification read = new Specification();
            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(read::add);
            return read;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "route" ->
                routes.put(words[1], new RouteFacts(words[1], words[2], words[3], words[4], words[5], words[6]));
            case "absent" -> absent.add(words[1]);
            case "string" -> types.put(words[1], new Text(limit(words[2]), limit(words[3]), words[4], words[1]));
            case "struct" -> types.put(words[1], new Struct(parts(words)));
            case "union", "union_closed" -> types.put(words[1], new Union(parts(words), false));
            case "tree" -> types.put(words[1], new Union(parts(words), true));
            default -> throw new IllegalArgumentException(line);
        }
    }

    private static List<Part> parts(String[] words) {
        return Arrays.stream(words).skip(2).map(Specification::part).toList();
    }

    private static Part part(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            return new Part(word, "Void", false, Optional.empty());
        }
        String name = word.substring(0, colon);
        String type = word.substring(colon + 1);
        int equals = type.indexOf('=');
        if (equals >= 0) {
            return new Part(name, type.substring(0, equals), false, Optional.of(type.substring(equals + 1)));
        }
        boolean optional = type.endsWith("?");
        return new Part(name, optional ? type.substring(0, type.length() - 1) : type, optional, Optional.empty());
    }

    private static long limit(String text) {
        return text.equals("-") ? Long.MAX_VALUE : Long.parseLong(text);
    }

    /** By name, sorted. */
    Map<String, RouteFacts> routes() {
        return routes;
    }

    /** The team's routes that the simulator hasn't. */
    List<String> absent() {
        return absent;
    }

    /** The type that a part, a route or another type's text names. */
    Type type(String text) {
        if (text.startsWith("List(")) {
            String[] words = text.substring(5, text.length() - 1).split(",", -1);
            return words.length == 1
                    ? new ListOf(words[0], 0, Long.MAX_VALUE)
                    : new ListOf(words[0], limit(words[1]), limit(words[2]));
        }
        int brace = text.indexOf('{');
        String name = brace < 0 ? text : text.substring(0, brace);
        String[] limits = brace < 0
                ? new String[] {"0", "-"}
                : text.substring(brace + 1, text.length() - 1).split(",", -1);
        return switch (name) {
            case "Void" -> new Nothing();
            case "Boolean" -> new Flag();
            case "Timestamp" -> new Time();
            case "String" -> new Text(limit(limits[0]), limit(limits[1]), "", "");
            case "UInt32", "UInt64", "Int64" -> new Number(limit(limits[0]), limit(limits[1]));
            default -> Objects.requireNonNull(types.get(name), text);
        };
    }

    /** The tags of a union, or none of {@code Void}. */
    List<String> tags(String union) {
        return type(union) instanceof Union found
                ? found.parts().stream().map(Part::name).toList()
                : List.of();
    }

    record RouteFacts(String name, String auth, String scope, String argument, String result, String error) {}

    /** A field of a struct, or a tag of a union with the type of its value. */
    record Part(String name, String type, boolean optional, Optional<String> fallback) {
        boolean isRequired() {
            return !optional && fallback.isEmpty();
        }
    }

    sealed interface Type {}

    record Nothing() implements Type {}

    record Flag() implements Type {}

    record Time() implements Type {}

    record Number(long least, long most) implements Type {}

    /** Text of so many characters; without a name it has no pattern. */
    record Text(long least, long most, String pattern, String name) implements Type {}

    record ListOf(String item, long least, long most) implements Type {}

    record Struct(List<Part> parts) implements Type {}

    /** A union, or a struct whose subtypes have tags: the latter is not flattened into what holds it. */
    record Union(List<Part> parts, boolean isTree) implements Type {}
}
