package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Deadline;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/** Every call ends by its deadline, whatever the provider does with it: says nothing, says it drop by drop, says far too much. */
final class CallsEnd {

    /** The server tells of each client that doesn't wait for it. */
    private static final Logger QUIET = Logger.getLogger("okhttp3");

    private static final int CALLS = 40;
    private static final int THREADS = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration MARGIN = Duration.ofMillis(250);
    private static final int BOMB = 256 << 20;

    private CallsEnd() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws Exception {
        QUIET.setLevel(Level.OFF);
        Map<String, MockResponse> faults = new LinkedHashMap<>();
        faults.put(
                "no answer",
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
        faults.put(
                "an answer whose body never comes",
                new MockResponse.Builder()
                        .body("{}")
                        .bodyDelay(1, TimeUnit.MINUTES)
                        .build());
        faults.put(
                "a byte every half second",
                new MockResponse.Builder()
                        .body("x".repeat(1000))
                        .throttleBody(1, 500, TimeUnit.MILLISECONDS)
                        .build());
        faults.put(
                "256 MiB, packed into 256 KiB",
                new MockResponse.Builder()
                        .addHeader("Content-Encoding", "gzip")
                        .body(bomb())
                        .build());
        faults.put("503 for ever", Provider.json(503, "{}"));
        faults.put(
                "429 for a minute",
                new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "60")
                        .build());
        boolean kept = true;
        for (Map.Entry<String, MockResponse> fault : faults.entrySet()) {
            kept &= measured(fault.getKey(), fault.getValue());
        }
        Table.end(kept);
    }

    private static Buffer bomb() throws Exception {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            sink.write(new byte[BOMB]);
        }
        return packed;
    }

    private static boolean measured(String name, MockResponse fault) throws Exception {
        try (Provider provider = Provider.start(false);
                Gangway gangway = Gangway.builder()
                        .connector(new FigureConnector(provider.uri(), false))
                        .store(new InMemoryStore(), Keyring.random())
                        .httpClient(Provider.clientThatTrusts(provider.certificate()))
                        .build()) {
            ConnectionId id = gangway.connections()
                    .connect(FigureConnector.ID, "Slow", provider.grant(Duration.ofHours(1)))
                    .id();
            FigureConnector.Calls calls =
                    gangway.connection(id).unwrap(FigureConnector.Calls.class).orElseThrow();
            provider.limiter(() -> Optional.of(fault));
            List<Duration> took = each(() -> {
                long start = System.nanoTime();
                try {
                    Deadline.in(DEADLINE).during(() -> {
                        calls.one();
                        return true;
                    });
                } catch (GangwayException ended) {
                    return Duration.ofNanos(System.nanoTime() - start);
                }
                return DEADLINE.multipliedBy(100); // an answer can't have come
            });
            long longest = took.stream().mapToLong(Duration::toMillis).max().orElseThrow();
            return new Table(name + ": " + CALLS + " calls of " + THREADS + " threads with a deadline of "
                            + DEADLINE.toMillis() + " ms")
                    .exactly("calls that ended, with an exception", CALLS, took.size())
                    .atMost("longest, in ms", DEADLINE.plus(MARGIN).toMillis(), longest)
                    .print();
        }
    }

    private static List<Duration> each(Callable<Duration> call) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Duration> took = new ArrayList<>();
            for (Future<Duration> future : threads.invokeAll(Collections.nCopies(CALLS, call))) {
                took.add(future.get());
            }
            return took;
        } finally {
            threads.shutdown();
        }
    }
}
