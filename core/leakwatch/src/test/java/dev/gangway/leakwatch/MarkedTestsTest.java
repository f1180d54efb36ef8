package dev.gangway.leakwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A secret without the mark would be a blind spot of the watch. */
class MarkedTestsTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern WRITTEN_DOWN = Pattern.compile("Secret\\.of\\(\"([^\"]*)\"");
    /** Of a standard's example, of a known hash, and such as are refused. */
    private static final Set<String> OTHERS =
            Set.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "abc", "a", "  ", "short");

    @Test
    void everySecretThatATestWritesDownHasTheMark() throws IOException {
        Map<Boolean, List<String>> marked =
                tests().flatMap(MarkedTestsTest::secrets).collect(Collectors.partitioningBy(Mark::isIn));

        assertThat(marked.get(true)).hasSizeGreaterThan(30);
        assertThat(marked.get(false)).isSubsetOf(OTHERS);
    }

    private static Stream<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(it -> it.toString().matches(".*/src/test/java/.*\\.java")).toList().stream();
        }
    }

    private static Stream<String> secrets(Path test) {
        try {
            return WRITTEN_DOWN.matcher(Files.readString(test)).results().map(it -> it.group(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
