package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes people of a report, and reports of them. Whoever nothing else is said of is idle beyond doubt: see {@link #idle(String)}. */
final class Someone {

    static final Instant UNTIL = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant SINCE = UNTIL.minus(Duration.ofDays(90));

    private final String name;
    UserStatus status = UserStatus.ACTIVE;
    Fact<Optional<String>> licenseType = Fact.of(Optional.of("full"));
    boolean hasRole;
    Optional<Instant> joinedAt = Optional.of(UNTIL.minus(Duration.ofDays(500)));
    Optional<Instant> suspendedAt = Optional.empty();
    Optional<String> externalId = Optional.empty();
    LastLogin lastLogin = new LastLogin.NoneSince(SINCE, UNTIL);
    Fact<SignInDays> days = Fact.of(new SignInDays(LocalDate.EPOCH, new BitSet()));
    Fact<DeviceUse> devices = Fact.of(DeviceUse.NONE);
    Fact<List<String>> apps = Fact.of(List.of());

    private Someone(String name) {
        this.name = name;
    }

    /** Active, joined long ago, with a license, without any sign-in, device or app. */
    static Someone idle(String name) {
        return new Someone(name);
    }

    Someone status(UserStatus other) {
        status = other;
        return this;
    }

    Someone licenseType(Fact<Optional<String>> other) {
        licenseType = other;
        return this;
    }

    Someone takes(String type) {
        return licenseType(Fact.of(Optional.of(type)));
    }

    Someone takesNone() {
        return licenseType(Fact.of(Optional.empty()));
    }

    Someone role() {
        hasRole = true;
        return this;
    }

    Someone joined(Instant at) {
        joinedAt = Optional.of(at);
        return this;
    }

    Someone joinedSometime() {
        joinedAt = Optional.empty();
        return this;
    }

    Someone suspended(Instant at) {
        suspendedAt = Optional.of(at);
        return this;
    }

    Someone externalId(String id) {
        externalId = Optional.of(id);
        return this;
    }

    Someone lastLogin(LastLogin other) {
        lastLogin = other;
        return this;
    }

    /** With the day. */
    Someone signedIn(Instant at) {
        BitSet day = new BitSet();
        day.set((int) LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay());
        days = Fact.of(new SignInDays(LocalDate.EPOCH, day));
        return lastLogin(new LastLogin.SeenAt(at, "event log", "user"));
    }

    Someone days(Fact<SignInDays> other) {
        days = other;
        return this;
    }

    Someone devices(Fact<DeviceUse> other) {
        devices = other;
        return this;
    }

    /** One computer. */
    Someone usedDevice(Instant at) {
        return devices(Fact.of(new DeviceUse(0, 1, 0, Optional.of(at), 0)));
    }

    Someone apps(String... names) {
        apps = Fact.of(List.of(names));
        return this;
    }

    LicenseUse use() {
        return new LicenseUse(
                new UserId("id-" + name),
                name + "@example.com",
                "",
                "",
                externalId,
                status,
                licenseType,
                hasRole,
                Optional.empty(),
                joinedAt,
                suspendedAt,
                lastLogin,
                days,
                devices,
                apps,
                Fact.unknown("not asked for"));
    }

    /** So many bought, taken, reserved, suspended; the provider counts the same. */
    static LicenseType type(String name, int purchased, int assigned, int reserved, int suspended) {
        return new LicenseType(
                name,
                Fact.of(purchased),
                assigned,
                reserved,
                suspended,
                assigned - reserved - suspended,
                0,
                Fact.of(assigned),
                List.of());
    }

    static LicenseReport report(Someone... people) {
        return report(List.of(type("full", 10, people.length, 0, 0)), people);
    }

    static LicenseReport report(List<LicenseType> types, Someone... people) {
        return report(Fact.of(new SignInHistory(SINCE, UNTIL, Optional.empty())), types, people);
    }

    static LicenseReport report(Fact<SignInHistory> signIns, List<LicenseType> types, Someone... people) {
        List<LicenseUse> uses = Stream.of(people).map(Someone::use).toList();
        Instant readAt = signIns.map(SignInHistory::until).toOptional().orElse(UNTIL);
        return new LicenseReport(readAt, List.of(), types, uses, signIns);
    }
}
