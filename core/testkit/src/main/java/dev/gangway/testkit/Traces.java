package dev.gangway.testkit;

import dev.gangway.credential.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The shapes in which a secret can show up in a text. */
final class Traces {

    private static final int SHORTEST = 8;

    private final Map<String, String> shapes = new LinkedHashMap<>();

    Traces(Secret secret) {
        String text = secret.reveal();
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("A marker secret needs at least " + SHORTEST
                    + " characters; a shorter one would be found by accident.");
        }
        shapes.put(text, "as it is");
        shapes.putIfAbsent(URLEncoder.encode(text, StandardCharsets.UTF_8), "URL-encoded");
        for (int offset = 0; offset < 3; offset++) {
            String core = base64Core(text.getBytes(StandardCharsets.UTF_8), offset);
            shapes.putIfAbsent(core, "in Base64");
            shapes.putIfAbsent(core.replace('+', '-').replace('/', '_'), "in Base64");
        }
        shapes.putIfAbsent(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)), "in hexadecimal");
    }

    /** The characters of the Base64 text that depend on nothing but the secret, wherever in a longer text it stands. */
    private static String base64Core(byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = offset == 0 ? 0 : offset + 1;
        int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(from, to);
    }

    /** How the secret shows in the text, if it does. */
    Optional<String> in(String text) {
        return shapes.entrySet().stream()
                .filter(it -> text.contains(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The text with every shape of the secret taken out, so that a finding can be shown. */
    String censor(String text) {
        String censored = text;
        for (String shape : shapes.keySet()) {
            censored = censored.replace(shape, "[secret]");
        }
        return censored;
    }

    static String censor(String text, Iterable<Traces> all) {
        String censored = text;
        for (Traces traces : all) {
            censored = traces.censor(censored);
        }
        return censored;
    }
}
