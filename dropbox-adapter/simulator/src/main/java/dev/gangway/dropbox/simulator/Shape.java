package dev.gangway.dropbox.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an argument must look like, and its strict decoding: unknown fields, missing fields, wrong types, values out of range are
 * {@link BadInput}, in the words of the service (wording observed by third parties; it is no contract).
 *
 * <p>Decoded values are {@link String}, {@link Long}, {@link Boolean}, {@link Instant}, {@link List} and {@link Arg}.
 */
@FunctionalInterface
interface Shape {
    /** No argument: the JSON literal {@code null}. */
    Shape NOTHING = (json, path) -> {
        if (json != Json.NULL) {
            throw bad(path, "expected null, got " + typeOf(json));
        }
        return new Arg("", Map.of());
    };

    Shape TEXT = text(Integer.MAX_VALUE);

    Shape FLAG = (json, path) -> {
        if (json instanceof Boolean) {
            return json;
        }
        throw bad(path, quoted(json) + " expected to be a boolean, got " + typeOf(json));
    };

    /** The pattern of the specification's {@code EmailAddress}. */
    String EMAIL_PATTERN = "^['#&A-Za-z0-9._%+-]+@[A-Za-z0-9-][A-Za-z0-9.-]*\\.[A-Za-z]{2,15}$";

    /** An e-mail address as the specification's {@code EmailAddress} has it. */
    Shape EMAIL = text(0, 255, EMAIL_PATTERN);

    /** A timestamp {@code YYYY-MM-DDTHH:MM:SSZ}. */
    Shape TIME = (json, path) -> {
        if (!(json instanceof String text)) {
            throw bad(path, quoted(json) + " expected to be a timestamp, got " + typeOf(json));
        }
        try {
            return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'"))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw bad(path, "time data " + quoted(text) + " does not match format '%Y-%m-%dT%H:%M:%SZ'");
        }
    };

    /** The specification's {@code UserSelectorArg}. */
    Shape USER = union(member("team_member_id", TEXT), member("external_id", text(64)), member("email", EMAIL));

    /**
     * Decodes one value.
     *
     * @param path where in the request body the value stands, empty at the top
     */
    Object decode(Object json, String path);

    static Shape text(int maxLength) {
        return text(0, maxLength, "");
    }

    /** Text of so many characters that matches the whole pattern; an empty pattern allows everything. */
    static Shape text(int minLength, int maxLength, String pattern) {
        Pattern compiled = Pattern.compile(pattern.isEmpty() ? "(?s).*" : pattern);
        return (json, path) -> {
            if (!(json instanceof String text)) {
                throw bad(path, quoted(json) + " expected to be a string, got " + typeOf(json));
            }
            int length = text.codePointCount(0, text.length());
            if (length < minLength) {
                throw bad(path, quoted(text) + " must be at least " + minLength + " characters, got " + length);
            }
            if (length > maxLength) {
                throw bad(path, quoted(text) + " must be at most " + maxLength + " characters, got " + length);
            }
            if (!compiled.matcher(text).matches()) {
                throw bad(path, quoted(text) + " did not match pattern '" + pattern + "'");
            }
            return text;
        };
    }

    static Shape number(long min, long max) {
        return (json, path) -> {
            if (!(json instanceof Long number)) {
                throw bad(path, quoted(json) + " expected to be an integer, got " + typeOf(json));
            }
            if (number < min || number > max) {
                throw bad(path, number + " is not within range [" + min + ", " + max + "]");
            }
            return number;
        };
    }

    static Shape list(Shape item) {
        return list(item, 0, Integer.MAX_VALUE);
    }

