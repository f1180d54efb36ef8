package dev.gangway.figures;

import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.error.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A process that refreshes is killed at each step, while calls of two others wait for the token. */
final class RefreshKilled {

    private static final int OTHERS = 2;
    private static final int THREADS = 25;
    /** Time enough for all to start, and to make a call with the token that will expire. */
    private static final Duration LIFE = Duration.ofSeconds(15);
    /** The lease of a refresh, and two seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(22);
    /** Where a rotating provider has spent the refresh token, and nobody has the new one. */
    private static final List<Step> WINDOW = List.of(Step.CARRIED_OUT, Step.ANSWERED);

    private RefreshKilled() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        boolean kept = true;
        try (Database database = Database.start()) {
            for (boolean rotating : new boolean[] {false, true}) {
                for (Step step : Step.values()) {
                    if (step != Step.NONE && (rotating || step != Step.BEGUN)) {
                        kept = measured(database, rotating, step) && kept;
                    }
                }
            }
        }
        Table.end(kept);
    }

    private static boolean measured(Database database, boolean rotating, Step step) throws InterruptedException {
        try (Provider provider = Provider.start(rotating)) {
            Setting setting = Setting.of(provider, database);
            OAuthTokens tokens = provider.grant(LIFE);
            ConnectionId id = setting.connected(tokens, step + (rotating ? " rotating" : " lasting"));
            try (Node victim = Node.start(setting, step);
                    Nodes others = Nodes.start(OTHERS, setting)) {
                others.each("call " + id, 1, 1, Instant.now());
                killed(
                        provider,
                        victim,
                        others,
                        id,
                        step,
                        tokens.expiresAt().orElseThrow().plusSeconds(1));
                Count count = others.end();

                Table table = new Table("Killed after " + step + ", calls of " + OTHERS * THREADS + " threads of "
                                + OTHERS + " other processes; " + (rotating ? "rotating" : "lasting")
                                + " refresh tokens")
                        .atMost("longest wait, in ms", LONGEST.toMillis(), count.longest());
                boolean lost = rotating && WINDOW.contains(step);
                return (lost ? reported(table, setting, others, id, count) : served(table, setting, id, count))
                        .atMost("token requests", 2, provider.refreshes().size())
                        .print();
            }
        }
    }

    /** The victim refreshes at a moment, and dies at the step, half a second after others have begun to wait. */
    private static void killed(Provider provider, Node victim, Nodes others, ConnectionId id, Step step, Instant when)
            throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        Runnable hold = () -> {
            if (first.compareAndSet(true, false)) {
                arrived.countDown();
                await(dead);
            }
        };
        if (step == Step.ARRIVED) {
            provider.beforeRefresh(() -> {
                boolean ofVictim = first.get();
                hold.run();
                return ofVictim ? Optional.of(Provider.json(503, "")) : Optional.empty();
            });
        } else if (step == Step.CARRIED_OUT) {
            provider.afterRefresh(hold);
        }
        victim.tell("call " + id + " 1 1 " + when);
        if (step == Step.ARRIVED || step == Step.CARRIED_OUT) {
            await(arrived);
        } else {
            victim.answer();
        }
        others.begin("call " + id, THREADS, 1, Instant.now());
        Thread.sleep(500);
        victim.kill();
        dead.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Table served(Table table, Setting setting, ConnectionId id, Count count) {
        return table.exactly("calls that went through", OTHERS * THREADS, count.worked())
                .exactly("calls that failed", 0, count.failed())
                .holds("the connection is there", setting.find(id).state() == ConnectionState.CONNECTED)
                .words(count.said());
    }

    private static Table reported(Table table, Setting setting, Nodes others, ConnectionId id, Count count) {
        Count later = others.each("call " + id, THREADS, 20, Instant.now());
        others.each("test " + id, 1, 1, Instant.now());
        ConnectionInfo info = setting.find(id);
        return table.exactly("calls that say what happened", OTHERS * THREADS, count.failed())
                .exactly("later calls that say so", OTHERS * THREADS * 20, later.failed())
                .holds("each says that a renewal was cut off", isCutOff(count) && isCutOff(later))
                .holds("the connection needs to be reconnected", info.state() == ConnectionState.NEEDS_RECONNECT)
                .words(info.diagnosis().map(Diagnosis::toString).stream().toList());
    }

    private static boolean isCutOff(Count count) {
        return count.said().stream().allMatch(it -> it.contains("was cut off"));
    }
}
