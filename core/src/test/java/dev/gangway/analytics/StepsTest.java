package dev.gangway.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The steps of a request. */
class StepsTest {

    private static AnalyticsRequest request(String from, String to) {
        return AnalyticsRequest.of(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static List<Duration> lengths(Steps steps) {
        return IntStream.range(0, steps.count())
                .mapToObj(it -> Duration.between(steps.begin(it), steps.end(it)))
                .toList();
    }

    @Test
    void daysOfAClockChangeHave23And25Hours() {
        ZoneId paris = ZoneId.of("Europe/Paris");

        assertThat(lengths(Steps.of(request("2026-03-28", "2026-03-30").in(paris))))
                .containsExactly(Duration.ofHours(24), Duration.ofHours(23), Duration.ofHours(24));
        assertThat(lengths(Steps.of(request("2026-10-25", "2026-10-25").in(paris))))
                .containsExactly(Duration.ofHours(25));
    }

    @Test
    void aDayThatBeginsAtOneIsStillADay() {
        Steps steps = Steps.of(request("2018-11-03", "2018-11-04").in(ZoneId.of("America/Sao_Paulo")));

        assertThat(lengths(steps)).containsExactly(Duration.ofHours(24), Duration.ofHours(23));
    }

    @Test
    void aDayThatAZoneSkippedIsNoStep() {
        Steps steps = Steps.of(request("2011-12-29", "2011-12-31").in(ZoneId.of("Pacific/Apia")));

        assertThat(lengths(steps)).containsExactly(Duration.ofDays(1), Duration.ofDays(1));
    }

    @Test
    void weeksBeginOnMondayAndAreWhole() {
        Steps steps = Steps.of(request("2026-01-01", "2026-01-05").by(TimeStep.WEEK));

        assertThat(steps.begin()).isEqualTo(Instant.parse("2025-12-29T00:00:00Z"));
        assertThat(steps.end()).isEqualTo(Instant.parse("2026-01-12T00:00:00Z"));
    }

    @Test
    void monthsAreThoseOfTheCalendar() {
        Steps steps = Steps.of(request("2026-01-31", "2026-02-01").by(TimeStep.MONTH));

        assertThat(lengths(steps)).containsExactly(Duration.ofDays(31), Duration.ofDays(28));
    }

    @Test
    void aMomentIsInTheStepThatItBegins() {
        Steps steps = Steps.of(request("2026-01-01", "2026-01-02"));

        assertThat(steps.of(steps.begin().getEpochSecond() - 1)).isEqualTo(-1);
        assertThat(steps.of(steps.begin().getEpochSecond())).isZero();
        assertThat(steps.of(steps.end().getEpochSecond() - 1)).isEqualTo(1);
        assertThat(steps.of(steps.end().getEpochSecond())).isEqualTo(-1);
    }

    @Test
    void spansCoverEachStepThatHasBegunOnce() {
        Steps steps = Steps.of(request("2025-01-01", "2025-12-31"));

        List<Steps.Span> spans = steps.spans(Instant.parse("2025-06-15T12:00:00Z"));

        assertThat(spans.get(0).first()).isZero();
        assertThat(spans.get(spans.size() - 1).behind()).isEqualTo(166);
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).first()).isEqualTo(spans.get(i - 1).behind());
        }
        assertThat(spans).hasSize(6);
    }

    @Test
    void aRequestThatMakesNoSenseIsRefusedAtTheDoor() {
        assertThatThrownBy(() -> request("2026-01-02", "2026-01-01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("swap them");
        assertThatThrownBy(() -> request("2020-01-01", "2026-01-01")).hasMessageContaining("shorter time");
        assertThatThrownBy(() -> request("1969-12-31", "1970-01-01")).hasMessageContaining("1970");
        assertThatThrownBy(() -> request("9999-12-31", "+10000-01-01")).hasMessageContaining("9999");
    }
}
