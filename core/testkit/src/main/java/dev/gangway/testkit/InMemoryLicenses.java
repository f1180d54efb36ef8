package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LinkedAppSink;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** License data of the team in memory. Thread-safe: what is on a page is told after the team's lock was given back. */
final class InMemoryLicenses implements LicenseData {

    private static final int READERS = 4;

    private final InMemorySession session;
    private final FrontDoor door;

    InMemoryLicenses(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public List<LicensePool> pools() {
        return door.read(
                session.header(),
                Capability.READ_TEAM,
                () -> door.with(team -> team.licenses.entrySet().stream()
                        .map(it -> new LicensePool(
                                it.getKey(), Fact.of(it.getValue()), Fact.of(team.assigned(it.getKey()))))
                        .toList()));
    }

    @Override
    public Optional<PageEnd> people(Cursor cursor, HolderSink people) {
        return Optional.of(page(Capability.READ_USERS, cursor, false, Team::aboard, people::user));
    }

    @Override
    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
        return page(
                Capability.READ_SIGN_INS,
                cursor,
                range.to().isEmpty(),
                team -> team.signIns.readable(it -> range.contains(it.at().getEpochSecond()), team.now()),
                it -> signIns.signIn(it.who(), it.address(), it.at().getEpochSecond(), it.source()));
    }

    @Override
    public Duration signInLag() {
        return door.with(team -> team.signIns.lag);
    }

    @Override
    public int signInReaders() {
        return READERS;
    }

    /** A person's device or app. */
    private record Owned<T>(UserId who, T what) {}

    private static <T> List<Owned<T>> owned(Person person, List<T> all) {
        return all.stream().map(it -> new Owned<>(person.id(), it)).toList();
    }

    @Override
    public PageEnd devices(Cursor cursor, DeviceSink devices) {
        Consumer<Owned<UserSession>> tell = it -> devices.device(
                it.who().value(),
                it.what().id(),
                it.what().kind(),
                it.what().lastUsedAt().map(Instant::getEpochSecond).orElse(DeviceSink.UNKNOWN));
        return page(
                Capability.READ_DEVICES,
                cursor,
                false,
                team -> team.ofEachAboard(person -> owned(person, person.sessions)),
                each -> each.forEach(tell));
    }

    @Override
    public PageEnd linkedApps(Cursor cursor, LinkedAppSink apps) {
        Consumer<Owned<LinkedApp>> tell =
                it -> apps.app(it.who().value(), it.what().name());
        return page(
                Capability.READ_DEVICES,
                cursor,
                false,
                team -> team.ofEachAboard(person -> owned(person, person.apps)),
                each -> each.forEach(tell));
    }

    @Override
    public Fact<Long> storedBytes(UserId who) {
        return door.read(
                session.header(),
                Capability.READ_USERS,
                () -> door.with(team -> team.person(who)
                        .map(it -> Fact.of(it.storedBytes()))
                        .orElseGet(() -> Fact.unknown("nobody has the id " + who))));
    }

    private <T> PageEnd page(
            Capability needed,
            Cursor cursor,
            boolean goesOn,
            Function<Team, SortedMap<Integer, T>> listing,
            Consumer<T> tell) {
        Pages.Told<T> page = door.read(
                session.header(),
                needed,
                () -> door.with(team -> Pages.told(listing.apply(team), cursor, team, goesOn)));
        page.items().forEach(tell);
        return page.end();
    }
}
