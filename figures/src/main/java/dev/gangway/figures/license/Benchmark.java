package dev.gangway.figures.license;

import dev.gangway.figures.Table;
import dev.gangway.figures.license.Server.Served;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a refresh of license data costs, beside the least that it could, and beside the straightforward program on Dropbox's SDK. */
final class Benchmark {

    private static final int SMALL_HEAP = 64;
    private static final int LARGE_HEAP = 1_024;
    private static final int WINDOWS = 16;
    /** So many rounds until the virtual machines have compiled what they run (seen in their logs); the SDK's program, of a minute, needs one. */
    private static final int WARM_UP = 12;

    private static final int NEW_SIGN_INS = 1_000;
    private static final int DELAY_MILLIS = 100;
    /** How many times as many people are listed. */
    private static final int TEAM_TO_LIST = 10;

    private final Contest contest;
    private final int people;
    private final int rounds;
    private final Map<String, List<Result>> results = new LinkedHashMap<>();

    private Benchmark(Contest contest, int people, int rounds) {
        this.contest = contest;
        this.people = people;
        this.rounds = rounds;
    }

    /**
     * Prints the figures.
     *
     * @param arguments how many people, how many sign-ins, and how many rounds are measured
     */
    public static void main(String[] arguments) {
        Size size = Size.of(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        try (Contest contest = new Contest(size)) {
            Table table = new Benchmark(contest, size.people(), Integer.parseInt(arguments[2]))
                    .measured(String.format(Locale.ROOT, "%,d people, %,d sign-ins", size.people(), size.signIns()));
            listed(table, size.people() * TEAM_TO_LIST);
            Table.end(table.print());
        }
    }

    /** A team too large for a list in memory. */
    private static void listed(Table table, int people) {
        try (Contest contest = new Contest(Size.of(people, 1_000))) {
            System.out.println(contest.described());
            contest.enter("listing", SMALL_HEAP, WINDOWS);
            Optional<Result> listing = contest.round("listing", "all");
            tell(table, "Gangway's list of people, on another team", listing);
            table.holds(
                    String.format(Locale.ROOT, "it has all of %,d, in a heap of 64 MB", people),
                    listing.filter(it -> it.found().people() == people).isPresent());
        }
    }

    private Table measured(String title) {
        System.out.println(contest.described());
        contest.enter("floor", SMALL_HEAP, WINDOWS);
        contest.enter("members", SMALL_HEAP, WINDOWS);
        contest.enter("sdk", LARGE_HEAP, WINDOWS);
        contest.enter("gangway", SMALL_HEAP, WINDOWS);
        inTurns(WARM_UP, "floor", "gangway");
        inTurns(1, "sdk");
        results.clear();
        inTurns(rounds, "floor", "sdk", "gangway");
        Table table = new Table(title);
        Optional<Result> floor = typical("floor");
        Optional<Result> sdk = typical("sdk");
        Optional<Result> gangway = typical("gangway");
        tell(table, "floor", floor);
        tell(table, "program on the SDK", sdk);
        tell(table, "Gangway", gangway);
        table.holds("Gangway reads all of it in a heap of 64 MB", gangway.isPresent());
        if (floor.isEmpty() || sdk.isEmpty() || gangway.isEmpty()) {
            return table.holds("all ran to their end", false);
        }
        table.atMostAbout(
                "Gangway's time / the floor's",
                1.7,
                gangway.get().seconds() / floor.get().seconds());
        table.told(
                "the same of processor time",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        (double) gangway.get().processor() / floor.get().processor()));
        table.atLeastAbout(
                "the SDK program's time / Gangway's",
                3,
                sdk.get().seconds() / gangway.get().seconds());
        table.atLeastAbout(
                "the SDK program's allocation / Gangway's",
                100,
                sdk.get().megabytes() / gangway.get().megabytes());
        table.holds("both have everybody, and each last sign-in", isRight(sdk.get()) && isRight(gangway.get()));
        again(table);
        delayed(table);
        return table;
    }

    private boolean isRight(Result result) {
        return result.found().people() == people
                && result.found().lastSignIns() == Long.parseLong(contest.tellServer("last"));
    }

    private static void tell(Table table, String name, Optional<Result> result) {
        table.told(name, result.map(Result::toString).orElse("ended early"));
    }

    /** Each in turn, so that what else the machine does meets all. */
    private void inTurns(int turns, String... names) {
        for (int turn = 0; turn < turns; turn++) {
            for (String name : names) {
                double before = serversProcessor();
                contest.round(name, "all").ifPresent(it -> {
                    results.computeIfAbsent(name, none -> new ArrayList<>()).add(it);
                    System.out.printf(
                            Locale.ROOT,
                            "%-8s %s; the server: %.1f s of processor%n",
                            name,
                            it,
                            serversProcessor() - before);
                });
            }
        }
    }

    private double serversProcessor() {
        return Long.parseLong(contest.tellServer("processor")) / 1e9;
    }

    /** The median by time. */
    private Optional<Result> typical(String name) {
        List<Result> all = results.getOrDefault(name, List.of()).stream()
                .sorted(Comparator.comparingLong(Result::nanos))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() / 2));
    }

    private void again(Table table) {
        contest.served();
        contest.tellServer("add " + NEW_SIGN_INS);
        Optional<Result> second = contest.round("gangway", "new");
        Map<String, Served> served = contest.served();
        tell(table, "Gangway's second refresh", second);
        table.told(
                "its calls on all routes",
                served.values().stream().mapToLong(Served::calls).sum());
        table.atMost("sign-ins that it read, after " + NEW_SIGN_INS + " new ones", 2L * NEW_SIGN_INS, signIns(served));
        table.holds(
                "its report has everybody, and each last sign-in",
                second.filter(this::isRight).isPresent());
    }

    private static long signIns(Map<String, Served> served) {
        return List.of(Server.LOG, Server.MORE_LOG).stream()
                .mapToLong(it -> served.getOrDefault(it, Served.NONE).items())
                .sum();
    }

    private void delayed(Table table) {
        contest.tellServer("delay " + DELAY_MILLIS);
        inTurns(1, "members", "gangway");
        results.clear();
        inTurns(1, "members", "gangway");
        Optional<Result> members = typical("members");
        Optional<Result> gangway = typical("gangway");
        tell(table, "with 100 ms more for each answer: the member list alone", members);
        tell(table, "with 100 ms more for each answer: Gangway", gangway);
        table.holds("both ran to their end", members.isPresent() && gangway.isPresent());
        if (members.isPresent() && gangway.isPresent()) {
            table.atMostAbout(
                    "Gangway's time / the member list's",
                    1.25,
                    gangway.get().seconds() / members.get().seconds());
        }
    }
}
