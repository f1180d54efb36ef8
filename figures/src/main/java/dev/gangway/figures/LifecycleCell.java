package dev.gangway.figures;

import dev.gangway.dropbox.simulator.AdminRole;
import dev.gangway.dropbox.simulator.Call;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Person;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.figures.LifecycleNode.Death;
import dev.gangway.testkit.SecretLeakDetector;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** One cell: an operation on three people, a fault at one of them, one node or two. Not thread-safe. */
final class LifecycleCell implements AutoCloseable {

    static final List<String> TARGETS = List.of("first@example.com", "middle@example.com", "last@example.com");

    private static final List<String> OTHERS = List.of("ann@example.com", "bob@example.com");
    private static final Set<String> WRITES = Set.of(
            "team/members/suspend",
            "team/members/unsuspend",
            "team/members/set_admin_permissions_v2",
            "team/members/add_v2",
            "team/members/remove",
            "team/members/move_former_member_files",
            "team/members/recover",
            "team/members/delete_former_member_files",
            "team/members/set_profile_v2",
            "team/members/secondary_emails/add",
            "team/groups/members/add",
            "team/groups/members/remove",
            "team/devices/revoke_device_session",
            "team/linked_apps/revoke_linked_app");

    final LifecycleOperation operation;
    final Company company;
    private final LifecycleFault fault;
    private final int position;
    private final boolean twoNodes;
    private final SecretLeakDetector detector;
    private final LifecycleNode first;
    private final LifecycleNode second;
    private final Map<String, UserId> ids = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private String roleId = "";
    private Optional<ConfirmedBulkPlan> plan = Optional.empty();
    private final Set<String> idle = new HashSet<>();
    private boolean armed;
    private boolean struck;
    private int sends;
    private int intents;
    private Instant notBefore = Instant.MIN;
    private int before;
    private Optional<LifecycleReads> reads = Optional.empty();

    LifecycleCell(
            LifecycleFault fault,
            LifecycleOperation operation,
            int position,
            boolean twoNodes,
            SecretLeakDetector detector) {
        this.fault = fault;
        this.operation = operation;
        this.position = position;
        this.twoNodes = twoNodes;
        this.detector = detector;
        this.company = new Company(team(), fault.jobs);
        this.first = new LifecycleNode(this, company.clock);
        this.second = new LifecycleNode(this, fault.secondClock(company.clock));
    }

    private TeamSetup team() {
        TeamSetup team = TeamSetup.empty()
                .withLicenses(20)
                .with(Person.active("pete@example.com", "Pe", "Te").as(AdminRole.TEAM))
                .with(Person.active(LifecycleOperation.RECIPIENT, "Ri", "Ta"));
        for (String other : OTHERS) {
            team = team.with(Person.active(other, "Oth", "Er"));
        }
        for (String target : TARGETS) {
            Optional<Person> person = operation.before(target, fault.onAdmins);
            if (person.isPresent()) {
                team = team.with(person.get());
            }
        }
        return team;
    }

    UserId id(String email) {
        return Objects.requireNonNull(ids.get(email), email);
    }

    String roleId() {
        return roleId;
    }

    ConfirmedBulkPlan plan() {
        return plan.orElseThrow();
    }

    String target() {
        return TARGETS.get(position);
    }

    LifecycleNode other() {
        return second;
    }

    <T> T seen(T shown) {
        detector.examine(shown);
        return shown;
    }

    void breaks(String what) {
        broken.add(what);
    }

    /** What became of it. */
    record Verdict(Told struck, List<String> broken) {}

    Verdict run() {
        Map<String, User> atFirst = people();
        prepare();
        before = company.dropbox.calls().size();
        armed = true;
        List<Told> told = work();
        rowsAreInputs(told);
        armed = false;
        healed();
        truth(told, "at first");
        List<Told> end = second.end(told);
        rowsAreInputs(end);
        if (!struck && fault.isMet) {
            breaks("the fault never struck");
        }
        truth(end, "in the end");
        mayEndSo(end);
        effects();
        strangers(atFirst);
        again(end);
        secrets();
        return new Verdict(end.get(position), broken);
    }

    /** What the first node does; a node that dies tells nothing. */
    private List<Told> work() {
        try {
            return fault.around(company.clock, first::work);
        } catch (Death dead) {
            return TARGETS.stream()
                    .map(it -> new Told(it, Told.How.THREW, "the node died", Optional.empty()))
                    .toList();
        }
    }