    static Shape list(Shape item, int minItems, int maxItems) {
        return (json, path) -> {
            if (!(json instanceof List<?> list)) {
                throw bad(path, quoted(json) + " expected to be a list, got " + typeOf(json));
            }
            if (list.size() < minItems || list.size() > maxItems) {
                String limit = list.size() < minItems ? "at least " + minItems : "at most " + maxItems;
                throw bad(path, "list must have " + limit + " items, got " + list.size());
            }
            List<Object> decoded = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                decoded.add(item.decode(list.get(i), path + "[" + i + "]"));
            }
            return List.copyOf(decoded);
        };
    }

    static Fields struct(Field... fields) {
        return new Fields(List.of(fields));
    }

    static Shape union(Member... members) {
        Map<String, Optional<Shape>> byTag = new LinkedHashMap<>();
        for (Member member : members) {
            byTag.put(member.tag(), member.shape());
        }
        return (json, path) -> decodeUnion(byTag, json, path);
    }

    /** A union without values: an enumeration. */
    static Shape tags(String... tags) {
        return union(Arrays.stream(tags).map(Shape::member).toArray(Member[]::new));
    }

    static Field required(String name, Shape shape) {
        return new Field(name, shape, true, Optional.empty());
    }

    static Field optional(String name, Shape shape) {
        return new Field(name, shape, false, Optional.empty());
    }

    /** A field with a default: {@link Boolean}, {@link Long}, {@link String} or a decoded value. */
    static Field withDefault(String name, Shape shape, Object value) {
        return new Field(name, shape, false, Optional.of(value));
    }

    static Member member(String tag) {
        return new Member(tag, Optional.empty());
    }

    static Member member(String tag, Shape shape) {
        return new Member(tag, Optional.of(shape));
    }

    private static Object decodeUnion(Map<String, Optional<Shape>> members, Object json, String path) {
        if (json instanceof String tag) {
            return decodeMember(members, tag, Map.of(), path);
        }
        if (!(json instanceof Map<?, ?> map)) {
            throw bad(path, quoted(json) + " expected to be an object or a tag, got " + typeOf(json));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put((String) name, value));
        Object tag = values.remove(".tag");
        if (!(tag instanceof String text)) {
            throw bad(path, "missing '.tag' key");
        }
        return decodeMember(members, text, values, path);
    }

    private static Arg decodeMember(
            Map<String, Optional<Shape>> members, String tag, Map<String, Object> values, String path) {
        Optional<Shape> shape = members.get(tag);
        if (shape == null) {
            throw bad(path, "unknown tag '" + tag + "'");
        }
        if (shape.isEmpty()) {
            return new Arg(tag, new Fields(List.of()).decodeFields(values, path));
        }
        Fields fields =
                shape.get() instanceof Fields flattened ? flattened : new Fields(List.of(required(tag, shape.get())));
        return new Arg(tag, fields.decodeFields(values, path));
    }

    private static BadInput bad(String path, String text) {
        return new BadInput("request body: " + (path.isEmpty() ? "" : path + ": ") + text);
    }

    private static String quoted(Object json) {
        if (json == Json.NULL) {
            return "'None'";
        }
        String text = json instanceof String string ? string : Json.write(json);
        return "'" + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + "'";
    }

    private static String typeOf(Object json) {
        if (json == Json.NULL) {
            return "null";
        }
        if (json instanceof Map<?, ?>) {
            return "object";
        }
        if (json instanceof List<?>) {
            return "list";
        }
        if (json instanceof Boolean) {
            return "boolean";
        }
        return json instanceof String ? "string" : json instanceof Long ? "integer" : "float";
    }

    /** One field of a struct; without default and not required it is left out when absent or null. */
    record Field(String name, Shape shape, boolean isRequired, Optional<Object> fallback) {
        boolean isOptional() {
            return !isRequired && fallback.isEmpty();
        }
    }

    /** One member of a union; without a shape it has no value. */
    record Member(String tag, Optional<Shape> shape) {}

    /** A struct. */
    record Fields(List<Field> fields) implements Shape {
        @Override
        public Object decode(Object json, String path) {
            if (!(json instanceof Map<?, ?> map)) {
                throw bad(path, quoted(json) + " expected to be an object, got " + typeOf(json));
            }
            return new Arg("", decodeFields(map, path));
        }

        private Map<String, Object> decodeFields(Map<?, ?> values, String path) {
            for (Object name : values.keySet()) {
                if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                    throw bad(path, "unknown field '" + name + "'");
                }
            }
            Map<String, Object> decoded = new LinkedHashMap<>();
            for (Field field : fields) {
                Object value = values.get(field.name());
                if (value != null && !(value == Json.NULL && field.isOptional())) {
                    decoded.put(field.name(), field.shape().decode(value, within(path, field.name())));
                } else if (field.isRequired()) {
                    throw bad(path, "missing required field '" + field.name() + "'");
                } else {
                    field.fallback().ifPresent(fallback -> decoded.put(field.name(), fallback));
                }
            }
            return decoded;
        }

        private static String within(String path, String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }
}
