package dev.gangway.dropbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is read without a schema, for answers that must not be lost over one odd value. A null is the same as an absent field;
 * what isn't an object, a list or a text is kept as its text.
 */
final class Json {

    /** A value without anything in it. */
    static final Json NOTHING = new Json(null);

    private static final JsonFactory FACTORY = new JsonFactory();

    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** Reads exactly one JSON value; empty if the stream holds anything else. */
    static Optional<Json> parse(InputStream stream) {
        try (JsonParser parser = FACTORY.createParser(stream)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            Object read = read(parser);
            return parser.nextToken() == null ? Optional.of(new Json(read)) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    Object field = read(parser);
                    if (field != null) {
                        fields.put(name, field);
                    }
                }
                return fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object item = read(parser);
                    if (item != null) {
                        items.add(item);
                    }
                }
                return items;
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.getText();
            }
        }
    }

    boolean isObject() {
        return value instanceof Map;
    }

    /** A field of this object; an absent one, and any of something else, is a value without anything in it. */
    Json field(String name) {
        return new Json(value instanceof Map<?, ?> fields ? fields.get(name) : null);
    }

    /** The fields, if this is an object, sorted by their names. */
    SortedMap<String, Json> fields() {
        SortedMap<String, Json> sorted = new TreeMap<>();
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> sorted.put(String.valueOf(name), new Json(field)));
        }
        return sorted;
    }

    /** The items, if this is a list. */
    Optional<List<Json>> items() {
        return value instanceof List<?> items
                ? Optional.of(items.stream().map(Json::new).toList())
                : Optional.empty();
    }

    /** The text, if this is a text, a number or a boolean. */
    Optional<String> text() {
        return value instanceof String it ? Optional.of(it) : Optional.empty();
    }

    /** The tag of a union, which is written as an object with {@code .tag} or as the bare tag. Specified. */
    Optional<String> tag() {
        return isObject() ? field(".tag").text() : text();
    }
}