    private void prepare() {
        Users users = second.users();
        for (String email : TARGETS) {
            users.find(UserRef.email(email)).ifPresent(it -> ids.put(email, it.id()));
        }
        if (operation == LifecycleOperation.ROLE) {
            roleId = users.roles().stream()
                    .filter(it -> it.power() == Role.Power.LIMITED_ADMIN)
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
        if (operation.isBulk()) {
            BulkPlan made = users.bulkOffboardings()
                    .plan(
                            TARGETS.stream().map(it -> UserRef.id(id(it))).toList(),
                            it -> OffboardingRequest.of(UserRef.id(it.id()), operation.handling()));
            plan = Optional.of(made.confirmedBy(Company.ACTOR).atOnce(1));
        }
        fault.afterPlanning(this);
    }

    /** The trouble is over: the store writes again, the thread isn't interrupted, an admin has reconnected. */
    private void healed() {
        Thread.interrupted();
        fault.over(this);
    }

    /** Called for each intent that a node writes down, before and after. */
    void intending(LifecycleNode node, String record, boolean beforeWriting) {
        if (!armed || node != first || !record.contains("\"kind\":\"" + operation.kind + "\"")) {
            return;
        }
        if (beforeWriting) {
            intents++;
        }
        if (!struck && isTurn(intents) && fault.strikesAtIntent(beforeWriting)) {
            struck = true;
            bothAtOnce();
            fault.atIntent(this, node);
        }
    }

    private boolean isTurn(int count) {
        return operation == LifecycleOperation.ONBOARD_BATCH || count == position + 1;
    }

    /** The second node does the same at this very moment. */
    private void bothAtOnce() {
        if (!twoNodes) {
            return;
        }
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread other = new Thread(() -> {
            try {
                truth(second.work(), "on the second node");
            } catch (RuntimeException | Error trouble) {
                failed.set(trouble);
            }
        });
        other.start();
        boolean interrupted = Thread.interrupted();
        try {
            other.join();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failed.get() != null) {
            breaks("the second node: " + failed.get());
        }
    }

    /** Called for each request of each node. */
    Response sending(LifecycleNode node, Chain chain) throws IOException {
        String route = route(chain.request());
        if (company.clock.instant().isBefore(notBefore)) {
            breaks(route + " went out before its time");
        }
        if (WRITES.contains(route)) {
            hasIntent(route, body(chain.request()));
        }
        Response response = struck(node, chain, route);
        String after = response.header("Retry-After");
        if (response.code() == 429 && after != null) {
            notBefore = after.matches("\\d+")
                    ? company.clock.instant().plusSeconds(Long.parseLong(after))
                    : ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        }
        return response;
    }

    private Response struck(LifecycleNode node, Chain chain, String route) throws IOException {
        if (armed && node == first && route.equals(operation.route)) {
            sends++;
            if (!struck && isTurn(sends) && fault.strikesAtSending()) {
                struck = true;
                bothAtOnce();
                return fault.atSending(this, node, chain);
            }
            if (struck) {
                fault.atNextSending(this);
            }
        }
        Optional<Response> told = armed && node == first ? fault.atReading(this, chain) : Optional.empty();
        if (told.isPresent()) {
            return told.get();
        }
        return reads.isPresent() && !WRITES.contains(route)
                ? reads.get().read(chain, body(chain.request()))
                : chain.proceed(chain.request());
    }

    /** Remembers what readings show until they are said to be old. */
    void remembersReadings() {
        reads = Optional.of(new LifecycleReads(company.clock));
    }

    /** For a while readings show what they showed until now. */
    void oldReadingsFor(Duration duration) {
        reads.orElseThrow().showTheTruthFrom(company.clock.instant().plus(duration));
    }

    /** Nothing may be sent before this. */
    void waitUntil(Instant when) {
        notBefore = when;
    }

    private static String route(Request request) {
        String path = request.url().encodedPath();
        return path.startsWith("/2/") ? path.substring(3) : path.substring(1);
    }

    static String body(Request request) throws IOException {
        Buffer body = new Buffer();
        if (request.body() != null) {
            request.body().writeTo(body);
        }
        return body.readUtf8();
    }

    private void hasIntent(String route, String argument) {
        List<String> records = company.store.list("journal/" + company.id + "/writes/").stream()
                .flatMap(it -> company.store.get(it).stream())
                .map(it -> new String(it.data(), StandardCharsets.UTF_8))
                .toList();
        for (String target : TARGETS) {
            if (isAbout(argument, target) && records.stream().noneMatch(it -> isAbout(it, target))) {
                breaks(route + " was sent about " + target + " and the journal has no intent");
            }
        }
    }

    private boolean isAbout(String text, String target) {
        return text.contains(target)
                || Optional.ofNullable(ids.get(target))
                        .filter(it -> text.contains(it.value()))
                        .isPresent();
    }

    private void rowsAreInputs(List<Told> told) {
        if (!told.stream().map(Told::email).toList().equals(TARGETS)) {
            breaks("rows are not inputs: " + told);
        }
    }

    private Map<String, User> people() {
        Map<String, User> people = new HashMap<>();
        try (Stream<User> all = company.node().stream()) {
            all.forEach(it -> people.put(it.email(), it));
        }
        return people;
    }

    private Optional<User> now(String email) {
        UserRef ref = operation.onboards() ? UserRef.email(email) : UserRef.id(id(email));
        return company.node().find(ref);
    }

    /** What was said agrees with the team. */
    private void truth(List<Told> told, String when) {
        for (Told each : told) {
            Optional<User> now = now(each.email());
            boolean done = operation.isDone(now, roleId);
            if (each.claimsDone() && !done && !fault.othersChangeTargets) {
                breaks(when + " " + each + " and the team shows " + now.map(User::status));
            }
            if (each.how() == Told.How.PARTLY && !operation.isPartlyDone(now)) {
                breaks(when + " " + each + " and the team shows " + now.map(User::status));
            }
            if ((each.how() == Told.How.REFUSED || each.how() == Told.How.NOT_ATTEMPTED)
                    && done
                    && !twoNodes
                    && !fault.othersChangeTargets) {
                breaks(when + " " + each + " and the team shows that it was done");
            }
            if (each.how() == Told.How.UNSETTLED && when.equals("in the end") && !fault.mayStayOpen) {
                breaks("never settled: " + each);
            }
        }
    }

    private void mayEndSo(List<Told> end) {
        for (int i = 0; i < end.size(); i++) {
            Told.How how = end.get(i).how();
            boolean good = how == Told.How.DONE || how == Told.How.ALREADY;
            boolean hit = i == position || (operation == LifecycleOperation.ONBOARD_BATCH && !fault.strikesOneItem);
            if (!good && !(hit && fault.mayEnd.contains(how)) && !fault.othersMayEnd.contains(how)) {
                breaks("may not end so: " + end.get(i));
            }
        }
    }

    /** At most one effect on each person, none on anybody else, and nothing destructive sent again after it took effect. */
    private void effects() {
        Map<String, Integer> effects = new HashMap<>();
        Set<String> gone = new HashSet<>();
        List<Call> calls = company.dropbox.calls();
        for (Call call : calls.subList(before, calls.size())) {
            if (!WRITES.contains(call.route())) {
                continue;
            }
            List<String> about =
                    TARGETS.stream().filter(it -> isAbout(call.argument(), it)).toList();
            if (about.isEmpty() && call.effectApplied()) {
                breaks("an effect on somebody else: " + call.route());
            }
            for (String target : about) {
                String what = call.route() + " " + target;
                if (operation.isBulk()
                        && !fault.maySendAgain
                        && call.route().equals(operation.route)
                        && gone.contains(what)) {
                    breaks("sent again after it took effect: " + what);
                }
                if (call.effectApplied() && isEffect(call, what)) {
                    gone.add(what);
                    if (effects.merge(what, 1, Integer::sum) > 1 && !fault.othersChangeTargets) {
                        breaks("took effect twice: " + what);
                    }
                }
            }
        }
    }

    /** A revoked grant, and a job that is to fail, change something, too, but do nothing to the person. */
    private boolean isEffect(Call call, String what) {
        return call.status() != 401
                && !(fault.jobDoesNothing && what.startsWith(operation.route) && idle.add(what) && struckAt(what));
    }

    private boolean struckAt(String what) {
        return operation == LifecycleOperation.ONBOARD_BATCH || what.endsWith(" " + target());
    }

    private void strangers(Map<String, User> atFirst) {
        Map<String, User> now = people();
        atFirst.forEach((email, user) -> {
            if (!TARGETS.contains(email) && !user.equals(now.get(email))) {
                breaks("somebody else changed: " + user + " " + now.get(email));
            }
        });
    }

    /** The finished work once more: nothing is written. */
    private void again(List<Told> end) {
        int calls = company.dropbox.calls().size();
        List<String> done = end.stream()
                .filter(it -> operation.isBulk() || it.claimsDone())
                .map(Told::email)
                .toList();
        second.work(done);
        List<Call> all = company.dropbox.calls();
        all.subList(calls, all.size()).stream()
                .filter(it -> WRITES.contains(it.route()))
                .filter(it -> !fault.othersChangeTargets || operation.isBulk())
                .forEach(it -> breaks("written by a second run: " + it.route()));
    }

    private void secrets() {
        if (!detector.leaks().isEmpty()) {
            breaks("a secret showed: " + detector.leaks());
        }
    }

    DropboxSimulator dropbox() {
        return company.dropbox;
    }

    @Override
    public void close() {
        company.close();
    }
}
