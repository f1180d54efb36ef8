package dev.gangway.leakwatch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What every secret in this build's tests contains, and the shapes in which it shows in a text. */
public final class Mark {

    /** Nothing but secrets contains it. It needs no encoding in a URL, so that it is the same there. */
    public static final String TEXT = "t0ps3cret";

    private static final List<String> SHAPES = shapes();

    private Mark() {}

    private static List<String> shapes() {
        byte[] mark = bytes();
        List<String> shapes = new ArrayList<>(List.of(
                TEXT,
                HexFormat.of().formatHex(mark),
                HexFormat.of().withUpperCase().formatHex(mark)));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + mark.length];
            System.arraycopy(mark, 0, shifted, before, mark.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // Only the characters that depend on nothing but the mark, wherever in a longer text it stands.
            shapes.add(base64.substring(before == 0 ? 0 : before + 1, base64.length() - (before == 0 ? 0 : 1)));
        }
        return List.copyOf(shapes);
    }

    static byte[] bytes() {
        return TEXT.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether a text gives a secret away: as it is, URL-encoded, in Base64 wherever it stands, or in hexadecimal.
     *
     * @param text any text
     * @return whether the mark is in it
     */
    public static boolean isIn(String text) {
        return SHAPES.stream().anyMatch(text::contains);
    }

    /** The surroundings of the first mark, with the mark taken out, so that telling of a leak is none. */
    static String excerpt(String text) {
        String censored = text;
        for (String shape : SHAPES) {
            censored = censored.replace(shape, "[secret]");
        }
        int at = Math.max(0, censored.indexOf("[secret]"));
        return censored.substring(Math.max(0, at - 100), Math.min(censored.length(), at + 100));
    }
}
