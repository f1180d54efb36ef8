package dev.gangway.testkit;

import dev.gangway.result.Fact;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.Quota;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody whom the team in memory knows, on the team or not. Not thread-safe; the team's lock guards it. */
final class Person {

    /** The groups that the person is in, and whether as manager. */
    final Map<String, Boolean> groups = new TreeMap<>();

    User user;
    int files;
    int devices;
    int webSessions;
    List<String> apps = List.of();
    boolean legalHold;
    boolean wiped;
    Optional<Instant> recoverableUntil = Optional.empty();

    Person(User user) {
        this.user = user;
    }

    UserId id() {
        return user.id();
    }

    void suspend(Instant now) {
        user = user.withStatus(UserStatus.SUSPENDED, Optional.empty(), user.joinedAt(), Optional.of(now));
    }

    /** Active again, or for the first time. */
    void activate(Instant now) {
        user = user.withStatus(
                UserStatus.ACTIVE, Optional.empty(), user.joinedAt().or(() -> Optional.of(now)), Optional.empty());
    }

    /** Gone from the team, with neither license, roles nor groups. */
    void leave(UserStatus status, Optional<Instant> until) {
        groups.clear();
        webSessions = 0;
        recoverableUntil = until;
        user = new User(
                user.id(),
                user.email(),
                user.givenName(),
                user.surname(),
                user.externalId(),
                status,
                Fact.of(Optional.empty()),
                List.of(),
                Fact.of(List.of()),
                Optional.empty(),
                user.joinedAt(),
                Optional.empty());
    }

    void changeEmail(String email) {
        user = new User(
                user.id(),
                email,
                user.givenName(),
                user.surname(),
                user.externalId(),
                user.status(),
                user.licenseType(),
                user.roles(),
                user.groupIds(),
                user.invitedAt(),
                user.joinedAt(),
                user.suspendedAt());
    }

    void assign(List<Role> roles) {
        user = user.withRoles(roles);
    }

    /** As the provider shows the person now. */
    User shown(Instant now) {
        if (user.status() == UserStatus.REMOVED_RECOVERABLE
                && recoverableUntil.filter(now::isBefore).isEmpty()) {
            leave(UserStatus.REMOVED, Optional.empty());
        }
        return user.withGroups(List.copyOf(groups.keySet()));
    }

    Holdings holdings(Map<String, String> groupNames) {
        return new Holdings(
                Fact.of(devices),
                Fact.of(webSessions),
                Fact.of(apps),
                Fact.of(groups.entrySet().stream()
                        .map(it -> new GroupMembership(
                                it.getKey(), groupNames.getOrDefault(it.getKey(), it.getKey()), it.getValue()))
                        .toList()),
                Fact.of(legalHold),
                Fact.of((long) files),
                Fact.of(Quota.NONE));
    }
}
