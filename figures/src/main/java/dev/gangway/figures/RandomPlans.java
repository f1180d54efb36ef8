package dev.gangway.figures;

import dev.gangway.user.DataHandling;
import dev.gangway.user.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Random plans, many of which must never be carried out. */
final class RandomPlans {

    private static final int TEAMS = 4_000;
    private static final int PLANS = 25;

    private RandomPlans() {}

    /** What was tried, and what came of it. Not thread-safe. */
    static final class Tally {
        private final Map<String, Integer> counts = new TreeMap<>();
        private final Map<String, Integer> tried = new TreeMap<>();
        private final Map<String, Integer> forbidden = new TreeMap<>();

        /** Says why something speaks against a person. */
        interface Kinds {
            List<String> of(User user, String actor, DataHandling handling);
        }

        void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        void tried(Collection<User> people, Kinds kinds, String actor, DataHandling handling) {
            people.forEach(it -> kinds.of(it, actor, handling).forEach(kind -> tried.merge(kind, 1, Integer::sum)));
        }

        void forbidden(String why) {
            forbidden.merge(why, 1, Integer::sum);
        }
    }

    /**
     * Prints the figure.
     *
     * @param arguments none; or the seed of the first team
     */
    public static void main(String[] arguments) {
        Table.end(measured(TEAMS, PLANS, arguments.length > 0 ? Long.parseLong(arguments[0]) : 1)
                .print());
    }

    static Table measured(int teams, int plans, long seed) {
        Tally tally = new Tally();
        for (int i = 0; i < teams; i++) {
            try (RandomTeam team = new RandomTeam(seed + i, tally)) {
                for (int plan = 0; plan < plans; plan++) {
                    team.plan();
                }
            }
        }
        Table table = new Table(teams * plans + " random plans against the guards, on two nodes, seed " + seed)
                .exactly(
                        "forbidden requests",
                        0,
                        tally.forbidden.values().stream().mapToInt(it -> it).sum())
                .holds("requests were sent", tally.counts.getOrDefault("requests sent", 0) > 0);
        tally.forbidden.forEach((why, times) -> table.told("  FORBIDDEN " + why, times));
        tally.tried.forEach((kind, times) -> table.told("people planned for: " + kind, times));
        tally.counts.forEach((what, times) -> table.told("plans, or requests: " + what, times));
        return table;
    }
}
