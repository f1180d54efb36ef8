package dev.gangway.testkit;

import dev.gangway.activity.Activity;
import dev.gangway.result.Fact;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The model behind {@link InMemoryConnector}: one team and its rules. Not thread-safe; {@link FrontDoor} lets one call in at a time. */
final class Team {

    private static final String ID = "user-";

    final Map<String, String> groups = new LinkedHashMap<>();
    final Map<String, Integer> licenses = new LinkedHashMap<>();
    final LateLog<SignIn> signIns = new LateLog<>();
    final LateLog<Activity> activities = new LateLog<>();
    final Cabinet cabinet = new Cabinet();
    final Sharing sharing = new Sharing();
    Duration recoveryWindow = Duration.ofDays(7);
    int pageSize = 100;
    /** Cursors of license data and activity that are of another generation aren't taken any more. */
    int cursorGeneration;

    int onboardingBatch = 20;
    boolean suspensionsOutlastRemovals = true;
    Optional<Fact<Integer>> saidSize = Optional.empty();

    private final Map<UserId, Person> people = new LinkedHashMap<>();
    final Departures departures;
    final Belongings belongings;
    private final InstantSource time;
    private int lastId;

    Team(InstantSource time) {
        this.time = time;
        this.departures = new Departures(this, time);
        this.belongings = new Belongings(this, time);
    }

    Instant now() {
        return time.instant();
    }

    Optional<Person> person(UserId id) {
        return Optional.ofNullable(people.get(id));
    }

    /** Everybody who was ever there, as shown now, in the order of coming. */
    Stream<User> everybody() {
        Instant now = time.instant();
        return people.values().stream().map(it -> it.shown(now));
    }

    /** Everybody on the team, by the number in the id. */
    SortedMap<Integer, User> aboard() {
        SortedMap<Integer, User> aboard = new TreeMap<>();
        everybody()
                .filter(it -> it.status().isOnTeam())
                .forEach(it -> aboard.put(Integer.valueOf(it.id().value().substring(ID.length())), it));
        return aboard;
    }

    /** People on the team first, then those who can be recovered; somebody who left for good is found by id alone. */
    Optional<User> find(UserRef ref) {
        Instant now = time.instant();
        List<User> named = people.values().stream()
                .filter(it -> ref.names(it.user)) // before each is shown, which takes long for thousands
                .map(it -> it.shown(now))
                .toList();
        Optional<User> aboard =
                named.stream().filter(it -> it.status().isOnTeam()).findFirst();
        Optional<User> recoverable = named.stream()
                .filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                .reduce((earlier, later) -> later);
        Optional<User> byId =
                ref.asId().flatMap(id -> Optional.ofNullable(people.get(id))).map(it -> it.shown(now));
        return aboard.or(() -> recoverable).or(() -> byId);
    }

    /** Of everybody on the team, what they have much of, by the number in the id; nobody who has none. */
    <T> SortedMap<Integer, List<T>> ofEachAboard(Function<Person, List<T>> what) {
        SortedMap<Integer, List<T>> each = new TreeMap<>();
        aboard().forEach((number, user) -> {
            List<T> items = List.copyOf(what.apply(people.get(user.id())));
            if (!items.isEmpty()) {
                each.put(number, items);
            }
        });
        return each;
    }

    /** Who left with that address and can be recovered; of several, who left last. */
    Optional<User> findLeaver(UserRef.Email address) {
        Instant now = time.instant();
        return people.values().stream()
                .filter(it -> address.names(it.user) && it.shown(now).status() == UserStatus.REMOVED_RECOVERABLE)
                .reduce((one, other) ->
                        one.recoverableUntil.orElseThrow().isAfter(other.recoverableUntil.orElseThrow()) ? one : other)
                .map(it -> it.shown(now));
    }

    /** Whether nobody on the team, nobody who can be recovered and no kept account has an address. */
    boolean isFree(UserRef.Email address) {
        Instant now = time.instant();
        return people.values().stream()
                .filter(it -> address.names(it.user) || it.furtherAddresses.contains(address))
                .allMatch(it -> it.shown(now).status() == UserStatus.REMOVED && !it.keptAccount);
    }

    /** What the provider says; the truth unless a test wants another answer. */
    Fact<Integer> size() {
        return saidSize.orElseGet(() -> Fact.of(aboard().size()));
    }

    int assigned(String type) {
        return (int) people.values().stream()
                .map(it -> it.user)
                .filter(it -> it.status().isOnTeam())
                .filter(it -> it.licenseType().equals(Fact.of(Optional.of(type))))
                .count();
    }

