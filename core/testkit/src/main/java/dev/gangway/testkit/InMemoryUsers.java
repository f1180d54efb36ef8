package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** User lifecycle of the team in memory. Thread-safe. */
final class InMemoryUsers implements UserLifecycle {

    private final InMemorySession session;
    private final FrontDoor door;

    InMemoryUsers(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    private Outcome<UserId> write(
            String operation, UserId user, Capability needed, boolean inBackground, Function<Team, Change> decide) {
        return door.write(
                session.header(),
                needed,
                door.arriving(operation, user.value()),
                inBackground,
                () -> door.with(decide));
    }

    @Override
    public Optional<User> find(UserRef user) {
        return door.read(session.header(), Capability.READ_USERS, () -> door.with(team -> team.find(user)));
    }

    @Override
    public Page<User> list(Cursor cursor) {
        return door.read(
                session.header(),
                Capability.READ_USERS,
                () -> door.with(team -> Pages.page(team.aboard(), cursor, team.pageSize)));
    }

    @Override
    public Outcome<UserId> onboard(NewUser newUser) {
        return door.write(
                session.header(),
                Capability.CHANGE_USERS,
                door.arriving("onboard", newUser.email().address()),
                true,
                () -> door.with(team -> team.onboard(newUser)));
    }

    @Override
    public Outcome<UserId> suspend(UserId user, Devices devices) {
        return write(
                "suspend",
                user,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(user, person -> team.suspend(person, devices)));
    }

    @Override
    public Outcome<UserId> unsuspend(UserId user) {
        return write("unsuspend", user, Capability.CHANGE_USERS, false, team -> team.about(user, team::unsuspend));
    }

    @Override
    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
        return write(
                "remove",
                leaver,
                Capability.REMOVE_USERS,
                true,
                team -> team.about(leaver, person -> team.departures.remove(person, handling)));
    }

    @Override
    public Outcome<UserId> recover(UserId user) {
        return write(
                "recover", user, Capability.REMOVE_USERS, false, team -> team.about(user, team.departures::recover));
    }

    @Override
    public Outcome<UserId> poll(JobHandle job) {
        return door.poll(session.header(), job);
    }

    @Override
    public Optional<Duration> recoveryWindow() {
        return Optional.of(door.with(team -> team.recoveryWindow));
    }

    @Override
    public Holdings inspect(UserId user) {
        return door.read(
                session.header(),
                Capability.READ_USERS,
                () -> door.with(team -> team.person(user)
                        .map(it -> it.holdings(team.groups))
                        .map(this::readable)
                        .orElseGet(() -> Holdings.unknown("nobody has the id " + user))));
    }

    private Holdings readable(Holdings all) {
        return new Holdings(
                readable(Capability.READ_DEVICES, all.devices()),
                readable(Capability.READ_DEVICES, all.webSessions()),
                readable(Capability.READ_DEVICES, all.linkedApps()),
                readable(Capability.READ_GROUPS, all.groups()),
                all.legalHold(),
                all.storedBytes(),
                all.quota());
    }

    private <T> Fact<T> readable(Capability needed, Fact<T> fact) {
        return door.isMissing(needed)
                ? Fact.unknown("the token lacks the scope " + InMemoryConnector.scope(needed))
                : fact;
    }

    @Override
    public List<Role> roles() {
        return door.read(session.header(), Capability.READ_USERS, () -> InMemoryConnector.ROLES);
    }

