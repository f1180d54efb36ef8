package dev.gangway.dropbox.simulator;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okio.Buffer;

/**
 * JSON text as plain values and back: maps, lists, strings, longs, doubles, booleans and {@link #NULL}. What is written may also hold
 * a {@link Struct} or an {@link Instant}, which becomes a timestamp of the provider's form (UTC, whole seconds).
 */
final class Json {
    /** JSON's null; a Java null is never part of a tree. */
    static final Object NULL = Null.NULL;

    /** All that surely fits a long. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private enum Null {
        NULL
    }

    private Json() {}

    /** The tree of one strict JSON document, or empty when the text is not one. */
    static Optional<Object> parse(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            Object tree = read(reader);
            return reader.peek() == JsonReader.Token.END_DOCUMENT ? Optional.of(tree) : Optional.empty();
        } catch (JsonDataException | JsonEncodingException | EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Object tree) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.setSerializeNulls(true);
            write(writer, tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8();
    }

    static String timestamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Object read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readObject(reader);
            case BEGIN_ARRAY -> readArray(reader);
            case STRING -> reader.nextString();
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.skipValue();
                yield NULL;
            }
            default -> throw new JsonDataException("no value at " + reader.getPath());
        };
    }

    private static Map<String, Object> readObject(JsonReader reader) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            if (fields.put(reader.nextName(), read(reader)) != null) {
                throw new JsonDataException("twice: " + reader.getPath());
            }
        }
        reader.endObject();
        return fields;
    }

    private static List<Object> readArray(JsonReader reader) throws IOException {
        List<Object> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(read(reader));
        }
        reader.endArray();
        return List.copyOf(items);
    }

    /** As Python's reader has it, and so the service: {@code 10} is an integer, {@code 10.0} and {@code 1e1} are none [assumed]. */
    private static Number number(String literal) {
        if (INTEGER.matcher(literal).matches()) {
            return Long.valueOf(literal);
        }
        double number = Double.parseDouble(literal);
        if (Double.isInfinite(number)) {
            throw new JsonDataException("too large: " + literal);
        }
        return number;
    }

    private static void write(JsonWriter writer, Object value) throws IOException {
        if (value instanceof Struct struct) {
            write(writer, struct.fields());
        } else if (value instanceof Map<?, ?> map) {
            writer.beginObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                writer.name((String) field.getKey());
                write(writer, field.getValue());
            }
            writer.endObject();
        } else if (value instanceof List<?> list) {
            writer.beginArray();
            for (Object item : list) {
                write(writer, item);
            }
            writer.endArray();
        } else if (value instanceof String text) {
            writer.value(text);
        } else if (value instanceof Boolean flag) {
            writer.value(flag.booleanValue());
        } else if (value instanceof Number number) {
            writer.value(number);
        } else if (value instanceof Instant time) {
            writer.value(timestamp(time));
        } else if (value == NULL) {
            writer.nullValue();
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }
}
