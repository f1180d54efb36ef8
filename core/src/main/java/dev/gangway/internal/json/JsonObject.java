package dev.gangway.internal.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. A null in the text is the same as an absent field. {@link #toString} shows the field names only, since values may be
 * secret. Immutable.
 */
public final class JsonObject {

    /** No fields. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** The deepest nesting that is read; the outermost object is the first level. */
    public static final int MAX_DEPTH = 64;

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads an object.
     *
     * @param text JSON text
     * @return the object
     * @throws IllegalArgumentException if the text isn't exactly one JSON object, has a field twice, or is nested deeper than
     *     {@value #MAX_DEPTH} levels; the message doesn't repeat the text
     */
    public static JsonObject parse(String text) {
        return parse(text, true);
    }

    /**
     * Reads an object of which nothing may be lost on the way, to hold it against a signature.
     *
     * @param text JSON text
     * @return the object
     * @throws IllegalArgumentException as {@link #parse(String)}, and if there is a null anywhere
     */
    public static JsonObject parseWithoutNulls(String text) {
        return parse(text, false);
    }

    /**
     * Reads an object with one long list in it, whose objects are handed over one by one and not kept.
     *
     * @param text JSON text
     * @param list the name of the field with the list; it is missing in what is returned
     * @param each takes each object of the list
     * @return the object without that field
     * @throws IllegalArgumentException as {@link #parse(String)}, and if the list is absent, no list, or holds anything but objects
     */
    public static JsonObject parse(String text, String list, Consumer<JsonObject> each) {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean found = false;
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (name.equals(list) && !found) {
                    found = true;
                    readEach(reader, each);
                } else if (name.equals(list) || !put(fields, name, read(reader, 2, true))) {
                    throw new JsonDataException("the same field twice");
                }
            }
            reader.endObject();
            if (!found || reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new IllegalArgumentException("not a JSON object with the list " + list);
            }
            return new JsonObject(Collections.unmodifiableMap(fields));
        } catch (IOException | JsonDataException unreadable) {
            throw new IllegalArgumentException("not a JSON object with the list " + list);
        }
    }

    private static void readEach(JsonReader reader, Consumer<JsonObject> each) throws IOException {
        reader.beginArray();
        while (reader.hasNext()) {
            if (!(read(reader, 3, true) instanceof JsonObject object)) {
                throw new JsonDataException("something else than an object");
            }
            each.accept(object);
        }
        reader.endArray();
    }

    /** Whether there was no such field yet. A null is no field. */
    private static boolean put(Map<String, Object> fields, String name, @Nullable Object value) {
        return value == null || fields.put(name, value) == null;
    }

    private static JsonObject parse(String text, boolean nulls) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            if (read(reader, 1, nulls) instanceof JsonObject object && reader.peek() == JsonReader.Token.END_DOCUMENT) {
                return object;
            }
            throw new IllegalArgumentException("not a JSON object");
        } catch (IOException | JsonDataException unreadable) {
            throw new IllegalArgumentException("not a JSON object");
        }
    }

    private static @Nullable Object read(JsonReader reader, int level, boolean nulls) throws IOException {
        JsonReader.Token next = reader.peek();
        if (level > MAX_DEPTH && (next == JsonReader.Token.BEGIN_OBJECT || next == JsonReader.Token.BEGIN_ARRAY)) {
            throw new IllegalArgumentException("JSON nested deeper than " + MAX_DEPTH + " levels");
        }
        switch (next) {
            case BEGIN_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    if (!put(fields, name, read(reader, level + 1, nulls))) {
                        throw new JsonDataException("the same field twice");
                    }
                }
                reader.endObject();
                return new JsonObject(Collections.unmodifiableMap(fields));
            }
            case BEGIN_ARRAY -> {
                List<Object> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    Object item = read(reader, level + 1, nulls);
                    if (item != null) {
                        items.add(item);
                    }
                }
                reader.endArray();
                return Collections.unmodifiableList(items);
            }
            case STRING -> {
                return reader.nextString();
            }
            case NUMBER -> {
                String digits = reader.nextString();
                return wholeOrNot(digits);
            }
            case BOOLEAN -> {
                return reader.nextBoolean();
            }
            default -> {
                if (!nulls) {
                    throw new JsonDataException("a null");
                }
                return reader.nextNull();
            }
        }
    }

    private static Object wholeOrNot(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException fractionOrHuge) {
            return Double.valueOf(digits);
        }
    }

    /**
     * A copy with one more field.
     *
     * @param name the field
     * @param value a text, number, boolean, instant, object, or a list of texts or objects; an enum is written by its name
     * @return the copy
     */
    public JsonObject with(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(fields);
        copy.put(name, plain(value));
        return new JsonObject(Collections.unmodifiableMap(copy));
    }

    /**
     * A copy with one more field, if there is a value for it.
     *
     * @param name the field
     * @param value the value, if any
     * @return the copy, or this
     */
    public JsonObject with(String name, Optional<?> value) {
        return value.isPresent() ? with(name, (Object) value.get()) : this;
    }

    /**
     * A copy without a field.
     *
     * @param name the field
     * @return the copy
     */
    public JsonObject without(String name) {
        Map<String, Object> copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return new JsonObject(Collections.unmodifiableMap(copy));
    }

    private static Object plain(Object value) {
        if (value instanceof Enum<?> it) {
            return it.name();
        }
        if (value instanceof Instant) {
            return value.toString();
        }
        if (value instanceof Integer it) {
            return it.longValue();
        }
        if (value instanceof Iterable<?> items) {
            List<Object> list = new ArrayList<>();
            items.forEach(item -> list.add(plain(item)));
            return Collections.unmodifiableList(list);
        }
        if (value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof JsonObject) {
            return value;
        }
        throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }

    /**
     * The names of all fields.
     *
     * @return the names, in the order in which they were written
     */
    public Set<String> names() {
        return fields.keySet();
    }

    /**
     * A text field.
     *
     * @param name the field
     * @return its text; empty if the field is absent or no text
     */
    public Optional<String> text(String name) {
        return fields.get(name) instanceof String it ? Optional.of(it) : Optional.empty();
    }

    /**
     * A text field that must be there.
     *
     * @param name the field
     * @return its text
     * @throws IllegalArgumentException if the field is absent or no text
     */
    public String requiredText(String name) {
        return text(name)
                .orElseThrow(() -> new IllegalArgumentException("the field " + name + " is missing or no text"));
    }

    /**
     * A field with a point in time.
     *
     * @param name the field
     * @return the time; empty if the field is absent or no text
     * @throws java.time.format.DateTimeParseException if the text is no time
     */
    public Optional<Instant> instant(String name) {
        return text(name).map(Instant::parse);
    }

    /**
     * A whole-number field.
     *
     * @param name the field
     * @return the number; empty if the field is absent or no whole number
     */
    public OptionalLong number(String name) {
        return fields.get(name) instanceof Long it ? OptionalLong.of(it) : OptionalLong.empty();
    }

    /**
     * A boolean field.
     *
     * @param name the field
     * @return its value; empty if the field is absent or no boolean
     */
    public Optional<Boolean> flag(String name) {
        return fields.get(name) instanceof Boolean it ? Optional.of(it) : Optional.empty();
    }

    /**
     * A field with an object.
     *
     * @param name the field
     * @return the object; empty if the field is absent or no object
     */
    public Optional<JsonObject> object(String name) {
        return fields.get(name) instanceof JsonObject it ? Optional.of(it) : Optional.empty();
    }

    /**
     * The texts of an array field.
     *
     * @param name the field
     * @return its texts; empty if the field is absent
     */
    public List<String> texts(String name) {
        return items(name)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /**
     * The objects of an array field.
     *
     * @param name the field
     * @return its objects; empty if the field is absent
     */
    public List<JsonObject> objects(String name) {
        return items(name)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    private Stream<?> items(String name) {
        return fields.get(name) instanceof List<?> list ? list.stream() : Stream.of();
    }

    /**
     * The JSON text, on one line, fields in the order in which they were added.
     *
     * @return the text
     */
    public String write() {
        return write("");
    }

    /**
     * The same for people to read: a field a line, indented by two spaces.
     *
     * @return the text, without a line break at its end
     */
    public String writeIndented() {
        return write("  ");
    }

    private String write(String indent) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setIndent(indent);
            write(writer, this);
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory failed", impossible);
        }
        return buffer.readUtf8();
    }

    private static void write(JsonWriter writer, Object value) throws IOException {
        if (value instanceof JsonObject object) {
            writer.beginObject();
            for (Map.Entry<String, Object> field : object.fields.entrySet()) {
                writer.name(field.getKey());
                write(writer, field.getValue());
            }
            writer.endObject();
        } else if (value instanceof List<?> list) {
            writer.beginArray();
            for (Object item : list) {
                write(writer, item);
            }
            writer.endArray();
        } else if (value instanceof String it) {
            writer.value(it);
        } else if (value instanceof Boolean it) {
            writer.value(it);
        } else {
            writer.value((Number) value);
        }
    }

    /** Names and values as they are kept: texts, longs, doubles, booleans, objects, and lists of them. */
    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject it && fields.equals(it.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "JsonObject" + fields.keySet();
    }
}
