package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.error.RateLimitedException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimitTest {

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void stop() {
        provider.close();
    }

    private Transport transport() {
        return Transport.builder(time, Set.of(provider.host()))
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

    @ParameterizedTest
    @EnumSource
    void aLimitedRequestIsSentAgainWhenTheTimeIsOver(Effect effect) {
        provider.answers(limited("7")).answers(200, "fine");

        assertThat(transport().send(request(effect)).text()).isEqualTo("fine");
        assertThat(time.slept()).containsExactly(Duration.ofSeconds(7));
        assertThat(provider.requests()).isEqualTo(2);
    }

    @Test
    void aDateCountsFromTheAnswersOwnDate() {
        provider.answers(new MockResponse.Builder()
                        .code(429)
                        .addHeader("Date", "Sun, 01 Jan 2040 00:00:00 GMT")
                        .addHeader("Retry-After", "Sun, 01 Jan 2040 00:00:40 GMT")
                        .build())
                .answers(200);

        transport().send(request(Effect.READS));

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(40));
    }

    @Test
    void aLimitWithoutTimeCountsTenSecondsDoublingEachTime() {
        provider.answers(429).answers(429).answers(429).answers(200);

        transport().send(request(Effect.READS));

        assertThat(time.slept())
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
    }

    @Test
    void aLimitOfZeroSecondsIsNotHammered() {
        provider.answers(limited("0"), limited("0"), limited("0")).answers(200);

        transport().send(request(Effect.READS));

        assertThat(time.slept()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aLimitBeyondTheDeadlineIsToldAtOnce() {
        provider.answers(limited("121")).answers(200);

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> transport().send(request(Effect.WRITES)))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(121)));
        assertThat(time.slept()).isEmpty();
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void aRequestMayPreferToBeToldAtOnce() {
        provider.answers(limited("1")).answers(200);

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> transport().send(request(Effect.WRITES).failingOnRateLimit()))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(provider.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void aPauseAskedOfOneCallHoldsBackTheNext(int status) {
        provider.answers(new MockResponse.Builder()
                        .code(status)
                        .addHeader("Retry-After", "90")
                        .build())
                .answers(200);
        Transport transport = transport();
        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> transport.send(request(Effect.READS).within(Duration.ofSeconds(60))));

        transport.send(request(Effect.READS));

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void duringALongPauseNothingIsSentAndEachCallIsToldTheRest() {
        provider.answers(limited("600")).answers(200);
        Transport transport = transport();
        assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> transport.send(request(Effect.READS)));
        time.advance(Duration.ofSeconds(100));

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> transport.send(request(Effect.READS)))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(500)));
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void aPauseThatBeginsWhileTheTokenIsFetchedIsKept() {
        provider.answers(limited("30")).answers(200);
        AtomicReference<Transport> itself = new AtomicReference<>();
        AtomicBoolean first = new AtomicBoolean(true);
        Authorization slow = new Authorization() {
            @Override
            public String header() {
                if (first.getAndSet(false)) { // another call is told to wait meanwhile
                    assertThatExceptionOfType(RateLimitedException.class)
                            .isThrownBy(() ->
                                    itself.get().send(request(Effect.READS).failingOnRateLimit()));
                }
                return "Bearer t0ps3cret-a";
            }

            @Override
            public boolean renew(String rejectedHeader) {
                return false;
            }
        };
        itself.set(Transport.builder(time, Set.of(provider.host()))
                .client(provider.client())
                .authorization(slow)
                .build());

        itself.get().send(request(Effect.WRITES));

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aShorterPauseDoesNotCutALongerOneShort() {
        Pauses pauses = new Pauses(time, null);

        pauses.hold(time.instant().plusSeconds(60));
        pauses.hold(time.instant().plusSeconds(5));

        assertThat(pauses.left()).isEqualTo(Duration.ofSeconds(60));
    }

    /**
     * Requests that were on their way when the pause was asked for can't be called back, so the provider asks for it while nothing else is
     * under way, and then lets fifty threads loose.
     */
    @Test
    void ofFiftyThreadsNoneIsEarly() throws Exception {
        Instant start = time.instant();
        Queue<Instant> arrivals = new ConcurrentLinkedQueue<>();
        provider.dispatch(request -> {
            arrivals.add(time.instant());
            return arrivals.size() == 1
                    ? limited("30")
                    : new MockResponse.Builder().code(200).build();
        });
        Transport transport = transport();
        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> transport.send(request(Effect.READS).failingOnRateLimit()));

        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Reply>> calls = Collections.nCopies(500, () -> transport.send(request(Effect.READS)));
            for (Future<Reply> call : threads.invokeAll(calls)) {
                assertThat(call.get().status()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(arrivals).hasSize(501);
        assertThat(arrivals.stream().skip(1)).allMatch(at -> !at.isBefore(start.plusSeconds(30)));
    }
}
