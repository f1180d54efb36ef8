package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.store.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedPauseTest {

    private static final String KEY = "pause/connection-1";

    private final FakeTime time = new FakeTime();
    private final Instant start = time.instant();
    private final FakeProvider provider = FakeProvider.start();
    private final InMemoryStore store = new InMemoryStore(time);
    private final SharedPause pause = SharedPause.in(store, KEY);
    private final Counted counted = new Counted();
    private final Transport one = node(counted);
    private final Transport other = node(counted);

    /** Counts how often it is read, and can be told to fail. */
    private final class Counted implements SharedPause {
        private final AtomicInteger reads = new AtomicInteger();
        private volatile boolean failing;

        @Override
        public Optional<Instant> until() {
            reads.incrementAndGet();
            if (failing) {
                throw new StoreException("the store is out of reach", null);
            }
            return pause.until();
        }

        @Override
        public void hold(Instant until) {
            if (failing) {
                throw new StoreException("the store is out of reach", null);
            }
            pause.hold(until);
        }
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private Transport node(SharedPause its) {
        return Transport.builder(time, Set.of(provider.host()))
                .client(provider.client())
                .sharedPause(its)
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

    private void limit(Transport node) {
        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> node.send(request(Effect.READS).failingOnRateLimit()));
    }

    @Test
    void aPauseAskedOfOneNodeHoldsBackTheOther() {
        provider.answers(limited("30")).answers(200);
        limit(one);

        other.send(request(Effect.READS));

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aPauseBeyondTheDeadlineIsToldByTheOtherNodeWithoutARequest() {
        provider.answers(limited("600"));
        limit(one);

        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> other.send(request(Effect.WRITES)))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(600)));
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void eachRequestLooksDirectlyBeforeItIsSent() {
        provider.dispatch(request -> new MockResponse.Builder().build());
        one.send(request(Effect.READS));
        pause.hold(time.instant().plusSeconds(10));

        one.send(request(Effect.READS));

        assertThat(time.instant()).isEqualTo(start.plusSeconds(10));
        int reads = counted.reads.get();
        one.send(request(Effect.WRITES));
        assertThat(counted.reads).hasValue(reads + 1);
    }

    @Test
    void aPauseNeverGetsShorter() {
        pause.hold(start.plusSeconds(60));
        pause.hold(start.plusSeconds(5));

        assertThat(pause.until()).contains(start.plusSeconds(60));
    }

    @Test
    void aDamagedRecordIsNoPauseAndIsWrittenOver() {
        store.compareAndSet(KEY, 0, "soon".getBytes(StandardCharsets.US_ASCII));
        assertThat(pause.until()).isEmpty();

        pause.hold(start.plusSeconds(5));

        assertThat(pause.until()).contains(start.plusSeconds(5));
    }

    @Test
    void aStoreOutOfReachStopsNoRequestThatReadsAndKeepsThePauseHere() {
        counted.failing = true;
        provider.answers(limited("30")).answers(200);

        one.send(request(Effect.READS));

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aStoreOutOfReachStopsARequestThatWritesBeforeItIsSent() {
        counted.failing = true;

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> one.send(request(Effect.WRITES)));
        assertThat(provider.requests()).isZero();
    }

    @Test
    void manyThreadsThatHoldAtOnceKeepTheLatest() throws Exception {
        List<Callable<Void>> holds = new ArrayList<>();
        for (int second = 1; second <= 200; second++) {
            Instant end = start.plusSeconds(second * 37 % 201);
            holds.add(() -> {
                pause.hold(end);
                return null;
            });
        }

        all(holds);

        assertThat(pause.until()).contains(start.plusSeconds(200));
    }

    /** Pauses come while nothing is under way, since what is under way can't be called back; then fifty threads of two nodes are let loose. */
    @Test
    void ofFiftyThreadsOnTwoNodesNoneIsEarly() throws Exception {
        Queue<Instant> arrivals = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger();
        provider.dispatch(request -> {
            if (left.getAndDecrement() == 0) {
                return limited("30");
            }
            arrivals.add(time.instant());
            return new MockResponse.Builder().build();
        });
        List<Transport> nodes = List.of(patient(pause), patient(counted));
        for (int round = 0; round < 3; round++) {
            left.set(0);
            Instant limitedAt = time.instant();
            limit(nodes.get(round % 2));
            arrivals.clear();
            left.set(Integer.MAX_VALUE);

            List<Callable<Reply>> calls = new ArrayList<>();
            for (int call = 0; call < 100; call++) {
                Transport node = nodes.get(call % 2);
                Effect effect = call % 3 == 0 ? Effect.WRITES : Effect.READS;
                calls.add(() -> node.send(request(effect)));
            }
            all(calls);

            assertThat(arrivals).hasSize(100).allMatch(at -> !at.isBefore(limitedAt.plusSeconds(30)));
        }
    }

    /** Each thread that sleeps moves the clock of all, so a thread that the machine holds up would run out of time. */
    private Transport patient(SharedPause its) {
        return Transport.builder(time, Set.of(provider.host()))
                .client(provider.client())
                .sharedPause(its)
                .limits(Limits.DEFAULT.withDeadline(Duration.ofDays(1)))
                .build();
    }

    private static <T> void all(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            for (Future<T> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aWaitThatTheBodyAsksForCountsIfItIsLonger() {
        provider.answers(limited("3"), limited("40")).answers(200);
        Transport transport = Transport.builder(time, Set.of(provider.host()))
                .client(provider.client())
                .waitInBody(limited -> Optional.of(Duration.ofSeconds(20)))
                .build();

        transport.send(request(Effect.READS));

        assertThat(time.slept()).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(40));
    }
}
