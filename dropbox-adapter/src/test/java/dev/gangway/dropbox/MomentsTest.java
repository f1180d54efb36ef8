package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    private static long read(String text) {
        String within = "xx" + text + "yy";
        return Moments.of(within.getBytes(StandardCharsets.UTF_8), 2, text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aTimeIsWhatTheJdkMakesOfIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(
                    Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                    Instant.parse("9999-12-31T23:59:59Z").getEpochSecond()));
            assertThat(read(instant.toString()))
                    .as("seed %d: %s", seed, instant)
                    .isEqualTo(instant.getEpochSecond());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-02-29T00:00:00Z", "2000-02-29T23:59:59Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
    void aDayThatThereIsIsOne(String text) {
        assertThat(read(text)).isEqualTo(Instant.parse(text).getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-04",
                "2026-01-04T08:00:00",
                "2026-01-04T08:00:00z",
                "2026-01-04t08:00:00Z",
                "2026-01-04 08:00:00Z",
                "2026-01-04T08:00:00.000Z",
                "2026-01-04T08:00:00+00:00",
                "2026-1-04T08:00:000Z",
                "2026-00-04T08:00:00Z",
                "2026-13-04T08:00:00Z",
                "2026-01-00T08:00:00Z",
                "2026-01-32T08:00:00Z",
                "2026-04-31T08:00:00Z",
                "2026-02-29T08:00:00Z",
                "1900-02-29T08:00:00Z",
                "2026-01-04T24:00:00Z",
                "2026-01-04T08:60:00Z",
                "2026-01-04T08:00:60Z",
                "0000-01-04T08:00:00Z",
                "-026-01-04T08:00:00Z",
                "２026-01-04T08:00:00Z"
            })
    void anythingElseIsNone(String text) {
        assertThat(read(text)).isEqualTo(Moments.MALFORMED);
    }
}
