package dev.gangway.dropbox.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The types of audit events that the specification lists, by category; the service refuses to filter by any other. */
final class EventCatalogue {
    private static final String RESOURCE = "event-types.txt";

    /** Each type's tag with the tag of its category. */
    static final Map<String, String> CATEGORY_OF_TYPE = read();

    static final Shape TYPE = Shape.tags(CATEGORY_OF_TYPE.keySet().toArray(String[]::new));

    static final Shape CATEGORY =
            Shape.tags(CATEGORY_OF_TYPE.values().stream().distinct().toArray(String[]::new));

    private EventCatalogue() {}

    private static Map<String, String> read() {
        Map<String, String> found = new TreeMap<>();
        String category = "";
        for (String line : lines()) {
            if (line.endsWith(":")) {
                category = line.substring(0, line.length() - 1);
            } else if (!line.startsWith("#")) {
                found.put(line.strip(), category);
            }
        }
        return Map.copyOf(found);
    }

    private static List<String> lines() {
        try (InputStream file =
                Objects.requireNonNull(EventCatalogue.class.getResourceAsStream(RESOURCE), "no " + RESOURCE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
