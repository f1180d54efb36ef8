package dev.gangway.dropbox.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes that a newer service might make to an answer: a copy with an unheard-of tag, or with a field more in every object. */
final class Tampering {
    private static final String TAG = ".tag";

    private final String field;
    private final String tag;
    private boolean isDone;

    private Tampering(String field, String tag) {
        this.field = field;
        this.tag = tag;
    }

    /** The tree with the first union under that field name (with an empty name: the first of all) replaced; alone if there is none. */
    static Object unknownTag(Object tree, String field, String tag) {
        return new Tampering(field, tag).replace("", tree);
    }

    static Object extraField(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().map(Tampering::extraField).toList();
        }
        if (!isObject(tree)) {
            return tree;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        fields(tree).forEach((name, value) -> copy.put((String) name, extraField(value)));
        copy.put("field_of_a_newer_service", "unheard of");
        return copy;
    }

    private Object replace(String name, Object tree) {
        if (isDone) {
            return tree;
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(item -> replace(name, item)).toList();
        }
        if (!isObject(tree)) {
            return tree;
        }
        if (fields(tree).containsKey(TAG) && (field.isEmpty() || field.equals(name))) {
            isDone = true;
            return Struct.tag(tag);
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        fields(tree).forEach((key, value) -> copy.put((String) key, replace((String) key, value)));
        return copy;
    }

    private static boolean isObject(Object tree) {
        return tree instanceof Struct || tree instanceof Map<?, ?>;
    }

    private static Map<?, ?> fields(Object tree) {
        return tree instanceof Struct struct ? struct.fields() : (Map<?, ?>) tree;
    }
}
