package dev.gangway.figures.license;

import java.util.List;
import java.util.SplittableRandom;

/** Draws that come out the same for the same place, in whatever order places are asked for. Not thread-safe. */
final class Draw {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String DIGITS = "0123456789";
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    private Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The draws of one place of one kind. */
    static Draw at(String kind, long place) {
        return new Draw(kind.hashCode() * 1_000_003L + place * 31);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int many) {
        return below(many) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    String letters(int length) {
        return from(LETTERS, length);
    }

    String digits(int length) {
        return from(DIGITS, length);
    }

    String hex(int length) {
        return from(HEX, length);
    }

    String address() {
        return (1 + below(223)) + "." + below(256) + "." + below(256) + "." + (1 + below(254));
    }

    private String from(String letters, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(below(letters.length())));
        }
        return text.toString();
    }
}
