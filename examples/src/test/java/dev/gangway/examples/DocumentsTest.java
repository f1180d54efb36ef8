package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The documents show code that is compiled and tested: each block of Java is a file of the examples without its imports, or a region of one
 * between {@code // [name]} and {@code // [/name]}, and the comment above the block names it, or several one
 * after another.
 */
class DocumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../README.md",
                "../core/docs/acting-as-a-user.md",
                "../core/docs/activity.md",
                "../core/docs/analytics.md",
                "../core/docs/assistance.md",
                "../core/docs/connections.md",
                "../core/docs/connectors.md",
                "../core/docs/controls.md",
                "../core/docs/keys.md",
                "../core/docs/licenses.md",
                "../core/docs/people.md",
                "../core/docs/receipts.md",
                "../core/docs/team-folders.md",
                "../smtp/README.md"
            })
    void eachBlockOfJavaIsCodeOfTheExamples(String document) throws IOException {
        List<Block> blocks = blocks(Files.readAllLines(Path.of(document)));

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.lines()).as(it.marker()).isEqualTo(source(it.marker())));
    }

    @Test
    void theJavadocOfTheEntryShowsTheReadmesTenLines() throws IOException {
        List<String> javadoc =
                Files.readAllLines(Path.of("../core/src/main/java/dev/gangway/package-info.java")).stream()
                        .dropWhile(line -> !line.equals(" * <pre>{@code"))
                        .skip(1)
                        .takeWhile(line -> !line.equals(" * }</pre>"))
                        .map(line -> line.substring(Math.min(3, line.length())))
                        .toList();

        assertThat(javadoc).isEqualTo(region("ten-lines"));
    }

    private record Block(String marker, List<String> lines) {}

    private static List<Block> blocks(List<String> document) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < document.size(); i++) {
            if (document.get(i).equals("```java")) {
                String marker = document.get(i - 1).replaceAll("<!-- (.+) -->", "$1");
                blocks.add(new Block(
                        marker,
                        document.subList(i + 1, document.size()).stream()
                                .takeWhile(line -> !line.equals("```"))
                                .toList()));
            }
        }
        return blocks;
    }

    private static List<String> source(String marker) throws IOException {
        if (marker.endsWith(".java")) {
            return file(marker);
        }
        List<String> lines = new ArrayList<>();
        for (String name : marker.split(", ")) {
            lines.addAll(region(name));
        }
        return lines;
    }

    private static List<String> file(String name) throws IOException {
        Path file = examples().filter(it -> it.endsWith(name)).findFirst().orElseThrow();
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("package ") && !line.startsWith("import "))
                .toList();
        return lines.stream().dropWhile(String::isEmpty).toList();
    }

    /** Without the indentation of the method that it stands in. */
    private static List<String> region(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : examples().toList()) {
            Files.readAllLines(file).stream()
                    .dropWhile(line -> !line.strip().equals("// [" + name + "]"))
                    .skip(1)
                    .takeWhile(line -> !line.strip().equals("// [/" + name + "]"))
                    .map(line -> line.isEmpty() ? line : line.substring(8))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(it -> it.toString().endsWith(".java")).toList().stream();
        }
    }
}