    Optional<String> freeLicense() {
        return licenses.entrySet().stream()
                .filter(it -> assigned(it.getKey()) < it.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    UserId newId() {
        lastId++;
        return new UserId(ID + lastId);
    }

    /** Somebody new, invited, whatever the rules say. */
    Person add(UserId id, NewUser newUser, String licenseType) {
        Instant now = time.instant();
        User user = User.of(id, newUser.email().address(), UserStatus.INVITED)
                .named(newUser.givenName(), newUser.surname())
                .withStatus(UserStatus.INVITED, Optional.of(now), Optional.empty(), Optional.empty())
                .withLicenseType(licenseType)
                .withRoles(newUser.roleId().map(Team::role).stream().toList());
        Person person =
                new Person(newUser.externalId().map(user::withExternalId).orElse(user));
        people.put(id, person);
        return person;
    }

    private static Role role(String id) {
        return InMemoryConnector.ROLES.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role " + id + " here."));
    }

    Change onboard(NewUser newUser) {
        Optional<User> known = find(newUser.email());
        if (known.isPresent()) {
            return known.get().status() == UserStatus.REMOVED_RECOVERABLE
                    ? Change.refused(Reason.RECOVERABLE_LEAVER, "leaver_recoverable")
                    : Change.none(known.get().id());
        }
        if (isFurtherAddress(newUser.email())) {
            return Change.refused(Reason.EMAIL_IN_USE, "email_in_use");
        }
        if (newUser.externalId().map(UserRef::externalId).flatMap(this::find).isPresent()) {
            return Change.refused(Reason.EXTERNAL_ID_IN_USE, "external_id_in_use");
        }
        if (newUser.roleId()
                .filter(id ->
                        InMemoryConnector.ROLES.stream().noneMatch(it -> it.id().equals(id)))
                .isPresent()) {
            return Change.refused(Reason.ROLE_UNUSABLE, "no_such_role");
        }
        Optional<String> license = freeLicense();
        if (license.isEmpty()) {
            return Change.refused(Reason.NO_LICENSE_AVAILABLE, "no_license");
        }
        UserId id = newId();
        return Change.to(id, () -> add(id, newUser, license.get()));
    }

    private boolean isFurtherAddress(UserRef.Email address) {
        return people.values().stream().anyMatch(it -> it.furtherAddresses.contains(address));
    }

    /** Somebody whom the team knows, or a refusal. */
    Change about(UserId id, Function<Person, Change> decide) {
        return person(id).map(decide).orElseGet(() -> Change.refused(Reason.USER_NOT_FOUND, "no_such_user"));
    }

    Change suspend(Person person, Devices devices) {
        UserStatus status = person.shown(time.instant()).status();
        if (status == UserStatus.SUSPENDED) {
            return Change.none(person.id());
        }
        if (status != UserStatus.ACTIVE) {
            return status == UserStatus.INVITED
                    ? Change.refused(Reason.ONLY_INVITED, "not_joined")
                    : Change.refused(Reason.NOT_ON_TEAM, "not_on_team");
        }
        if (isLastAdmin(person)) {
            return Change.refused(Reason.LAST_ADMIN, "last_admin");
        }
        return Change.to(person.id(), () -> {
            person.suspend(time.instant());
            person.wipe(devices);
        });
    }

    Change unsuspend(Person person) {
        return switch (person.shown(time.instant()).status()) {
            case ACTIVE -> Change.none(person.id());
            case SUSPENDED -> Change.to(person.id(), () -> person.activate(time.instant()));
            case INVITED -> Change.refused(Reason.ONLY_INVITED, "not_joined");
            default -> Change.refused(Reason.NOT_ON_TEAM, "not_on_team");
        };
    }

    Change assignRoles(Person person, List<String> roleIds) {
        List<Role> wanted = InMemoryConnector.ROLES.stream()
                .filter(it -> roleIds.contains(it.id()))
                .toList();
        if (wanted.size() != Set.copyOf(roleIds).size()) {
            return Change.refused(Reason.ROLE_UNUSABLE, "no_such_role");
        }
        if (!person.shown(time.instant()).status().isOnTeam()) {
            return Change.refused(Reason.NOT_ON_TEAM, "not_on_team");
        }
        if (Set.copyOf(person.user.roles()).equals(Set.copyOf(wanted))) {
            return Change.none(person.id());
        }
        if (isLastAdmin(person) && !wanted.contains(InMemoryConnector.TEAM_ADMIN)) {
            return Change.refused(Reason.LAST_ADMIN, "last_admin");
        }
        return Change.to(person.id(), () -> person.assign(wanted));
    }

    Change joinGroup(Person person, GroupMembership group) {
        if (!groups.containsKey(group.groupId())) {
            return Change.refused(Reason.GROUP_UNUSABLE, "no_such_group");
        }
        if (!person.shown(time.instant()).status().isOnTeam()) {
            return Change.refused(Reason.NOT_ON_TEAM, "not_on_team");
        }
        return Optional.of(group.owner()).equals(Optional.ofNullable(person.groups.get(group.groupId())))
                ? Change.none(person.id())
                : Change.to(person.id(), () -> person.groups.put(group.groupId(), group.owner()));
    }

    Change leaveGroup(Person person, String groupId) {
        if (!groups.containsKey(groupId)) {
            return Change.refused(Reason.GROUP_UNUSABLE, "no_such_group");
        }
        if (!person.shown(time.instant()).status().isOnTeam()) {
            return Change.refused(Reason.NOT_ON_TEAM, "not_on_team");
        }
        return person.groups.containsKey(groupId)
                ? Change.to(person.id(), () -> person.groups.remove(groupId))
                : Change.none(person.id());
    }

    boolean isLastAdmin(Person person) {
        return person.user.status() == UserStatus.ACTIVE
                && person.user.isTeamAdmin()
                && people.values().stream()
                        .noneMatch(it ->
                                !it.equals(person) && it.user.status() == UserStatus.ACTIVE && it.user.isTeamAdmin());
    }
}
