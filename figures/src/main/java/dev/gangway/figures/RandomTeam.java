package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.error.GangwayException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.testkit.InMemoryConnector;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.Brake;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A team in memory whose people random plans see off, from two nodes; who stands before the team knows what may never arrive. */
final class RandomTeam implements AutoCloseable {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final String ACTOR = "it@example.com";

    private final Random random;
    private final RandomPlans.Tally tally;
    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);
    private final InMemoryStore store = new InMemoryStore(clock);
    private final Keyring keyring = Keyring.random();
    private final List<Gangway> nodes = new ArrayList<>();
    private final List<Users> users = new ArrayList<>();
    private final List<UserId> people = new ArrayList<>();
    private final Set<UserId> kept = new HashSet<>();
    private final Set<UserId> held = new HashSet<>();
    private final Map<UserId, Instant> gone = new HashMap<>();
    private final Deque<Run> runs = new ArrayDeque<>();
    private final Deque<UserId> sending = new ArrayDeque<>();
    private final Brake brake;
    private Listing listing = Listing.WHOLE;
    private int number;

    /** How the team's list is told. */
    private enum Listing {
        WHOLE,
        ENDS_EARLY,
        HIDES_ADMINS,
        REPEATS
    }

    /** A plan that is being carried out: by whom, with whom as they were when it was made, and who else is to leave by it. */
    private record Run(String actor, Map<UserId, User> planned, boolean released) {}

    RandomTeam(long seed, RandomPlans.Tally tally) {
        this.random = new Random(seed);
        this.tally = tally;
        this.brake = random.nextBoolean() ? Brake.DEFAULT : new Brake(random.nextInt(4), random.nextInt(30), WINDOW);
        people.add(team.admin().id());
        int size = 2 + random.nextInt(30);
        for (int i = 0; i < size; i++) {
            joins();
        }
        team.pageSize(1 + random.nextInt(20));
        if (random.nextInt(4) == 0) {
            team.jobsTake(1 + random.nextInt(3));
        }
        for (UserId each : people) {
            if (random.nextInt(12) == 0) {
                kept.add(each);
            }
        }
        ConnectionId id = node().connections()
                .connect(InMemoryConnector.ID, "Acme", team.credential())
                .id();
        users.add(nodes.get(0).connection(id).users());
        users.add(node().connection(id).users());
    }

    private Gangway node() {
        Gangway.Builder builder = Gangway.builder()
                .connector(Between.users(team, this::arrives))
                .time(clock)
                .store(store, keyring)
                .offboardingBrake(brake)
                .protect(kept.stream().map(UserRef::id).toArray(UserRef[]::new));
        Gangway node = (random.nextBoolean() ? builder.allowPermanentDeletion() : builder).build();
        nodes.add(node);
        return node;
    }

    private UserId joins() {
        NewUser person = NewUser.of("p" + number++ + "@example.com").named("P", "Doe");
        UserId id = random.nextInt(10) == 0 ? team.personIsInvited(person) : team.personJoins(person);
        people.add(id);
        if (random.nextInt(6) == 0) {
            team.personHasRoles(
                    id, random.nextInt(3) == 0 ? InMemoryConnector.USER_ADMIN : InMemoryConnector.TEAM_ADMIN);
        }
        if (random.nextInt(10) == 0 && team.user(id).status() == UserStatus.ACTIVE) {
            team.personIsSuspended(id);
        }
        return id;
    }

    private UserId anybody() {
        return people.get(random.nextInt(people.size()));
    }

    private boolean isOnTeam(UserId id) {
        return team.user(id).status().isOnTeam();
    }

    /** Makes a plan and tries to carry it out. */
    void plan() {
        world();
        try {
            if (random.nextInt(3) == 0) {
                bulk(users.get(random.nextInt(2)));
            } else {
                single(users.get(random.nextInt(2)));
            }
        } catch (GangwayException trouble) {
            tally.count("plans that ended in an exception");
        }
    }

    /** Time passes, people come, holds are placed, the list is told in another way. */
    private void world() {
        clock.advance(Duration.ofMinutes(random.nextInt(random.nextInt(5) == 0 ? 900 : 60)));
        if (random.nextInt(3) == 0) {
            joins();
        }
        if (random.nextInt(4) == 0) {
            listing = Listing.values()[random.nextInt(Listing.values().length)];
        }
        if (random.nextInt(6) == 0) {
            UserId id = anybody();
            boolean hold = held.add(id) || !held.remove(id);
            team.legalHold(id, hold);
        }
        if (random.nextInt(20) == 0) {
            team.sizeIsSaidToBe(random.nextBoolean() ? Fact.unknown("not told") : Fact.of(1));
        }
        if (random.nextInt(60) == 0) {
            outsideChange(people.get(0));
        }
    }

    /** Somebody else changes a person, past the library. */
    private void outsideChange(UserId id) {
        UserStatus status = team.user(id).status();
        switch (random.nextInt(4)) {
            case 0 ->
                team.personHasRoles(
                        id, random.nextBoolean() ? InMemoryConnector.TEAM_ADMIN : InMemoryConnector.USER_ADMIN);
            case 1 -> {
                if (status == UserStatus.ACTIVE) {
                    team.personIsSuspended(id);
                }
            }
            case 2 -> team.personChangesEmail(id, "q" + number++ + "@example.com");
            default -> {
                if (status.isOnTeam() && !id.equals(people.get(0))) {
                    team.personLeaves(id, random.nextBoolean());
                }
            }
        }
    }

    private DataHandling handling(UserId leaver) {
        UserRef recipient = UserRef.id(random.nextInt(8) == 0 ? leaver : anybody());
        var choice = switch (random.nextInt(5)) {
            case 0 -> DataHandling.transferTo(recipient);
            case 1 -> DataHandling.transferAfterwardsTo(recipient);
            case 2 -> DataHandling.deleteForGood();
            default -> DataHandling.keepRecoverable();
        };
        return random.nextBoolean() ? choice.keepingDevices() : choice.wipingDevices();
    }

    private String actor(UserId leaver) {
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? team.user(leaver).email() : leaver.value();
        }
        return ACTOR;
    }

    private void single(Users node) {
        UserId leaver = anybody();
        Map<UserId, User> planned = Map.of(leaver, team.user(leaver));
        String actor = actor(leaver);
        OffboardingPlan plan = node.planOffboarding(UserRef.id(leaver), handling(leaver));
        tally.tried(planned.values(), this::kinds, actor, plan.handling());
        tally.count(listing == Listing.WHOLE ? "with the whole list" : "with a list that is not whole");
        if (!plan.refusals().isEmpty()) {
            tally.count("refused when planned");
            return;
        }
        ConfirmedPlan confirmed = plan.confirmedBy(actor);
        boolean released = random.nextInt(4) == 0;
        if (released) {
            confirmed = confirmed.releasingBrake(ACTOR, "the figure tries it");
        }
        maybeStale(leaver, planned.values().size());
        ConfirmedPlan last = confirmed;
        during(
                new Run(actor, planned, released),
                () -> users.get(random.nextInt(2)).execute(last));
    }

    private void bulk(Users node) {
        List<UserId> leavers = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> anybody())
                .toList();
        Map<UserId, User> planned = new HashMap<>();
        leavers.forEach(it -> planned.put(it, team.user(it)));
        String actor = actor(leavers.get(0));
        BulkPlan plan = node.bulkOffboardings()
                .plan(
                        leavers.stream().map(UserRef::id).toList(),
                        it -> OffboardingRequest.of(UserRef.id(it.id()), handling(it.id())));
        plan.entries()
                .forEach(it -> tally.tried(
                        it.plan().leaver().stream().toList(),
                        this::kinds,
                        actor,
                        it.plan().handling()));
        if (plan.leaving().isEmpty()) {
            tally.count("refused when planned");
            return;
        }
        ConfirmedBulkPlan confirmed = plan.confirmedBy(actor).atOnce(1);
        boolean released = plan.brake().isPresent() ? random.nextBoolean() : random.nextInt(6) == 0;
        if (plan.brake().isPresent() && !released) {
            tally.count("refused by the brake when planned");
            return;
        }
        if (released) {
            confirmed = confirmed.releasingBrake(ACTOR, "the figure tries it");
        }
        maybeStale(leavers.get(random.nextInt(leavers.size())), leavers.size());
        ConfirmedBulkPlan last = confirmed;
        Set<UserId> leaving = new HashSet<>();
        plan.leaving().forEach(it -> it.plan().leaver().ifPresent(user -> leaving.add(user.id())));
        planned.keySet().retainAll(leaving);
        during(
                new Run(actor, planned, released),
                () -> users.get(random.nextInt(2)).bulkOffboardings().execute(last));
    }

    /** While a request of another run is on its way nothing but other runs happens: nobody could see it coming. */
    private void maybeStale(UserId leaver, int size) {
        if (runs.isEmpty() && random.nextInt(4) == 0) {
            outsideChange(random.nextInt(3) == 0 ? anybody() : leaver);
            tally.count("changed between plan and execution");
        }
        if (random.nextInt(30) == 0) {
            clock.advance(Duration.ofHours(25));
            tally.count("older than a day");
        }
        if (runs.isEmpty() && random.nextInt(10) == 0) {
            boolean hold = held.add(leaver) || !held.remove(leaver);
            team.legalHold(leaver, hold);
        }
        tally.count(size > 1 ? "in a bulk" : "alone");
    }

    private void during(Run run, Runnable work) {
        runs.push(run);
        try {
            work.run();
        } finally {
            runs.pop();
        }
    }

    /** Why a person is one whom something speaks against. */
    private List<String> kinds(User user, String actor, DataHandling handling) {
        List<String> kinds = new ArrayList<>();
        if (user.id().equals(team.admin().id())) {
            kinds.add("the connecting admin");
        }
        if (actor.equals(user.email()) || actor.equals(user.id().value())) {
            kinds.add("the one who confirms");
        }
        if (isLastAdmin(user)) {
            kinds.add("the last admin");
        }
        if (kept.contains(user.id())) {
            kinds.add("protected");
        }
        if (held.contains(user.id())) {
            kinds.add("under legal hold");
        }
        if (handling instanceof DataHandling.Moving it && !suits(it.recipient(), user.id())) {
            kinds.add("whose files go to somebody unfit");
        }
        return kinds;
    }

    private boolean isLastAdmin(User user) {
        return user.status() == UserStatus.ACTIVE
                && user.isTeamAdmin()
                && team.people().stream()
                        .noneMatch(it ->
                                !it.id().equals(user.id()) && it.status() == UserStatus.ACTIVE && it.isTeamAdmin());
    }

    private boolean suits(UserRef recipient, UserId leaver) {
        return recipient
                .asId()
                .filter(it -> !it.equals(leaver))
                .filter(it -> team.user(it).status() == UserStatus.ACTIVE)
                .filter(it -> !sending.contains(it))
                .filter(it -> runs.isEmpty() || !runs.getFirst().planned().containsKey(it))
                .isPresent();
    }

    /** Each call to the team, from any node. */
    private @Nullable Object arrives(String method, @Nullable Object[] arguments, Supplier<@Nullable Object> goOn) {
        if (method.equals("list") && listing != Listing.WHOLE) {
            return told((Page<?>) goOn.get());
        }
        if (!runs.isEmpty() && (method.equals("suspend") || method.equals("remove"))) {
            return sent(method, (UserId) arguments[0], arguments[1], goOn);
        }
        if (method.equals("unsuspend")) {
            gone.remove((UserId) arguments[0]); // taken back
        }
        return goOn.get();
    }

    /** Perhaps another node does something at this very moment, and then it is looked whether this may be sent. */
    private @Nullable Object sent(String method, UserId who, @Nullable Object how, Supplier<@Nullable Object> goOn) {
        if (isTooMany(who)) {
            tally.forbidden("more than the brake allows");
        }
        boolean first = gone.putIfAbsent(who, clock.instant()) == null;
        sending.push(who);
        if (runs.size() == 1 && random.nextInt(6) == 0) {
            tally.count("carried out while another node sends");
            plan(users.get(random.nextInt(2)));
        }
        sending.pop();
        forbidden(method, who, how).forEach(tally::forbidden);
        tally.count("requests sent");
        Object answer = goOn.get();
        if (first && answer instanceof Outcome.Refused) {
            gone.remove(who);
        }
        return answer;
    }

    private void plan(Users node) {
        try {
            single(node);
        } catch (GangwayException trouble) {
            tally.count("plans that ended in an exception");
        }
    }

    @SuppressWarnings("unchecked")
    private Page<User> told(Page<?> page) {
        List<User> items = ((Page<User>) page).items();
        Optional<Cursor> next = ((Page<User>) page).next();
        return switch (listing) {
            case ENDS_EARLY -> new Page<>(items.subList(0, items.size() / 2), Optional.empty());
            case HIDES_ADMINS ->
                new Page<>(items.stream().filter(it -> !it.isTeamAdmin()).toList(), next);
            default -> {
                List<User> twice = new ArrayList<>(items);
                items.stream().findFirst().ifPresent(twice::add);
                yield new Page<>(twice, next);
            }
        };
    }

    /** What may never be asked of the team, as the team truly is at this moment. */
    private List<String> forbidden(String method, UserId who, @Nullable Object how) {
        Run run = runs.getFirst();
        User now = team.user(who);
        User planned = run.planned().get(who);
        List<String> why = new ArrayList<>();
        if (planned == null) {
            return List.of("nobody planned " + method + " of " + who);
        }
        DataHandling handling = how instanceof DataHandling it
                ? it
                : DataHandling.keepRecoverable().keepingDevices();
        why.addAll(kinds(now, run.actor(), handling));
        boolean suspendedByUs =
                planned.status() == UserStatus.ACTIVE && now.status() == UserStatus.SUSPENDED && gone.containsKey(who);
        if (!now.equals(planned)
                && !(suspendedByUs
                        && now.email().equals(planned.email())
                        && now.roles().equals(planned.roles()))) {
            why.add("stale: " + planned.status() + " is " + now.status());
        }
        if (!isOnTeam(who)) {
            why.add("not on the team");
        }
        return why;
    }

    /** Whether one more is too many; what another run does while this is on its way comes after it. */
    private boolean isTooMany(UserId who) {
        if (runs.getFirst().released() || gone.containsKey(who)) {
            return false;
        }
        long within = gone.values().stream()
                .filter(it -> it.plus(WINDOW).isAfter(clock.instant()))
                .count();
        long members =
                team.people().stream().filter(it -> it.status().isOnTeam()).count() + within;
        return within + 1 > brake.limit((int) members);
    }

    @Override
    public void close() {
        nodes.forEach(Gangway::close);
    }
}
