package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error tag of the specification is met in one of the tables of refusals, or named in the README; not both. */
class ErrorTagsTest {
    private static final Specification SPECIFICATION = Specification.read();

    @ParameterizedTest
    @MethodSource("routes")
    void areMetOrNamedAsReachableByFaultOnly(String route) throws IOException {
        Set<String> met = met(route);
        Set<String> byFaultOnly = named(route);

        assertThat(byFaultOnly).noneMatch(met::contains);
        Set<String> tags = new TreeSet<>(
                SPECIFICATION.tags(SPECIFICATION.routes().get(route).error()));
        met.addAll(byFaultOnly);
        assertThat(met).isEqualTo(tags);
    }

    /** Of two versions with the same errors, the second stands for both. */
    static Stream<String> routes() {
        return SPECIFICATION.routes().keySet().stream().filter(route -> {
            Specification.RouteFacts second = SPECIFICATION.routes().get(Version.V2.of(route));
            return second == null
                    || !second.error().equals(SPECIFICATION.routes().get(route).error())
                    || SPECIFICATION.tags(second.error()).isEmpty();
        });
    }

    private static Set<String> met(String route) throws IOException {
        Set<String> tags = new TreeSet<>();
        tags.addAll(lines(ForbiddenMovesTest.TABLE, route.replaceFirst("^team/members/", "") + " "));
        tags.addAll(lines(RefusalsTest.TABLE, route + " |"));
        return tags;
    }

    private static Set<String> lines(String table, String start) throws IOException {
        try (InputStream file = ErrorTagsTest.class.getResourceAsStream(table)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(line.lastIndexOf('|') + 1).strip())
                    .collect(Collectors.toSet());
        }
    }

    /** An item of the README's list names routes, and after a colon tags. */
    private static Set<String> named(String route) throws IOException {
        Set<String> tags = new HashSet<>();
        for (String line : Files.readString(Path.of("README.md")).split("\n(?=- )|\n\n")) {
            int colon = line.indexOf("`: `");
            if (colon > 0
                    && Arrays.asList(line.substring(3, colon).split("`, `")).contains(route)) {
                Pattern.compile("`(\\w+)`")
                        .matcher(line.substring(colon + 2))
                        .results()
                        .forEach(tag -> tags.add(tag.group(1)));
            }
        }
        return tags;
    }
}
