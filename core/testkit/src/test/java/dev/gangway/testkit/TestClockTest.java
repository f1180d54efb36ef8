package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestClockTest {

    private final TestClock clock = new TestClock();

    @Test
    void sleepingMovesTheClockAtOnceAndIsRecorded() throws InterruptedException {
        clock.sleep(Duration.ofHours(4));

        assertThat(clock.instant()).isEqualTo(TestClock.DEFAULT_START.plus(Duration.ofHours(4)));
        assertThat(clock.sleeps()).containsExactly(Duration.ofHours(4));
    }

    @Test
    void whatIsScheduledHappensAtItsTimeAndInOrder() {
        List<String> seen = new ArrayList<>();
        clock.in(Duration.ofMinutes(2), () -> seen.add("second at " + clock.instant()));
        clock.in(Duration.ofMinutes(1), () -> seen.add("first at " + clock.instant()));

        clock.advance(Duration.ofMinutes(5));

        assertThat(seen).containsExactly("first at 2026-01-05T09:01:00Z", "second at 2026-01-05T09:02:00Z");
        assertThat(clock.instant()).isEqualTo(TestClock.DEFAULT_START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aSleepOfAnInterruptedThreadEndsAtOnceAndMovesNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> clock.sleep(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
        assertThat(clock.instant()).isEqualTo(TestClock.DEFAULT_START);
        assertThat(clock.sleeps()).isEmpty();
    }

    @Test
    void theClockDoesNotGoBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
