package dev.gangway.figures;

import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Credential.OAuthTokens;
import java.time.Duration;
import java.time.Instant;

/** 10,000 calls of 4 processes at the moment when the access token has expired cost one token request, and all go through. */
final class RefreshOnce {

    private static final int NODES = 4;
    private static final int CALLS = 2500;
    /** Time enough for all to start, and to make a call with the token that will expire. */
    private static final Duration LIFE = Duration.ofSeconds(40);

    private RefreshOnce() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Database database = Database.start()) {
            boolean lasting = measured(database, false);
            boolean rotating = measured(database, true);
            Table.end(lasting && rotating);
        }
    }

    private static boolean measured(Database database, boolean rotating) {
        try (Provider provider = Provider.start(rotating)) {
            provider.afterRefresh(RefreshOnce::takeTime);
            Setting setting = Setting.of(provider, database);
            OAuthTokens tokens = provider.grant(LIFE);
            ConnectionId id = setting.connected(tokens, rotating ? "rotating" : "lasting");
            try (Nodes nodes = Nodes.start(NODES, setting)) {
                Count before = nodes.each("call " + id, 1, 1, Instant.now());
                int callsBefore = provider.calls();
                provider.tokensSeen().clear();
                boolean inTime = provider.refreshes().isEmpty()
                        && Instant.now().isBefore(tokens.expiresAt().orElseThrow());

                Count count = nodes.each(
                        "call " + id, CALLS, 1, tokens.expiresAt().orElseThrow().plusSeconds(3));

                return new Table(NODES + " processes, each with " + CALLS + " threads that call once, all at expiry; "
                                + (rotating ? "rotating refresh tokens" : "lasting refresh tokens"))
                        .exactly("nodes that had called with the token that expired", NODES, before.worked())
                        .holds("none of them had to renew it", inTime)
                        .exactly("token requests", 1, provider.refreshes().size())
                        .exactly("calls that went through", (long) NODES * CALLS, count.worked())
                        .exactly("calls that failed", 0, count.failed())
                        .exactly("requests that the provider saw", (long) NODES * CALLS, provider.calls() - callsBefore)
                        .exactly(
                                "different access tokens in them",
                                1,
                                provider.tokensSeen().size())
                        .exactly("spent refresh tokens shown again", 0, provider.reuses())
                        .told("longest call, in ms", count.longest())
                        .words(count.said())
                        .print();
            }
        }
    }

    /** Before the answer, so that all processes need the token while one fetches it. */
    private static void takeTime() {
        try {
            Thread.sleep(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
