package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.Action;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.NoticeDelivery;
import dev.gangway.assistance.Stage;
import dev.gangway.assistance.TrailRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that lets a partner in ends at each moment of that: before and after everything that it changes in the store, and before and after
 * each notice. Nobody is in whose admins are not told, and no notice is lost. One customer for each moment.
 */
final class EnteringKilled {

    /** After which another process may take over a notice that somebody was sending. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final int MOST = 500;

    private EnteringKilled() {}

    /** What a process left behind. */
    private record Left(Assisted customer, Grant grant, boolean in, long queued) {}

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (Database database = Database.start();
                Provider provider = Provider.start(false)) {
            Setting setting = Setting.of(provider, database);
            try (Gangway gangway = setting.gangway()) {
                List<Left> all = new ArrayList<>();
                boolean survived = false;
                while (!survived && all.size() < MOST) {
                    Assisted customer = Assisted.connected(
                            gangway, FigureConnector.ID, "Customer " + all.size(), provider.grant(Duration.ofHours(4)));
                    Grant grant = customer.give(ActionKind.USE_ANALYTICS);
                    survived = survives(setting, customer.link(grant).code().reveal(), all.size());
                    all.add(left(customer, grant));
                }
                int before = provider.notices().size();
                Thread.sleep(LEASE.plusSeconds(5).toMillis());
                NoticeDelivery delivered = gangway.partners().deliverNotices();

                long untold = all.stream()
                        .filter(it -> it.in() && told(provider, it) < FigureTeam.ADMINS)
                        .count();
                long lost = all.stream()
                        .mapToLong(it -> Math.max(0, it.queued() - told(provider, it)))
                        .sum();
                Table.end(new Table("A process is killed at each of " + (all.size() - 1)
                                + " moments while it lets a partner in")
                        .holds(
                                "the one that was not killed let the partner in",
                                all.get(all.size() - 1).in())
                        .exactly("access without a notice to each of " + FigureTeam.ADMINS + " admins", 0, untold)
                        .exactly("notices lost", 0, lost)
                        .exactly("notices that wait on", 0, delivered.waiting().size())
                        .holds("the trails are sound", all.stream().allMatch(EnteringKilled::isSound))
                        .told(
                                "partners who were in",
                                all.stream().filter(Left::in).count())
                        .told("notices that another process delivered later", delivered.sent())
                        .told("notices delivered twice", before + delivered.sent() - distinct(provider))
                        .print());
            }
        }
    }

    /** Whether the process lived to the end. */
    private static boolean survives(Setting setting, String code, int moment) {
        List<String> arguments = new ArrayList<>(setting.arguments());
        arguments.add(code);
        arguments.add(Integer.toString(moment));
        try (Node node = Node.start(List.of(), EnteringNode.class, arguments)) {
            String answer = node.answer();
            if (!List.of("entered", Halt.HALTED).contains(answer)) {
                throw new IllegalStateException(answer);
            }
            return answer.equals("entered");
        }
    }

    private static Left left(Assisted customer, Grant grant) {
        List<TrailRecord> records = customer.assistance().trail().records().toList();
        boolean in = records.stream()
                .filter(it -> it.action() == Action.LINK_REDEEMED && it.stage() == Stage.INTENT)
                .anyMatch(it -> isIn(customer, it.number()));
        long queued = records.stream()
                .filter(it -> it.action() == Action.NOTICE_QUEUED)
                .count();
        return new Left(customer, grant, in, queued);
    }

    /** Whether somebody can go on with the session that this record announced. */
    private static boolean isIn(Assisted customer, long entering) {
        try {
            customer.gangway().partners().resume(customer.id() + "/" + entering);
            return true;
        } catch (IllegalArgumentException nobody) {
            return false;
        }
    }

    /** How many admins were told of a grant. */
    private static long told(Provider provider, Left left) {
        return provider.notices().stream()
                .filter(it -> it.contains(left.grant().id()))
                .map(it -> it.lines().findFirst().orElseThrow())
                .distinct()
                .count();
    }

    private static long distinct(Provider provider) {
        return provider.notices().stream().distinct().count();
    }

    private static boolean isSound(Left left) {
        return left.customer().assistance().trail().check().isSound();
    }
}
