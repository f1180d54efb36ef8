package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.Resealing;
import dev.gangway.credential.Credential.OAuthTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** 10,000 credentials are sealed with a new key while two processes use and write them; who does it is killed on the way. */
final class Resealed {

    private static final int CONNECTIONS = 10_000;
    private static final int NODES = 2;
    private static final int THREADS = 8;

    private Resealed() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Database database = Database.start();
                Provider provider = Provider.start(false)) {
            Setting old = Setting.of(provider, database);
            Setting both = old.with(Setting.Keys.BOTH);
            connect(old, provider.grant(Duration.ofHours(4)));
            try (Node first = Node.start(both);
                    Nodes users = Nodes.start(NODES, both);
                    Gangway second = both.gangway();
                    Nodes later = Nodes.start(1, old.with(Setting.Keys.NEW))) {
                users.each("test-all -", 1, 1, Instant.now());
                users.begin("test-all -", THREADS, CONNECTIONS / THREADS, Instant.now());
                first.tell("reseal - 1 1 " + Instant.now());
                Thread.sleep(3000);
                first.kill();
                Resealing result = second.connections().reseal(progress -> {});
                Count used = users.end();
                Count withNewKey = later.each("test-all -", THREADS, CONNECTIONS / THREADS, Instant.now());

                Table.end(new Table(CONNECTIONS
                                + " credentials sealed with a new key under load, the first who does it killed")
                        .exactly(
                                "resealed by the first, who was killed, and the second",
                                CONNECTIONS,
                                result.current() + result.resealed())
                        .holds("both had a part in it", result.current() > 0 && result.resealed() > 0)
                        .exactly("failures", 0, result.failures().size())
                        .exactly(
                                "uses meanwhile, each reads and writes the record",
                                (long) NODES * CONNECTIONS,
                                used.worked())
                        .exactly("of them failed", 0, used.failed())
                        .exactly("uses afterwards with the new key alone", CONNECTIONS, withNewKey.worked())
                        .told("resealed by the second", result.resealed())
                        .words(used.said())
                        .words(withNewKey.said())
                        .print());
            }
        }
    }

    private static void connect(Setting setting, OAuthTokens tokens) throws InterruptedException {
        try (Gangway gangway = setting.gangway()) {
            AtomicInteger number = new AtomicInteger();
            Runnable one = () ->
                    gangway.connections().connect(FigureConnector.ID, "Customer " + number.incrementAndGet(), tokens);
            Count made = Crowd.doing(one, THREADS, CONNECTIONS / THREADS, Instant.now());
            if (made.worked() != CONNECTIONS) {
                throw new IllegalStateException("Connecting failed: " + made.said());
            }
        }
    }
}
