package dev.gangway.internal.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one way to write a JSON object, whoever wrote it before (RFC 8785): fields sorted by name, no spaces, the shortest escapes, UTF-8. So
 * what was signed can be checked after another program has indented it or sorted its fields. Whole numbers are written in full, also beyond
 * 2^53; there are no others.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * The canonical bytes of an object.
     *
     * @param object the object
     * @return its bytes
     * @throws IllegalArgumentException if it holds a fraction, a number of more than 18 digits, or halves of characters
     */
    public static byte[] of(JsonObject object) {
        StringBuilder text = new StringBuilder();
        write(text, object);
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            return all;
        } catch (CharacterCodingException halves) {
            throw new IllegalArgumentException("there are halves of characters");
        }
    }

    private static void write(StringBuilder text, Object value) {
        if (value instanceof JsonObject object) {
            text.append('{');
            String comma = "";
            for (Map.Entry<String, Object> field : new TreeMap<>(object.fields()).entrySet()) {
                text.append(comma);
                quote(text, field.getKey());
                text.append(':');
                write(text, field.getValue());
                comma = ",";
            }
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            String comma = "";
            for (Object item : list) {
                text.append(comma);
                write(text, item);
                comma = ",";
            }
            text.append(']');
        } else if (value instanceof String it) {
            quote(text, it);
        } else if (value instanceof Long || value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("there is a number that is not whole or too large");
        }
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char it = value.charAt(i);
            switch (it) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (it < ' ') {
                        text.append(String.format("\\u%04x", (int) it));
                    } else {
                        text.append(it);
                    }
                }
            }
        }
        text.append('"');
    }
}
