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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as plain values and back: maps, lists, strings, longs, doubles, booleans and {@link #NULL}. What is written may also hold
 * a {@link Struct} or an {@link Instant}, which becomes a timestamp of the provider's form (UTC, whole seconds).
 */
final class Json {
    /** JSON's null; a Java null is never part of a tree. */
    static final Object NULL = Null.NULL;

    private static final double LARGEST_WHOLE = 1L << 53;

    private enum Null {
        NULL
    }

    private Json() {}

    /** The tree of one strict JSON document, or empty when the text is not one. */
    static Optional<Object> parse(String text) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
            Object tree = plain(reader.readJsonValue());
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

    private static Object plain(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, field) -> copy.put((String) name, plain(field)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::plain).toList();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE) {
            return number.longValue();
        }
        return value;
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
