package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Changes what is written of somebody on the team: roles, past the guards, and profile, groups and quota. */
final class Changes {

    private final UserLifecycle provider;
    private final Someone someone;
    private final Guards guards;
    private final Writes writes;

    Changes(UserLifecycle provider, Someone someone, Guards guards, Writes writes) {
        this.provider = provider;
        this.someone = someone;
        this.guards = guards;
        this.writes = writes;
    }

    Outcome<User> roles(UserRef user, List<String> roleIds) {
        return someone.onTeam(user, person -> {
            Set<String> wanted = Set.copyOf(roleIds);
            if (idsOf(person).equals(wanted)) {
                return Outcome.alreadyDone(person);
            }
            List<Role> roles = provider.roles().stream()
                    .filter(it -> wanted.contains(it.id()))
                    .toList();
            if (roles.size() < wanted.size()) {
                return Outcome.refused(
                        Reason.ROLE_UNUSABLE,
                        "The provider doesn't list all of these roles: " + String.join(", ", roleIds)
                                + ". Take ids from roles().");
            }
            return someone.unlessLeaving(
                    person,
                    it -> guards.oneAdminAtATime(it, () -> checkAndAssign(it, roles))
                            .orElseGet(
                                    () -> Outcome.refused(
                                            Reason.TRY_LATER,
                                            "Another admin is being suspended, seen off or given other roles right now. Ask again in a minute.")));
        });
    }

    private static Set<String> idsOf(User person) {
        return person.roles().stream().map(Role::id).collect(Collectors.toSet());
    }

    private Outcome<User> checkAndAssign(User person, List<Role> roles) {
        Optional<Refusal> refusal = against(person, roles);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        Before before = new Before() {
            @Override
            public Optional<Refusal> sendingAgain() {
                return provider.find(UserRef.id(person.id())).flatMap(it -> against(it, roles));
            }
        };
        List<String> ids = roles.stream().map(Role::id).toList();
        return person(writes.ask(new Intent.AssignRoles(person.id(), ids), before, Progress.IGNORED));
    }

    /** Somebody who surely stays a team admin, or loses nothing, is no admin less. */
    private Optional<Refusal> against(User person, List<Role> roles) {
        boolean staysAdmin = roles.stream().anyMatch(it -> it.power() == Role.Power.TEAM_ADMIN);
        Set<String> kept = roles.stream().map(Role::id).collect(Collectors.toSet());
        boolean loses = !staysAdmin && !kept.containsAll(idsOf(person));
        return (loses ? guards.against(person) : guards.againstAny(person))
                .stream().findFirst();
    }

    Outcome<User> profile(UserRef user, ProfileChange change) {
        return unlessSo(user, change::isSoOf, it -> new ProfileIntent.ChangeProfile(it.id(), change));
    }

    Outcome<User> joinGroup(UserRef user, GroupMembership group) {
        return unlessSo(
                user,
                it -> !group.owner() && isIn(it, group.groupId()).orElse(false),
                it -> new Intent.JoinGroup(it.id(), group));
    }

    Outcome<User> leaveGroup(UserRef user, String groupId) {
        return unlessSo(
                user,
                it -> isIn(it, groupId).map(isIn -> !isIn).orElse(false),
                it -> new ProfileIntent.LeaveGroup(it.id(), groupId));
    }

    private static Optional<Boolean> isIn(User person, String groupId) {
        return person.groupIds().toOptional().map(ids -> ids.contains(groupId));
    }

    Outcome<User> quota(UserRef user, Quota quota) {
        return unlessSo(user, it -> false, it -> new ProfileIntent.SetQuota(it.id(), quota));
    }

    private Outcome<User> unlessSo(UserRef user, Predicate<User> isSo, Function<User, Intent> intent) {
        return someone.onTeam(
                user,
                person -> isSo.test(person)
                        ? Outcome.alreadyDone(person)
                        : someone.unlessLeaving(
                                person, it -> person(writes.ask(intent.apply(it), Before.NOTHING, Progress.IGNORED))));
    }

    private static Outcome<User> person(Outcome<Writes.Written> outcome) {
        return outcome.map(Writes.Written::person);
    }
}
