package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.Action;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Stage;
import java.time.Duration;
import java.time.Instant;

/** 1,000 redemptions of one sign-in link on 4 processes at once let one partner in; 100 looks before use nothing up. */
final class LinkOnce {

    private static final int NODES = 4;
    private static final int THREADS = 250;
    private static final int LOOKS = 100;

    private LinkOnce() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Database database = Database.start();
                Provider provider = Provider.start(false)) {
            Setting setting = Setting.of(provider, database);
            try (Gangway gangway = setting.gangway();
                    Nodes nodes = Nodes.start(NODES, setting)) {
                Assisted customer = Assisted.connected(
                        gangway, FigureConnector.ID, "Customer", provider.grant(Duration.ofHours(1)));
                String code = customer.link(customer.give(ActionKind.USE_ANALYTICS))
                        .code()
                        .reveal();

                Count looks = nodes.each("look " + code, LOOKS / NODES, 1, Instant.now());
                Count count =
                        nodes.each("enter " + code, THREADS, 1, Instant.now().plusSeconds(3));

                long entered = customer.assistance()
                        .trail()
                        .records()
                        .filter(it -> it.action() == Action.LINK_REDEEMED && it.stage() == Stage.DONE)
                        .count();
                Table.end(new Table("One link, looked at " + LOOKS + " times, then " + NODES * THREADS
                                + " redemptions on " + NODES + " processes")
                        .exactly("looks before that showed the offer", LOOKS, looks.worked())
                        .exactly("redemptions that gave a session", 1, count.worked())
                        .exactly("redemptions that were refused", NODES * THREADS - 1, count.failed())
                        .exactly("different reasons", 1, count.said().size())
                        .holds(
                                "it says that the link was used",
                                count.said().stream()
                                        .allMatch(it -> it.contains("was used, has expired, or never was")))
                        .exactly("times that somebody entered, in the trail", 1, entered)
                        .exactly(
                                "notices, of " + FigureTeam.ADMINS + " admins",
                                FigureTeam.ADMINS,
                                provider.notices().size())
                        .holds(
                                "the trail is sound",
                                customer.assistance().trail().check().isSound())
                        .told("longest, in ms", count.longest())
                        .words(count.said())
                        .print());
            }
        }
    }
}
