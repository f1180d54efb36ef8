package dev.gangway.dropbox.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making: fields in the order in which they were put, a union's {@code .tag} always first. Not thread-safe. */
final class Struct {
    private static final String TAG = ".tag";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    static Struct of() {
        return new Struct();
    }

    /** A union member without a value, or the beginning of a flattened one. */
    static Struct tag(String tag) {
        return new Struct().with(TAG, tag);
    }

    /** A union member whose value stands under the tag's own name: a primitive, a list, a union or a polymorphic struct. */
    static Struct tag(String tag, Object value) {
        return tag(tag).with(tag, value);
    }

    /** Union members within each other, from the outside in, with slashes between their tags. */
    static Struct tags(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? tag(path) : tag(path.substring(0, slash), tags(path.substring(slash + 1)));
    }

    Struct with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Leaves the field out if there is no value, as the service does with optional fields. */
    Struct withOptional(String name, @Nullable Object value) {
        return value == null ? this : with(name, value);
    }

    Struct withOptional(String name, Optional<?> value) {
        value.ifPresent(present -> with(name, present));
        return this;
    }

    /** Takes over another struct's fields, as a union does with a plain struct. */
    Struct flatten(Struct other) {
        fields.putAll(other.fields);
        return this;
    }

    Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
