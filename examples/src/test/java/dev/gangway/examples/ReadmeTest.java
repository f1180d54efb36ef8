package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.credential.Secret;
import dev.gangway.leakwatch.LeakWatch;
import dev.gangway.store.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's code does what it says; that the README shows this code, {@link DocumentsTest} checks. */
class ReadmeTest {

    @Test
    void theSetUpBuilds() {
        Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
        try (Gangway gangway = TenLines.start("an-app", Secret.of("an-app-t0ps3cret"), new InMemoryStore(), key)) {
            assertThat(gangway.connections().list()).isEmpty();
        }
    }

    @Test
    void theTenLinesInviteAnaAndSeeLeoOff() {
        String printed = printedBy(() -> TenLines.main(new String[0]));

        assertThat(printed)
                .contains(
                        "ana.silva@example.com is INVITED",
                        "leo@example.com: ",
                        "1 license of type full becomes free.",
                        "gone at ");
    }

    @Test
    void whatIsNotKnownYetIsSettledLater() {
        String printed = printedBy(() -> Settling.main(new String[0]));

        assertThat(printed.lines()).first().asString().contains("Unsettled");
        assertThat(printed).contains("see off ", "still not known: ").endsWith(": done\n");
    }

    @Test
    void aStoreCarriesConnectionsOverARestart(@TempDir Path directory) {
        String printed = printedBy(() -> Production.main(new String[] {directory.toString()}));

        assertThat(printed).isEqualTo("after a restart: Example Corp has 8 people\n");
    }

    @Test
    void theArtifactsAndTheirVersionAreThisBuilds() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String parent = Files.readString(Path.of("../pom.xml"));
        String bom = Files.readString(Path.of("../core/bom/pom.xml"));

        assertThat(all("gangway-[a-z-]+", readme))
                .isNotEmpty()
                .allSatisfy(artifact -> assertThat(parent + bom).contains("<artifactId>" + artifact + "</artifactId>"));
        assertThat(all("\\d+\\.\\d+\\.\\d+[-A-Z]*", readme))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(parent)
                        .contains("<artifactId>gangway-parent</artifactId>\n  <version>" + version + "</version>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main-command", "test-command"})
    void eachCommandIsFoundAndRunByTheBuildServer(String marker) throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String script = Files.readString(Path.of("../.ci/run"));

        assertThat(all("(?m)^<!-- " + marker + " -->\n```sh\nmvn .+\n```$", readme))
                .hasSize(1);
        assertThat(script.lines()).contains("readme " + marker);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    interface Program {
        void run() throws IOException;
    }

    static String printedBy(Program program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            System.setOut(before);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        LeakWatch.examine("a program", printed);
        return printed.replace(System.lineSeparator(), "\n");
    }
}
