package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Optional<Duration> read(String... namesAndValues) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return RetryAfter.of(new Reply(429, headers, new byte[0], Optional.empty()), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "1, PT1S",
        "' 300 ', PT5M",
        "1.5, PT1.5S",
        "0.0001, PT0.001S",
        "2678401, P31D",
        "999999999999999999, P31D",
        "99999999999999999999999999999999, P31D",
        "1.00000000000000000001, PT1.001S",
        "'Sat, 21 Nov 2026 12:01:30 GMT', PT1M30S",
        "'Sat, 21 Nov 2026 11:00:00 GMT', PT0S",
        "'Sun, 21 Nov 2066 12:00:00 GMT', P31D",
        "'sat, 21 nov 2026 12:01:30 gmt', PT1M30S",
        "'Mon, 21 Nov 2026 12:01:30 GMT', PT1M30S", // not a Monday
        "'21 Nov 2026 12:01:30 +0000', PT1M30S",
        "'Saturday, 21-Nov-26 12:01:30 GMT', PT1M30S",
        "'Tuesday, 24-Nov-26 12:00:00 GMT', PT72H",
        "'Sunday, 21-Nov-76 12:00:00 GMT', P31D", // 50 years off
        "'Monday, 21-Nov-77 12:00:00 GMT', PT0S", // 1977
        "'Sunday, 06-Nov-94 08:49:37 GMT', PT0S",
        "'Sat Nov 21 12:01:30 2026', PT1M30S",
        "'Tue Dec  1 12:00:00 2026', PT240H",
        "'Sun Nov  6 08:49:37 1994', PT0S"
    })
    void readsSecondsAndDates(String text, Duration wait) {
        assertThat(read("Retry-After", text)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e9", "10 seconds", "Sat, 31 Feb", "2026-11-21T12:00:00Z"})
    void whatSaysNothingSensibleCountsAsAbsent(String text) {
        assertThat(read("Retry-After", text)).isEmpty();
    }

    @Test
    void ofSeveralTheLongestCounts() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("retry-after", List.of("soon", "5", "Sat, 21 Nov 2026 12:01:30 GMT", "7"));

        assertThat(RetryAfter.of(new Reply(429, headers, new byte[0], Optional.empty()), NOW))
                .contains(Duration.ofSeconds(90));
    }

    @Test
    void isAbsentIfTheHeaderIs() {
        assertThat(read()).isEmpty();
    }

    @Test
    void aDateCountsFromTheAnswersDateWhateverOurClockSays() {
        assertThat(read(
                        "retry-after", "Mon, 02 Jan 2023 00:00:05 GMT",
                        "date", "Mon, 02 Jan 2023 00:00:00 GMT"))
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void aSenselessDateOfTheAnswerIsNotCountedFrom() {
        assertThat(read("Retry-After", "Sat, 21 Nov 2026 12:00:05 GMT", "Date", "today"))
                .contains(Duration.ofSeconds(5));
    }
}
