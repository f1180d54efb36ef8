package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * As many people as the provider takes at once, from a look at who is there to their groups. Trouble on the way ends the work, and each
 * keeps the outcome they have until then. Not thread-safe.
 */
final class OnboardingBatch {

    private final UserLifecycle provider;
    private final OpenRuns openRuns;
    private final FreeLicenses licenses;
    private final Writes writes;
    private final List<Candidate> people;
    private final Optional<Boolean> counted;
    private final Consumer<Progress> progress;
    private Optional<RuntimeException> trouble = Optional.empty();
    private boolean hadItsTurn = true;

    /** @param counted whether the provider tells how many licenses are free; empty if that was not asked yet */
    OnboardingBatch(
            UserLifecycle provider,
            OpenRuns openRuns,
            FreeLicenses licenses,
            Writes writes,
            List<NewUser> people,
            Optional<Boolean> counted,
            Consumer<Progress> progress) {
        this.provider = provider;
        this.openRuns = openRuns;
        this.licenses = licenses;
        this.writes = writes;
        this.people = people.stream().map(Candidate::new).toList();
        this.counted = counted;
        this.progress = progress;
    }

    /** Somebody to bring aboard, and how far that came. */
    private static final class Candidate {
        final NewUser asked;
        final List<String> notDone = new ArrayList<>();
        Optional<UserId> leaver = Optional.empty();
        Optional<Outcome<User>> account = Optional.empty();
        boolean recovered;
        String whyNoRole = "the person doesn't have it";

        Candidate(NewUser asked) {
            this.asked = asked;
        }

        boolean isOpen() {
            return account.isEmpty();
        }

        Optional<User> aboard() {
            return account.flatMap(Outcome::toOptional);
        }

        UserRef who() {
            return leaver.<UserRef>map(UserRef::id).orElse(asked.email());
        }

        void refuse(Refusal refusal) {
            account = Optional.of(new Outcome.Refused<>(refusal));
        }

        boolean isRefusedFor(Reason reason) {
            return account.orElse(null) instanceof Outcome.Refused<User> it
                    && it.refusal().reason() == reason;
        }

        /** The person as read later. */
        void isNow(User user, boolean changed) {
            account = account.map(it -> it.match(
                    done -> new Outcome.Done<>(user, done.changed() || changed),
                    refused -> refused,
                    unsettled -> unsettled));
        }

        Row<NewUser, Onboarded> row(String whyNot) {
            return new Row<>(
                    asked,
                    account.<Row.End<Onboarded>>map(
                                    it -> new Row.Attempted<>(it.map(user -> new Onboarded(user, recovered, notDone))))
                            .orElseGet(() -> new Row.NotAttempted<>(whyNot)));
        }
    }

    Optional<RuntimeException> trouble() {
        return trouble;
    }

    /** Why the batch could not bring anybody aboard; empty if it could. */
    Optional<String> notItsTurn() {
        return hadItsTurn ? Optional.empty() : Optional.of(FreeLicenses.BUSY);
    }

    List<Row<NewUser, Onboarded>> rows() {
        String whyNot = trouble.map(Onboarding::words).orElse(FreeLicenses.BUSY);
        return people.stream().map(it -> it.row(whyNot)).toList();
    }

    void run() {
        try {
            look(people);
            List<Candidate> coming = open();
            if (!coming.isEmpty()) {
                hadItsTurn = licenses.inTurn(counted.orElseGet(licenses::areCounted), turn -> bringAboard(coming, turn))
                        .isPresent();
            }
            giveRoles();
        } catch (RuntimeException broken) {
            trouble = trouble.or(() -> Optional.of(broken));
        }
        people.forEach(it -> it.aboard().ifPresent(user -> it.notDone.addAll(differences(it, user))));
        joinGroups();
    }

    private List<Candidate> open() {
        return people.stream().filter(Candidate::isOpen).toList();
    }

