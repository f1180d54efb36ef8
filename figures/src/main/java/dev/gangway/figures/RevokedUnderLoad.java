package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.Revoked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Partners act on 2 processes while a third one takes the grant back, many times over. No request arrives at the provider after
 * {@code revoke()} returned; both are timed in this process.
 */
final class RevokedUnderLoad {

    private static final int NODES = 2;
    private static final int THREADS = 8;
    private static final int ROUNDS = 20;
    private static final int CHANGES_BEFORE = 40;

    private RevokedUnderLoad() {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Database database = Database.start();
                Provider provider = Provider.start(false)) {
            Setting setting = Setting.of(provider, database);
            try (Gangway gangway = setting.gangway();
                    Nodes nodes = Nodes.start(NODES, setting)) {
                long early = 0;
                long late = 0;
                long unended = 0;
                long refused = 0;
                List<Long> took = new ArrayList<>();
                boolean sound = true;
                for (int round = 0; round < ROUNDS; round++) {
                    provider.changes().clear();
                    Assisted customer = Assisted.connected(
                            gangway, FigureConnector.ID, "Customer " + round, provider.grant(Duration.ofHours(1)));
                    Grant grant = customer.give(ActionKind.MANAGE_MEMBERS);
                    PartnerSession partner =
                            gangway.partners().enter(customer.link(grant).code());
                    nodes.begin("act " + partner.id(), THREADS, 1, Instant.now());
                    while (provider.changes().size() < CHANGES_BEFORE) {
                        Thread.sleep(1);
                    }

                    Instant begun = Instant.now();
                    Revoked revoked = customer.assistance().revoke(grant.id(), "Ana");
                    Instant returned = Instant.now();

                    refused += nodes.end().worked();
                    List<Instant> changes = List.copyOf(provider.changes());
                    long after =
                            changes.stream().filter(it -> it.isAfter(returned)).count();
                    early += changes.size() - after;
                    late += after;
                    unended += revoked.unended().size();
                    took.add(Duration.between(begun, returned).toMillis());
                    sound &= customer.assistance().trail().check().isSound();
                }
                Collections.sort(took);
                Table.end(new Table(ROUNDS + " revocations, while " + NODES + " processes change people on " + THREADS
                                + " threads each")
                        .exactly("changes that arrived after revoke() returned", 0, late)
                        .exactly("changes that aren't known to have ended", 0, unended)
                        .exactly("threads that were refused in the end", (long) ROUNDS * NODES * THREADS, refused)
                        .holds("the trails are sound", sound)
                        .told("changes that arrived before", early)
                        .told("median revoke(), in ms", took.get(ROUNDS / 2))
                        .told("longest revoke(), in ms", took.get(ROUNDS - 1))
                        .print());
            }
        }
    }
}
