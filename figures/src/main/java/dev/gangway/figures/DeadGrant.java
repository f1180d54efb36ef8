package dev.gangway.figures;

import dev.gangway.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;

/** 1,000 calls after an admin has removed the app cost one token request in 30 seconds. */
final class DeadGrant {

    private static final int THREADS = 50;
    private static final int CALLS = 1000;
    /** For how long a grant that was found dead isn't asked for again. */
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private DeadGrant() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Database database = Database.start()) {
            boolean one = measured(database, 1);
            boolean four = measured(database, 4);
            Table.end(one && four);
        }
    }

    private static boolean measured(Database database, int processes) throws InterruptedException {
        try (Provider provider = Provider.start(false)) {
            Setting setting = Setting.of(provider, database);
            ConnectionId id = setting.connected(provider.grant(Duration.ofHours(1)), processes + " processes");
            try (Nodes nodes = Nodes.start(processes, setting)) {
                nodes.each("call " + id, 1, 1, Instant.now());
                provider.endGrant();
                Count first = nodes.each("call " + id, THREADS, CALLS / processes / THREADS, Instant.now());
                int requests = provider.refreshes().size();
                Thread.sleep(PERIOD.plusSeconds(1).toMillis());
                nodes.each("call " + id, THREADS, CALLS / processes / THREADS, Instant.now());
                return new Table("A dead grant, " + CALLS + " calls of " + processes + " processes, and as many later")
                        .exactly("calls that failed", CALLS, first.failed())
                        .holds(
                                "each says that the grant is gone",
                                first.said().stream().allMatch(it -> it.contains("was revoked or has expired")))
                        .atMost("token requests", 1, requests)
                        .atMost(
                                "more token requests after 30 s",
                                1,
                                provider.refreshes().size() - requests)
                        .told("requests with the token that was rejected", provider.rejectedCalls())
                        .words(first.said())
                        .print();
            }
        }
    }
}
