package dev.gangway.dropbox.simulator;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares JSON with a type of the specification, to the last field: what is missing, what is too much, what is wrong. */
final class Conformity {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private final Specification specification;
    private final List<String> problems = new ArrayList<>();

    private Conformity(Specification specification) {
        this.specification = specification;
    }

    /** What is wrong with the JSON; nothing if all is as specified. */
    static List<String> problems(Specification specification, String type, Object json) {
        Conformity conformity = new Conformity(specification);
        conformity.compare(specification.type(type), json, type);
        return conformity.problems;
    }

    private void compare(Specification.Type type, Object json, String path) {
        if (type instanceof Specification.Nothing) {
            require(json == Json.NULL, path, "is not null");
        } else if (type instanceof Specification.Flag) {
            require(json instanceof Boolean, path, "is no boolean");
        } else if (type instanceof Specification.Number number) {
            boolean fits = json instanceof Long value && value >= number.least() && value <= number.most();
            require(fits, path, "is no number that fits: " + json);
        } else if (type instanceof Specification.Time) {
            require(json instanceof String text && isTimestamp(text), path, "is no timestamp: " + json);
        } else if (type instanceof Specification.Text text) {
            require(json instanceof String value && fits(text, value), path, "is no text that fits: " + json);
        } else if (type instanceof Specification.ListOf list) {
            compareList(list, json, path);
        } else if (type instanceof Specification.Struct struct) {
            require(json instanceof Map<?, ?>, path, "is no object");
            if (json instanceof Map<?, ?> fields) {
                compareFields(struct.parts(), fields, path);
            }
        } else if (type instanceof Specification.Union union) {
            compareUnion(union, json, path);
        }
    }

    private void compareList(Specification.ListOf type, Object json, String path) {
        require(json instanceof List<?>, path, "is no list");
        if (json instanceof List<?> items) {
            require(items.size() >= type.least() && items.size() <= type.most(), path, "has a wrong size");
            items.forEach(item -> compare(specification.type(type.item()), item, path + "[]"));
        }
    }

    private void compareFields(List<Specification.Part> parts, Map<?, ?> fields, String path) {
        Map<String, Object> left = new LinkedHashMap<>();
        fields.forEach((name, value) -> left.put((String) name, value));
        for (Specification.Part part : parts) {
            Object value = left.remove(part.name());
            if (value != null) {
                compare(specification.type(part.type()), value, path + "." + part.name());
            } else {
                require(!part.isRequired(), path, "lacks " + part.name());
            }
        }
        require(left.isEmpty(), path, "has " + left.keySet());
    }

    private void compareUnion(Specification.Union union, Object json, String path) {
        Optional<?> first =
                json instanceof Map<?, ?> fields ? fields.keySet().stream().findFirst() : Optional.empty();
        if (!first.equals(Optional.of(".tag"))) {
            problems.add(path + " does not begin with .tag");
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((name, value) -> fields.put((String) name, value));
        Object tag = fields.remove(".tag");
        Optional<Specification.Part> found =
                union.parts().stream().filter(part -> part.name().equals(tag)).findFirst();
        if (found.isEmpty()) {
            problems.add(path + " has the unknown tag " + tag);
            return;
        }
        Specification.Part part = found.get();
        Specification.Type type = specification.type(part.type());
        List<Specification.Part> parts = type instanceof Specification.Struct struct
                ? struct.parts()
                : type instanceof Specification.Nothing ? List.of() : List.of(part);
        compareFields(parts, fields, path + "/" + tag);
    }

    private static boolean fits(Specification.Text type, String text) {
        return text.length() >= type.least()
                && text.length() <= type.most()
                && (type.pattern().isEmpty() || Pattern.matches(type.pattern(), text));
    }

    private static boolean isTimestamp(String text) {
        try {
            return LocalDateTime.parse(text, TIMESTAMP).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void require(boolean condition, String path, String otherwise) {
        if (!condition) {
            problems.add(path + " " + otherwise);
        }
    }
}
