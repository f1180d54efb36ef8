package dev.gangway.figures;

import dev.gangway.Gangway;
import java.net.URI;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 1,000 returns of an admin's browser with one state, on 4 processes at once, exchange one code and make one connection. */
final class CallbackOnce {

    private static final int NODES = 4;
    private static final int THREADS = 250;
    private static final String CALLBACK = "https://app.example.com/callback";

    private CallbackOnce() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Database database = Database.start();
                Provider provider = Provider.start(true)) {
            Setting setting = Setting.of(provider, database);
            try (Gangway gangway = setting.gangway();
                    Nodes nodes = Nodes.start(NODES, setting)) {
                URI consent = gangway.connections()
                        .beginAuthorization(FigureConnector.ID, "Customer", URI.create(CALLBACK))
                        .uri();
                Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(consent.toString());
                if (!state.find()) {
                    throw new IllegalStateException("The address for consent has no state.");
                }
                String callback = CALLBACK + "?code=code-1&state=" + state.group(1);

                Count count = nodes.each(
                        "finish " + callback, THREADS, 1, Instant.now().plusSeconds(3));

                Table.end(new Table(
                                "One state, " + NODES * THREADS + " returns of the browser on " + NODES + " processes")
                        .exactly("codes exchanged", 1, provider.exchanges())
                        .exactly("returns that made a connection", 1, count.worked())
                        .exactly("returns that were refused", NODES * THREADS - 1, count.failed())
                        .exactly("different reasons", 1, count.said().size())
                        .holds(
                                "it says that the consent was used",
                                count.said().stream().allMatch(it -> it.contains("has been used already")))
                        .exactly("connections", 1, gangway.connections().list().size())
                        .told("longest, in ms", count.longest())
                        .words(count.said())
                        .print());
            }
        }
    }
}
