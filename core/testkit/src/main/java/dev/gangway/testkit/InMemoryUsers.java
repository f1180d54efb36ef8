package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
                team -> team.about(leaver, person -> team.remove(person, handling)));
    }

    @Override
    public Outcome<UserId> recover(UserId user) {
        return write("recover", user, Capability.REMOVE_USERS, false, team -> team.about(user, team::recover));
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
}
