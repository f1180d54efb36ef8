package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30) // what isn't ended hangs
class DeadlineTest {

    private static final Duration LEEWAY = Duration.ofMillis(250);

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();
    private final Transport transport = transport(time);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        Thread.interrupted();
        other.shutdownNow();
        provider.close();
    }

    private Transport transport(Time clock) {
        return Transport.builder(clock, Set.of(provider.host()))
                .client(provider.client())
                .build();
    }

    private Request request(Effect effect) {
        return Request.of(effect, "POST", "members/list", provider.uri("/list"));
    }

    private static MockResponse limited(String retryAfter) {
        return new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", retryAfter)
                .build();
    }

    private static MockResponse silence() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatIsNeverAnsweredEndsWithIt(Effect effect) {
        provider.dispatch(request -> silence());
        Transport real = transport(Time.system());
        Duration longest = Duration.ofMillis(300);
        Instant start = Instant.now();

        assertThatExceptionOfType(GangwayException.class)
                .isThrownBy(() -> Deadline.in(longest).during(() -> real.send(request(effect))))
                .isInstanceOf(effect == Effect.READS ? ProviderUnavailableException.class : AnswerLostException.class);

        assertThat(Duration.between(start, Instant.now())).isBetween(longest, longest.plus(LEEWAY));
    }

    @Test
    void aPauseBeyondItIsToldAtOnce() {
        provider.answers(limited("7"));

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() ->
                        Deadline.in(Duration.ofSeconds(6), time).during(() -> transport.send(request(Effect.READS))));
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void severalCallsHaveItTogether() {
        provider.dispatch(request -> {
            time.advance(Duration.ofSeconds(4));
            return new MockResponse.Builder().build();
        });
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), time);

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> deadline.during(() -> {
                    while (true) {
                        transport.send(request(Effect.READS));
                    }
                }));

        assertThat(provider.requests()).isEqualTo(3);
    }

    @Test
    void ofNestedOnesTheShorterCounts() {
        Deadline.in(Duration.ofSeconds(5), time)
                .during(() -> Deadline.in(Duration.ofSeconds(50), time).during(() -> {
                    assertThat(Deadline.left()).isEqualTo(Duration.ofSeconds(5));
                    return null;
                }));
        Deadline.in(Duration.ofSeconds(50), time).during(() -> {
            Deadline.in(Duration.ofSeconds(5), time).during(() -> null);
            assertThat(Deadline.left()).isEqualTo(Duration.ofSeconds(50));
            return null;
        });
        assertThat(Deadline.isBound()).isFalse();
        assertThat(Deadline.isOver()).isFalse();
    }

    @Test
    void pollingEndsAtIt() {
        Backoff steps = new Backoff(Duration.ofSeconds(4), 1, Duration.ofSeconds(4));

        Deadline.in(Duration.ofSeconds(10), time).during(() -> {
            Backoff.Waiting waiting = steps.until(time.instant().plusSeconds(100), time);
            while (waiting.next()) {
                assertThat(Deadline.isOver()).isEqualTo(time.slept().size() == 3);
            }
            return null;
        });

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(2));
    }

    @Test
    void whatMustNotBeCutOffIsNot() {
        provider.answers(limited("7")).answers(200, "fine");

        Reply reply = Deadline.in(Duration.ofSeconds(6), time)
                .during(() -> transport.send(request(Effect.READS).notCutOff()));

        assertThat(reply.text()).isEqualTo("fine");
    }

    @Test
    void cancelledWorkSendsNothing() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(6), time);
        deadline.cancel();

        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() -> deadline.during(() -> transport.send(request(Effect.WRITES))));
        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() -> deadline.during(() -> {
                    Deadline.check("the next step");
                    return null;
                }));
        assertThat(provider.requests()).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"READS, CallInterruptedException", "WRITES, AnswerLostException"})
    void aRequestOnTheWireIsCancelledFromAnotherThread(Effect effect, String exception) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        provider.dispatch(request -> {
            asked.countDown();
            return silence();
        });
        Deadline deadline = Deadline.in(Duration.ofHours(1), time);
        Future<Reply> call = other.submit(() -> deadline.during(() -> transport.send(request(effect))));
        asked.await();

        deadline.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(call::get)
                .satisfies(
                        e -> assertThat(e.getCause().getClass().getSimpleName()).isEqualTo(exception));
        assertThat(other.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
    }

    @Test
    void aPauseIsCancelledFromAnotherThread() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        Time real = new Time() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                asleep.countDown();
                Thread.sleep(duration.toMillis());
            }
        };
        provider.answers(limited("60"));
        Deadline deadline = Deadline.in(Duration.ofHours(1), time);
        Future<Reply> call =
                other.submit(() -> deadline.during(() -> transport(real).send(request(Effect.READS))));
        asleep.await();

        deadline.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(call::get)
                .withCauseInstanceOf(CallInterruptedException.class);
        assertThat(other.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
    }

    @Test
    void anInterruptOfTheThreadStaysItsOwn() {
        provider.answers(limited("60"));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CallInterruptedException.class)
                .isThrownBy(() ->
                        Deadline.in(Duration.ofHours(1), time).during(() -> transport.send(request(Effect.READS))));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void isLongerThanZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> Deadline.in(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Deadline.in(Duration.ofSeconds(-1)));
    }
}
