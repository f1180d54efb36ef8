package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.fake.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final FakeTime time = new FakeTime();
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(5));

    @Test
    void stepsGrowToTheCapAndTheLastEndsAtTheDeadline() {
        Backoff.Waiting waiting = backoff.until(time.instant().plusSeconds(15), time);

        while (waiting.next()) {
            assertThat(time.slept()).hasSizeLessThan(10);
        }

        assertThat(time.slept()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 3L);
    }

    @Test
    void afterTheDeadlineThereIsNoWaiting() {
        assertThat(backoff.until(time.instant(), time).next()).isFalse();
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeTheWaitingLonger() {
        Backoff.Waiting waiting = backoff.until(time.instant().plusSeconds(15), time);

        while (waiting.next()) {
            time.advance(Duration.ofHours(-1));
            assertThat(time.slept()).hasSizeLessThan(10);
        }

        assertThat(time.slept()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 5L, 3L);
    }

    @Test
    void aLateStepIsTheCapWithoutOverflow() {
        assertThat(backoff.step(10_000)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anInterruptEndsTheWaitingAndSetsTheFlagAgain() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(
                        () -> backoff.until(time.instant().plusSeconds(9), time).next());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void senselessStepsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, 2, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), 2, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(1), 0.5, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(1), Double.NaN, Duration.ofSeconds(1)));
    }
}
