package dev.gangway.testkit;

import dev.gangway.result.Fact;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserSession.Kind;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody whom the team in memory knows, on the team or not. Not thread-safe; the team's lock guards it. */
final class Person {

    /** The groups that the person is in, and whether as manager. */
    final Map<String, Boolean> groups = new TreeMap<>();

    final List<UserSession> sessions = new ArrayList<>();
    final List<LinkedApp> apps = new ArrayList<>();

    /** Addresses besides the first. */
    final List<UserRef.Email> furtherAddresses = new ArrayList<>();

    User user;
    Quota quota = Quota.NONE;
    final Drive drive = new Drive();
    int files;
    boolean filesGone;
    boolean legalHold;
    boolean wiped;
    Optional<Instant> suspendedWhenLeaving = Optional.empty();
    boolean keptAccount;
    Optional<Instant> recoverableUntil = Optional.empty();
    private int lastId;

    Person(User user) {
        this.user = user;
    }

    UserId id() {
        return user.id();
    }

    /** A byte for each file that is only counted. */
    long storedBytes() {
        return files + drive.bytes();
    }

    /** Exactly these devices, web sessions and apps from now on. */
    void has(int devices, int webSessions, List<String> appNames, Instant now) {
        sessions.clear();
        apps.clear();
        for (int i = 0; i < devices; i++) {
            opens(Kind.DESKTOP, now);
        }
        for (int i = 0; i < webSessions; i++) {
            opens(Kind.WEB, now);
        }
        appNames.forEach(name -> links(name, now));
    }

    void opens(Kind kind, Instant now) {
        sessions.add(
                kind == Kind.WEB
                        ? new UserSession(newId("web"), kind, "A browser", Optional.of(now))
                        : new UserSession(newId("device"), kind, "A computer", Optional.of(now)));
    }

    void usedDevices(Optional<Instant> at) {
        sessions.replaceAll(it -> new UserSession(it.id(), it.kind(), it.name(), at));
    }

    void links(String app, Instant now) {
        apps.add(new LinkedApp(newId("app"), app, Optional.of(now)));
    }

    private String newId(String kind) {
        lastId++;
        return id() + "-" + kind + "-" + lastId;
    }

    private int devices() {
        return sessions.size() - webSessions();
    }

    private int webSessions() {
        return (int) sessions.stream().filter(it -> it.kind() == Kind.WEB).count();
    }

    private void endWebSessions() {
        sessions.removeIf(it -> it.kind() == Kind.WEB);
    }

    void wipe(Devices choice) {
        if (choice == Devices.WIPE && sessions.removeIf(it -> it.kind() != Kind.WEB)) {
            wiped = true;
        }
    }

    /** Suspended, and signed out of the web. */
    void suspend(Instant now) {
        endWebSessions();
        user = user.withStatus(UserStatus.SUSPENDED, Optional.empty(), user.joinedAt(), Optional.of(now));
    }

    /** Active again, or for the first time. */
    void activate(Instant now) {
        user = user.withStatus(
                UserStatus.ACTIVE, Optional.empty(), user.joinedAt().or(() -> Optional.of(now)), Optional.empty());
    }

    /** Gone from the team, with neither license, roles, groups, quota nor further addresses. */
    void leave(UserStatus status, Optional<Instant> until) {
        suspendedWhenLeaving = user.suspendedAt();
        groups.clear();
        furtherAddresses.clear();
        quota = Quota.NONE;
        endWebSessions();
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
        change(ProfileChange.none().email(email));
    }

    /** With a profile that differs in what is named. */
    void change(ProfileChange change) {
        user = changed(change);
    }

    User changed(ProfileChange change) {
        return new User(
                user.id(),
                change.email().map(UserRef.Email::address).orElseGet(user::email),
                change.givenName().orElseGet(user::givenName),
                change.surname().orElseGet(user::surname),
                change.externalId()
                        .map(it -> Optional.of(it).filter(id -> !id.isEmpty()))
                        .orElseGet(user::externalId),
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
            files = 0;
            leave(UserStatus.REMOVED, Optional.empty());
        }
        return user.withGroups(List.copyOf(groups.keySet()));
    }

    Holdings holdings(Map<String, String> groupNames) {
        return new Holdings(
                Fact.of(devices()),
                Fact.of(webSessions()),
                Fact.of(apps.stream().map(LinkedApp::name).toList()),
                Fact.of(groups.entrySet().stream()
                        .map(it -> new GroupMembership(
                                it.getKey(), groupNames.getOrDefault(it.getKey(), it.getKey()), it.getValue()))
                        .toList()),
                Fact.of(legalHold),
                Fact.of(storedBytes()),
                Fact.of(quota));
    }
}
