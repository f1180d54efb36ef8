package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dropbox.core.DbxApiException;
import com.dropbox.core.DbxException;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the members' routes refuse, as the official client is told it; and that a refused call changes nothing. */
class ForbiddenMovesTest {
    static final String TABLE = "forbidden-moves.csv";

    @ParameterizedTest
    @CsvFileSource(resources = TABLE, delimiter = '|', useHeadersInDisplayName = true, emptyValue = "")
    void areRefusedWithTheDocumentedTag(String call, String before, String tag) throws DbxException {
        String steps = before == null ? "" : before;
        try (LinkedTeam linked = linked(steps.contains("JOBS"))) {
            Sentence sentence = new Sentence(linked);
            for (String step : steps.split("; ")) {
                sentence.act(step);
            }
            long changes = changes(linked);

            DbxApiException refused = catchThrowableOfType(DbxApiException.class, () -> sentence.act(call));

            assertThat(refused).as("nothing was refused").isNotNull();
            assertThat(tag(refused)).isEqualTo(tag);
            assertThat(changes(linked)).isEqualTo(changes);
        }
    }

    private static LinkedTeam linked(boolean jobs) {
        TeamSetup team = TeamSetup.small()
                .with(Person.active("vic@example.com", "Vic", "Stone").unverified())
                .with(Person.active(Sentence.LONG + "@example.com", "Alma", "Long"));
        return new LinkedTeam(builder ->
                builder.team(team).jobs(jobs ? JobStyle.ALWAYS : JobStyle.NEVER).jobsTake(1_000, Duration.ZERO));
    }

    private static long changes(LinkedTeam linked) {
        World world = linked.simulator.world();
        return world.locked(world::changes);
    }

    /** The tag of the client's typed error, whatever its type. */
    private static String tag(DbxApiException refused) {
        try {
            Object error = refused.getClass().getField("errorValue").get(refused);
            Object tag = error instanceof Enum<?>
                    ? error
                    : error.getClass().getMethod("tag").invoke(error);
            return tag.toString().toLowerCase(Locale.ROOT);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(refused);
        }
    }
}
