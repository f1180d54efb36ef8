package dev.gangway.connection;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Shortens names by extended grapheme clusters (Unicode UAX #29), what a reader sees as one character. */
final class Label {

    /** {@code java.text.BreakIterator} knows emoji sequences only from JDK 20 on. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private Label() {}

    static String of(String name, int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("A label has at least one character.");
        }
        List<String> clusters =
                CLUSTER.matcher(name).results().map(MatchResult::group).toList();
        return clusters.size() <= atMost
                ? name
                : String.join("", clusters.subList(0, atMost - 1)).stripTrailing() + "…";
    }
}
