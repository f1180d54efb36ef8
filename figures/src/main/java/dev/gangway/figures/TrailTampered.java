package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.Trail;
import dev.gangway.assistance.TrailCheck;
import dev.gangway.assistance.TrailHead;
import dev.gangway.connection.ConnectionId;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.InMemoryConnector;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A trail in which each record in turn is edited, edited with a hash that fits, dropped, and swapped with the next. Each change has to be
 * located by the number of its record, in the store and in an export. Changes that lie far apart are checked together, some alone.
 */
final class TrailTampered {

    /** What is done to a record. */
    private enum Change {
        EDITED,
        FORGED,
        DROPPED,
        SWAPPED
    }

    private final List<String> lines;
    private final TrailHead head;
    private int located;
    private int missed;
    private int wrong;

    private TrailTampered(List<String> lines, TrailHead head) {
        this.lines = lines;
        this.head = head;
    }

    /**
     * Prints the figure.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Table.end(measured(10_000, 100, 500).print());
    }

    /**
     * Measures it.
     *
     * @param records how long the trail is
     * @param apart how far from each other changes are that are checked together
     * @param every which are checked alone, too: those of records whose number can be divided by this
     */
    static Table measured(int records, int apart, int every) {
        TrailTampered trail = written(records);
        int together = 0;
        int alone = 0;
        for (Change change : Change.values()) {
            int last = change == Change.FORGED || change == Change.SWAPPED ? records - 1 : records;
            for (int offset = 1; offset <= apart; offset++) {
                int first = offset;
                List<Integer> numbers = IntStream.rangeClosed(1, last)
                        .filter(it -> it % apart == first % apart)
                        .boxed()
                        .toList();
                together += numbers.size();
                trail.check(change, numbers);
            }
            for (int number = every; number <= last; number += every) {
                alone++;
                trail.check(change, List.of(number));
            }
        }
        return new Table(records
                        + " records, each edited, edited with a hash that fits, dropped, and swapped with the next")
                .holds("the untouched trail is sound", trail.isSound())
                .exactly("changes located, in the store and in an export", 2L * (together + alone), trail.located)
                .exactly("changes that were not located", 0, trail.missed)
                .exactly("faults told of records that nobody touched", 0, trail.wrong)
                .told("changes that were checked " + apart + " records apart", together)
                .told("changes that were checked alone", alone);
    }

    /** A partner suspends somebody and ends the suspension, until the trail is as long as it has to be. */
    private static TrailTampered written(int records) {
        InMemoryConnector team = new InMemoryConnector(InstantSource.system());
        UserRef leo = UserRef.id(team.personJoins(NewUser.of("leo@example.com").named("Leo", "Chen")));
        try (Gangway gangway = Gangway.builder()
                .connector(team)
                .store(new InMemoryStore(), Keyring.random())
                .adminNotifier(notice -> {})
                .build()) {
            Assisted customer = Assisted.connected(gangway, InMemoryConnector.ID, "Acme", team.credential());
            Grant grant = customer.give(ActionKind.MANAGE_MEMBERS);
            Users users = gangway.partners()
                    .enter(customer.link(grant).code())
                    .connection()
                    .users();
            Trail trail = customer.assistance().trail();
            boolean suspended = false;
            for (long left = records - trail.head().number();
                    left > 0;
                    left = records - trail.head().number()) {
                if (left == 1) {
                    refused(users);
                } else {
                    suspended = !suspended;
                    Assisted.done(suspended ? users.suspend(leo, Devices.KEEP) : users.unsuspend(leo));
                }
            }
            StringBuilder out = new StringBuilder();
            trail.export(out);
            return new TrailTampered(out.toString().lines().toList(), trail.head());
        }
    }

    private static void refused(Users users) {
        try {
            users.schedule();
        } catch (AssistanceRefusedException asItHasToBe) {
            // the refusal is in the trail
        }
    }

    private boolean isSound() {
        return Trail.of(new TamperedStore(head.connection(), lines), head.connection())
                        .check(head)
                        .isSound()
                && lines.size() == head.number();
    }

    private void check(Change change, List<Integer> numbers) {
        List<String> changed = new ArrayList<>(lines);
        Set<String> expected = new TreeSet<>();
        for (int number : numbers) {
            int at = number - 1;
            switch (change) {
                case EDITED -> changed.set(at, edited(lines.get(at)));
                case FORGED -> changed.set(at, forged(lines.get(at)));
                case DROPPED -> changed.set(at, "");
                case SWAPPED -> Collections.swap(changed, at, number);
            }
            expected.addAll(faults(change, number));
        }
        ConnectionId id = head.connection();
        compare(change, expected, Trail.of(new TamperedStore(id, changed), id).check(head));
        String export =
                String.join("\n", changed.stream().filter(it -> !it.isEmpty()).toList());
        compare(change, expected, Trail.check(new StringReader(export), head));
    }

    /** How a check names a change: by the number, and as the end if it is the last one that is missing. */
    private List<String> faults(Change change, int number) {
        return switch (change) {
            case EDITED, FORGED -> List.of("EDITED " + number);
            case DROPPED -> List.of((number == head.number() ? "TRUNCATED " : "DROPPED ") + number);
            case SWAPPED -> List.of("SWAPPED " + number, "SWAPPED " + (number + 1));
        };
    }

    private void compare(Change change, Set<String> expected, TrailCheck check) {
        Set<String> found = new TreeSet<>();
        check.faults()
                .forEach(it -> LongStream.rangeClosed(it.first(), it.last())
                        .forEach(number -> found.add(it.kind() + " " + number)));
        int each = change == Change.SWAPPED ? 2 : 1;
        long right = expected.stream().filter(found::contains).count() / each;
        located += Math.toIntExact(right);
        missed += Math.toIntExact(expected.size() / each - right);
        wrong += Math.toIntExact(
                found.stream().filter(it -> !expected.contains(it)).count());
    }

    /** By somebody who leaves the hash alone. */
    private static String edited(String line) {
        return line.replaceFirst("\"at\":\"20", "\"at\":\"19");
    }

    /** By somebody who knows how the hash is made. */
    private static String forged(String line) {
        String edited = edited(line);
        String rest = edited.replaceFirst("\"hash\":\"[0-9a-f]{64}\",", "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8));
            return edited.replaceFirst(
                    "\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"" + HexFormat.of().formatHex(digest) + "\"");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
