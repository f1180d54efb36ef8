package dev.gangway.testkit;

import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** License data that tells what a test says, and reports on it, as strange as it may be. */
record FakeLicenseData(List<LicensePool> pools, Function<Cursor, Page<SignIn>> log) implements LicenseData {

    /** When reports are read. */
    static final Instant NOW = TestClock.DEFAULT_START;

    static FakeLicenseData says(SignIn... signIns) {
        return log(cursor -> Page.last(List.of(signIns)));
    }

    static FakeLicenseData log(Function<Cursor, Page<SignIn>> log) {
        return new FakeLicenseData(List.of(), log);
    }

    static FakeLicenseData counts(LicensePool... pools) {
        return new FakeLicenseData(List.of(pools), cursor -> Page.last(List.of()));
    }

    /** A sign-in by id, by address, by both or by neither. */
    static SignIn signIn(String id, String address, Instant at) {
        return new SignIn(
                Optional.of(id).filter(it -> !it.isEmpty()).map(UserId::new),
                Optional.of(address).filter(it -> !it.isEmpty()),
                at,
                "log");
    }

    /** Somebody active who joined long ago. */
    static User old(String name) {
        return joined(name, NOW.minus(Duration.ofDays(500)));
    }

    static User joined(String name, Instant at) {
        return User.of(new UserId(name), name + "@example.com", UserStatus.ACTIVE)
                .withStatus(UserStatus.ACTIVE, Optional.empty(), Optional.of(at), Optional.empty());
    }

    static LastLogin lastLogin(LicenseReport report, UserId id) {
        return report.people().stream()
                .filter(it -> it.user().id().equals(id))
                .findFirst()
                .orElseThrow()
                .lastLogin();
    }

    static List<UserId> ids(Fact<List<LicenseUse>> uses) {
        return uses.toOptional().orElseThrow().stream()
                .map(it -> it.user().id())
                .toList();
    }

    LicenseReport report(User... people) {
        return new Licenses(this, () -> Stream.of(people), new TestClock()).refresh();
    }

    @Override
    public Page<SignIn> signIns(Instant since, Cursor cursor) {
        return log.apply(cursor);
    }

    @Override
    public Duration signInLag() {
        return Duration.ZERO;
    }
}
