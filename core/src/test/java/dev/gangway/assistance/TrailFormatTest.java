package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connection.ConnectionId;
import dev.gangway.fake.FakeTime;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an export looks like is a promise to whoever has kept one. */
class TrailFormatTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\|");

    private static List<String> export() {
        Trail trail = new Trail(new InMemoryStore(), new ConnectionId("acme"), new FakeTime());
        TrailRecord intent = trail.append(Entry.of(Actor.partner("Northwind IT"), Action.MEMBER_REMOVED, Stage.INTENT)
                .onBehalfOf("Acme")
                .on(Subject.of("Élodie Chen", "dbmid:leo"))
                .under("grant-1")
                .saying("files", "kept"));
        trail.append(Entry.result(intent, new Gate.Result(Stage.REFUSED, Optional.of("the last \"admin\""))));
        StringBuilder out = new StringBuilder();
        trail.export(out);
        return List.of(out.toString().split("\n"));
    }

    @Test
    void aTrailOfTheFirstVersionIsWrittenTheSame() throws IOException {
        assertThat(export())
                .isEqualTo(Files.readAllLines(Path.of("src/test/resources/dev/gangway/assistance/trail.jsonl")));
    }

    @Test
    void theDocumentNamesEachFieldAndNoOther() throws IOException {
        String document = Files.readString(Path.of("docs/trail.md"));
        String fields = document.substring(document.indexOf("## A record"), document.indexOf("## Check an export"));

        assertThat(ROW.matcher(fields).results().map(MatchResult::group).map(it -> it.replaceAll("[| `]", "")))
                .containsExactlyInAnyOrderElementsOf(
                        JsonObject.parse(export().get(1)).names());
    }

    @Test
    void theDocumentTellsEachFault() throws IOException {
        String document = Files.readString(Path.of("docs/trail.md"));

        assertThat(TrailCheck.Kind.values())
                .allSatisfy(it -> assertThat(document).contains("| `" + it + "` |"));
    }
}