    private void look(List<Candidate> candidates) {
        List<Optional<User>> there = Together.find(
                provider,
                candidates.stream().<UserRef>map(it -> it.asked.email()).toList());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            there.get(i).ifPresent(user -> judge(candidate, user));
        }
    }

    private void judge(Candidate candidate, User there) {
        Optional<Refusal> leaving = openRuns.leaving(there.id());
        if (leaving.isPresent()) {
            candidate.refuse(leaving.get());
        } else if (there.status() == UserStatus.REMOVED_RECOVERABLE) {
            isLeaver(candidate, there.id(), Optional.empty());
        } else if (there.status() == UserStatus.SUSPENDED) {
            candidate.refuse(Refusal.of(
                    Reason.WRONG_STATUS,
                    candidate.asked.email() + " is on the team and suspended: use unsuspend(…), not onboard(…)."));
        } else if (there.status().isOnTeam()) {
            candidate.account = Optional.of(Outcome.alreadyDone(there));
        }
    }

    private static void isLeaver(Candidate candidate, UserId leaver, Optional<String> providerCode) {
        if (candidate.asked.recoverLeaver()) {
            candidate.leaver = Optional.of(leaver);
            candidate.account = Optional.empty();
        } else {
            candidate.refuse(new Refusal(
                    Reason.RECOVERABLE_LEAVER,
                    candidate.asked.email()
                            + " left the team and can still be recovered with everything: use recover(…) "
                            + "with the id " + leaver + ", or ask for it with recoveringLeaver().",
                    providerCode));
        }
    }

    /** What takes licenses. */
    private boolean bringAboard(List<Candidate> candidates, FreeLicenses.Turn turn) {
        Optional<FreeLicenses.Left> left =
                turn.left(candidates.stream().map(Candidate::who).collect(Collectors.toSet()));
        List<Candidate> coming = left.isPresent() && left.get().number() < candidates.size()
                ? stillComing(candidates, left.get())
                : candidates;
        invite(coming.stream().filter(it -> it.leaver.isEmpty()).toList(), turn);
        if (trouble.isEmpty()) {
            coming.forEach(this::findLeaver);
            recover(
                    coming.stream()
                            .filter(it -> it.isOpen() && it.leaver.isPresent())
                            .toList(),
                    turn);
        }
        return true;
    }

    /** Licenses don't suffice for all: whoever came aboard while this call waited for its turn needs none, and the first get what is left. */
    private List<Candidate> stillComing(List<Candidate> candidates, FreeLicenses.Left left) {
        look(candidates);
        List<Candidate> coming = candidates.stream().filter(Candidate::isOpen).toList();
        int number = Math.min(left.number(), coming.size());
        coming.subList(number, coming.size()).forEach(it -> it.refuse(left.refusal(coming.size())));
        return coming.subList(0, number);
    }

    private void invite(List<Candidate> candidates, Before before) {
        if (!candidates.isEmpty()) {
            conclude(
                    candidates,
                    writes.invite(
                            candidates.stream()
                                    .map(it -> new Intent.Onboard(it.asked))
                                    .toList(),
                            before,
                            progress));
        }
    }

    private void recover(List<Candidate> leavers, Before before) {
        if (!leavers.isEmpty()) {
            conclude(
                    leavers,
                    writes.askEach(
                            leavers.stream()
                                    .map(it -> new Intent.Recover(it.leaver.orElseThrow()))
                                    .toList(),
                            before,
                            progress));
            leavers.forEach(it ->
                    it.recovered = it.account.orElse(null) instanceof Outcome.Done<User> done && done.changed());
        }
    }

    private void conclude(List<Candidate> candidates, List<Writes.End> ends) {
        for (int i = 0; i < candidates.size(); i++) {
            Writes.End end = ends.get(i);
            candidates.get(i).account =
                    end.outcome().map(it -> it.map(written -> written.user().orElseThrow()));
            trouble = trouble.or(end::trouble);
        }
    }

    /** A provider that hides the addresses of those who left says only when it is asked to invite them. */
    private void findLeaver(Candidate candidate) {
        if (!candidate.isRefusedFor(Reason.RECOVERABLE_LEAVER)) {
            return;
        }
        Optional<User> leaver = provider.findLeaver(candidate.asked.email());
        Optional<Refusal> leaving = leaver.map(User::id).flatMap(openRuns::leaving);
        leaving.ifPresent(candidate::refuse);
        if (leaver.isPresent() && leaving.isEmpty()) {
            Optional<String> code = candidate.account.orElse(null) instanceof Outcome.Refused<User> it
                    ? it.refusal().providerCode()
                    : Optional.empty();
            isLeaver(candidate, leaver.get().id(), code);
        }
    }

    /** Whoever was recovered gets the role that was asked for; somebody who was on the team keeps theirs. */
    private void giveRoles() {
        List<Candidate> without = people.stream()
                .filter(it -> it.recovered && trouble.isEmpty())
                .filter(it -> it.asked.roleId().isPresent()
                        && !hasRole(it.aboard().orElseThrow(), it.asked.roleId().get()))
                .toList();
        if (without.isEmpty()) {
            return;
        }
        List<Writes.End> ends = writes.askEach(
                without.stream()
                        .map(it -> new Intent.AssignRoles(
                                it.aboard().orElseThrow().id(),
                                List.of(it.asked.roleId().orElseThrow())))
                        .toList(),
                Before.NOTHING,
                progress);
        for (int i = 0; i < without.size(); i++) {
            Candidate candidate = without.get(i);
            trouble = trouble.or(ends.get(i)::trouble);
            Optional<Outcome<Writes.Written>> outcome = ends.get(i).outcome();
            outcome.flatMap(Outcome::toOptional)
                    .flatMap(Writes.Written::user)
                    .ifPresent(it -> candidate.isNow(it, true));
            whyNot(outcome).ifPresent(why -> candidate.whyNoRole = why);
        }
    }

    private Optional<String> whyNot(Optional<Outcome<Writes.Written>> outcome) {
        return outcome.map(it -> it.match(
                        done -> Optional.<String>empty(),
                        refused -> Optional.of(refused.refusal().explanation()),
                        unsettled -> Optional.of("not known yet, " + unsettled.why() + "; ask again")))
                .orElseGet(() -> trouble.map(Onboarding::words));
    }

    private static boolean hasRole(User user, String roleId) {
        return user.roles().stream().anyMatch(role -> role.id().equals(roleId));
    }

    /** What was asked for and isn't so: somebody who was on the team before, or left it, keeps name and external id. */
    private static List<String> differences(Candidate candidate, User there) {
        NewUser asked = candidate.asked;
        List<String> differences = new ArrayList<>();
        if (asked.roleId().filter(id -> !hasRole(there, id)).isPresent()) {
            differences.add("the role " + asked.roleId().get() + ": " + candidate.whyNoRole);
        }
        if (asked.externalId().isPresent() && !asked.externalId().equals(there.externalId())) {
            differences.add("the external id: it is " + there.externalId().orElse("not set"));
        }
        if (!(asked.givenName() + asked.surname()).isEmpty()
                && !(asked.givenName().equals(there.givenName())
                        && asked.surname().equals(there.surname()))) {
            differences.add("the name: it is " + there.displayName());
        }
        return differences;
    }

    /** A group that somebody is to join. */
    private record Joining(Candidate who, Intent.JoinGroup intent) {}

    private void joinGroups() {
        List<Joining> joinings = people.stream()
                .flatMap(it -> it.aboard().stream()
                        .flatMap(user -> missingGroups(it.asked, user).stream()
                                .map(group -> new Joining(
                                        it,
                                        new Intent.JoinGroup(user.id(), new GroupMembership(group, group, false))))))
                .toList();
        if (joinings.isEmpty()) {
            return;
        }
        List<Optional<Outcome<Writes.Written>>> outcomes = join(joinings);
        Set<Candidate> joined = new LinkedHashSet<>();
        for (int i = 0; i < joinings.size(); i++) {
            Joining joining = joinings.get(i);
            if (outcomes.get(i).orElse(null) instanceof Outcome.Done<Writes.Written> done && done.changed()) {
                joined.add(joining.who());
            }
            whyNot(outcomes.get(i))
                    .ifPresent(why -> joining.who()
                            .notDone
                            .add("the group " + joining.intent().group().groupId() + ": " + why));
        }
        readAgain(List.copyOf(joined));
    }

    private static List<String> missingGroups(NewUser asked, User there) {
        List<String> groups = there.groupIds().toOptional().orElse(List.of());
        return asked.groupIds().stream().filter(it -> !groups.contains(it)).toList();
    }

    /** After trouble nobody joins a group any more, and each hears why. */
    private List<Optional<Outcome<Writes.Written>>> join(List<Joining> joinings) {
        if (trouble.isEmpty()) {
            try {
                List<Writes.End> ends =
                        writes.askEach(joinings.stream().map(Joining::intent).toList(), Before.NOTHING, progress);
                ends.forEach(it -> trouble = trouble.or(it::trouble));
                return ends.stream().map(Writes.End::outcome).toList();
            } catch (RuntimeException nothingSent) {
                trouble = Optional.of(nothingSent);
            }
        }
        return joinings.stream()
                .map(it -> Optional.<Outcome<Writes.Written>>empty())
                .toList();
    }

    /** With the groups that they are in now. */
    private void readAgain(List<Candidate> joined) {
        if (joined.isEmpty()) {
            return;
        }
        List<Optional<User>> now = trouble.isEmpty() ? found(joined) : List.of();
        for (int i = 0; i < joined.size(); i++) {
            Candidate candidate = joined.get(i);
            User before = candidate.aboard().orElseThrow();
            candidate.isNow(now.isEmpty() ? before : now.get(i).orElse(before), true);
        }
    }

    private List<Optional<User>> found(List<Candidate> joined) {
        try {
            return Together.find(
                    provider,
                    joined.stream()
                            .map(it -> UserRef.id(it.aboard().orElseThrow().id()))
                            .toList());
        } catch (RuntimeException unread) {
            trouble = Optional.of(unread);
            return List.of();
        }
    }
}