    @Override
    public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
        return write(
                "assign-roles",
                user,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(user, person -> team.assignRoles(person, roleIds)));
    }

    @Override
    public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
        return write(
                "join-group",
                user,
                Capability.CHANGE_GROUPS,
                false,
                team -> team.about(user, person -> team.joinGroup(person, group)));
    }

    @Override
    public Outcome<UserId> leaveGroup(UserId user, String groupId) {
        return write(
                "leave-group",
                user,
                Capability.CHANGE_GROUPS,
                false,
                team -> team.about(user, person -> team.leaveGroup(person, groupId)));
    }

    @Override
    public Outcome<UserId> changeProfile(UserId user, ProfileChange change) {
        return write(
                "change-profile",
                user,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(user, person -> team.belongings.changeProfile(person, change)));
    }

    @Override
    public Fact<Quota> quota(UserId user) {
        return about(user, person -> person.quota);
    }

    @Override
    public Outcome<UserId> setQuota(UserId user, Quota quota) {
        return write(
                "set-quota",
                user,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(user, person -> team.belongings.setQuota(person, quota)));
    }

    @Override
    public Fact<List<UserSession>> sessions(UserId user) {
        return readable(Capability.READ_DEVICES, about(user, person -> List.copyOf(person.sessions)));
    }

    @Override
    public Outcome<UserId> endSession(UserId user, UserSession ended, Devices devices) {
        return write(
                "end-session",
                user,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(user, person -> team.belongings.endSession(person, ended, devices)));
    }

    @Override
    public Fact<List<LinkedApp>> linkedApps(UserId user) {
        return readable(Capability.READ_DEVICES, about(user, person -> List.copyOf(person.apps)));
    }

    private <T> Fact<T> about(UserId user, Function<Person, T> what) {
        return door.read(
                session.header(),
                Capability.READ_USERS,
                () -> door.with(team -> team.person(user)
                        .map(it -> Fact.of(what.apply(it)))
                        .orElseGet(() -> Fact.unknown("nobody has the id " + user))));
    }

    @Override
    public Outcome<UserId> unlinkApp(UserId user, LinkedApp app) {
        return write(
                "unlink-app",
                user,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(user, person -> team.belongings.unlinkApp(person, app)));
    }

    @Override
    public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
        return write(
                "transfer-files",
                former,
                Capability.REMOVE_USERS,
                true,
                team -> team.about(former, person -> team.departures.transferFiles(person, recipient, errorsTo)));
    }

    @Override
    public Outcome<UserId> deleteFiles(UserId former) {
        return write(
                "delete-files",
                former,
                Capability.REMOVE_USERS,
                false,
                team -> team.about(former, team.departures::deleteFiles));
    }

    @Override
    public Outcome<UserId> addAddress(UserId recipient, UserRef.Email address) {
        return write(
                "add-address",
                recipient,
                Capability.CHANGE_USERS,
                false,
                team -> team.about(recipient, person -> team.departures.addAddress(person, address)));
    }

    @Override
    public List<Refusal> objections(User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
        return Departures.objections(leaver, handling, invitationsTo);
    }

    @Override
    public Fact<Integer> size() {
        return door.read(session.header(), Capability.READ_TEAM, () -> door.with(Team::size));
    }

    @Override
    public int onboardingBatch() {
        return door.with(team -> team.onboardingBatch);
    }

    @Override
    public List<Outcome<UserId>> onboardAll(List<NewUser> people) {
        if (people.isEmpty() || people.size() > onboardingBatch()) {
            throw new IllegalArgumentException(
                    "One request invites 1 to " + onboardingBatch() + " people, not " + people.size() + ".");
        }
        return door.writeAll(
                session.header(),
                Capability.CHANGE_USERS,
                door.arriving(
                        "onboard",
                        people.stream().map(it -> it.email().address()).collect(Collectors.joining(" "))),
                true,
                people.stream()
                        .map(it -> (Supplier<Change>) () -> door.with(team -> team.onboard(it)))
                        .toList());
    }

    @Override
    public List<Outcome<UserId>> pollAll(List<JobHandle> jobs) {
        return door.pollAll(session.header(), jobs);
    }

    @Override
    public List<Optional<User>> findAll(List<UserRef> people) {
        return door.read(
                session.header(),
                Capability.READ_USERS,
                () -> door.with(team -> people.stream().map(team::find).toList()));
    }

    @Override
    public Optional<User> findLeaver(UserRef.Email address) {
        return door.read(session.header(), Capability.READ_USERS, () -> door.with(team -> team.findLeaver(address)));
    }
}
