package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void theModelledRoutesAreThoseThatExist() throws IOException {
        assertThat(listed("routes")).isEqualTo(Routes.names());
    }

    @Test
    void theAbsentRoutesAreAllOthersThatTheSpecificationHasForTeams() throws IOException {
        assertThat(listed("absent")).isEqualTo(Specification.read().absent());
    }

    private static List<String> listed(String section) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("<!-- " + section + ":begin -->");
        int end = readme.indexOf("<!-- " + section + ":end -->");
        return readme.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("- `"))
                .map(line -> line.substring(3, line.length() - 1))
                .toList();
    }
}
