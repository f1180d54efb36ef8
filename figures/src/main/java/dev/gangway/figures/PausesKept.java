package dev.gangway.figures;

import dev.gangway.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;

/** 50 threads on each of 2 processes heed what the provider asked one of them to wait. */
final class PausesKept {

    private static final int NODES = 2;
    private static final int THREADS = 50;
    private static final int CALLS = 1000;
    private static final int EVERY = 2000;

    private PausesKept() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Database database = Database.start();
                Provider provider = Provider.start(false)) {
            Setting setting = Setting.of(provider, database);
            ConnectionId id = setting.connected(provider.grant(Duration.ofHours(1)), "Customer");
            try (Nodes nodes = Nodes.start(NODES, setting)) {
                nodes.each("call " + id, THREADS, 1, Instant.now().plusSeconds(2));
                Limiter limiter = new Limiter(EVERY);
                provider.limiter(limiter::arrived);
                Count count = nodes.each("call " + id, THREADS, CALLS, Instant.now());
                Table.end(new Table(NODES + " processes with " + THREADS
                                + " threads under rate limits, Retry-After in seconds"
                                + " and all three forms of dates")
                        .exactly("calls that went through", (long) NODES * THREADS * CALLS, count.worked())
                        .exactly("requests before their time", 0, limiter.early())
                        .told("times that the provider asked to wait", limiter.pauses())
                        .told("requests", limiter.requests())
                        .told("of them under way when a wait began (up to 0.5 s)", limiter.underWay())
                        .told(
                                "the last of them came, in ms after the 429",
                                limiter.latest().toMillis())
                        .told("longest call, in ms", count.longest())
                        .words(count.said())
                        .print());
            }
        }
    }
}
