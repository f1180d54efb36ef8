package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's code is the examples' code, and it runs. */
class ReadmeTest {

    private static final URI CALLBACK = URI.create("http://localhost:8080/callback");

    @ParameterizedTest
    @ValueSource(strings = {"set-up", "connect", "ten-lines"})
    void theReadmesCodeIsTheExamplesCode(String marker) throws IOException {
        List<String> readme = between(Path.of("../README.md"), "<!-- " + marker + " -->", "```");
        List<String> example = between(
                Path.of("src/main/java/dev/gangway/examples/TenLines.java"),
                "// [" + marker + "]",
                "// [/" + marker + "]");

        assertThat(readme).isNotEmpty().isEqualTo(outdented(example));
    }

    @Test
    void theSetUpBuilds() {
        try (Gangway gangway = TenLines.start("an-app", Secret.of("an-app-secret"))) {
            assertThat(gangway.connections().list()).isEmpty();
        }
    }

    @Test
    void theTenLinesSeeLeoOff() {
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                        .team(TeamSetup.small())
                        .redirectUri(CALLBACK)
                        .start();
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                        .httpClient(simulator.httpClient())
                        .build()) {
            ConnectionId id = TenLines.connect(gangway, CALLBACK, simulator::approve);

            TenLines.run(gangway, id);

            assertThat(simulator.calls("team/members/remove")).hasSize(1);
        }
    }

    /** Without the indentation of the method that the lines stand in. */
    private static List<String> outdented(List<String> lines) {
        return lines.stream()
                .map(line -> line.isEmpty() ? line : line.substring(8))
                .toList();
    }

    private static List<String> between(Path file, String start, String end) throws IOException {
        return Files.readAllLines(file).stream()
                .dropWhile(line -> !line.strip().equals(start))
                .skip(1)
                .dropWhile(line -> line.startsWith("```"))
                .takeWhile(line -> !line.strip().equals(end))
                .toList();
    }
}
