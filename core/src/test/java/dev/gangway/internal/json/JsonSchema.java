package dev.gangway.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a document against as much of JSON Schema as ours uses, and misses fields that the schema doesn't name. */
public final class JsonSchema {

    private final JsonObject root;
    private final List<String> wrong = new ArrayList<>();

    private JsonSchema(JsonObject root) {
        this.root = root;
    }

    /** What is wrong with the document; empty if it is as the schema says and has no field that the schema doesn't name. */
    public static List<String> wrongs(JsonObject schema, JsonObject document) {
        JsonSchema check = new JsonSchema(schema);
        check.object("", schema, document);
        return check.wrong;
    }

    private void object(String path, JsonObject schema, JsonObject value) {
        JsonObject properties = schema.object("properties").orElse(JsonObject.EMPTY);
        schema.texts("required").stream()
                .filter(it -> !value.names().contains(it))
                .forEach(it -> wrong.add(path + "/" + it + " is missing"));
        for (String name : value.names()) {
            Optional<JsonObject> of = properties.object(name).map(this::resolved);
            if (of.isEmpty()) {
                wrong.add(path + "/" + name + " is not in the schema");
            } else {
                property(path + "/" + name, of.get(), value, name);
            }
        }
    }

    private void property(String path, JsonObject schema, JsonObject owner, String name) {
        if (schema.names().contains("oneOf")) {
            oneOf(path, schema, owner, name);
            return;
        }
        String type = schema.text("type").orElse("string");
        switch (type) {
            case "object" ->
                owner.object(name)
                        .ifPresentOrElse(it -> object(path, schema, it), () -> wrong.add(path + " is no object"));
            case "array" -> {
                if (!(owner.fields().get(name) instanceof List<?>)) {
                    wrong.add(path + " is no list");
                }
                JsonObject items = resolved(schema.object("items").orElseThrow());
                owner.objects(name).forEach(it -> object(path, items, it));
                if (items.text("type").equals(Optional.of("object"))
                        && !owner.texts(name).isEmpty()) {
                    wrong.add(path + " holds texts");
                }
            }
            case "integer" -> {
                if (owner.number(name).isEmpty()) {
                    wrong.add(path + " is no whole number");
                }
            }
            case "boolean" -> {
                if (owner.flag(name).isEmpty()) {
                    wrong.add(path + " is neither true nor false");
                }
            }
            default -> text(path, schema, owner.text(name).orElse(""));
        }
    }

    private void oneOf(String path, JsonObject schema, JsonObject owner, String name) {
        long fitting = schema.objects("oneOf").stream()
                .filter(it -> {
                    JsonSchema check = new JsonSchema(root);
                    check.property(path, resolved(it), owner, name);
                    return check.wrong.isEmpty();
                })
                .count();
        if (fitting != 1) {
            wrong.add(path + " is of no one kind");
        }
    }

    private void text(String path, JsonObject schema, String value) {
        if (schema.text("const").filter(it -> !it.equals(value)).isPresent()
                || (!schema.texts("enum").isEmpty() && !schema.texts("enum").contains(value))
                || schema.text("pattern").filter(it -> !value.matches(it)).isPresent()
                || value.isEmpty()) {
            wrong.add(path + " has another form");
        }
    }

    private JsonObject resolved(JsonObject schema) {
        return schema.text("$ref")
                .map(it -> root.object("$defs")
                        .flatMap(all -> all.object(it.substring("#/$defs/".length())))
                        .orElseThrow())
                .orElse(schema);
    }
}
