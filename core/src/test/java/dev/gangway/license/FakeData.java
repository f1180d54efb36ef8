package dev.gangway.license;

import dev.gangway.fake.FakeTime;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.result.Passage;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A provider whose log is read by position, and which does what a test says before it answers. */
final class FakeData implements LicenseData {

    static final Duration LAG = Duration.ofHours(6);
    static final SignInSource SOURCE = new SignInSource("log", "user");

    final FakeTime time = new FakeTime();
    final Store store = new InMemoryStore();
    final List<Read> reads = Collections.synchronizedList(new ArrayList<>());
    final List<SignIn> log = Collections.synchronizedList(new ArrayList<>());

    List<User> team = List.of(user("leo"), user("mia"));
    Supplier<List<LicensePool>> totals = () -> List.of(new LicensePool("full", Fact.of(10), Fact.of(2)));
    Function<Cursor, Page<User>> people = cursor -> Page.last(team);
    BiFunction<Cursor, HolderSink, Optional<PageEnd>> leanPeople = (cursor, sink) -> Optional.empty();
    Predicate<Read> expired = read -> false;
    Runnable onPeople = () -> {};
    Consumer<Read> onSignIns = read -> {};
    Runnable onDevices = () -> {};
    Runnable onLinkedApps = () -> {};
    Consumer<DeviceSink> hasDevices = devices -> {};
    Consumer<LinkedAppSink> hasApps = apps -> apps.app("mia", "Slides");
    Function<Cursor, PageEnd> havesEnd = cursor -> PageEnd.last();
    Function<UserId, Fact<Long>> stored = who -> Fact.of((long) who.value().length());
    int readers = 1;
    int pageSize = 1000;
    boolean hasCursors = true;

    /** A page that was asked for. */
    record Read(SignInRange range, Cursor cursor) {}

    record SignIn(String who, String address, Instant at) {}

    static User user(String name) {
        return User.of(new UserId(name), name + "@example.com", UserStatus.ACTIVE)
                .withLicenseType("full");
    }

    /** Somebody active who joined then. */
    static User joined(String name, Instant at) {
        return user(name).withStatus(UserStatus.ACTIVE, Optional.empty(), Optional.of(at), Optional.empty());
    }

    LicenseReport report(User... people) {
        team = List.of(people);
        return node().refresh();
    }

    /** What one node works with; other nodes share the store. */
    Licenses node() {
        return node(store, new ReportCache());
    }

    Licenses node(Store its, ReportCache reports) {
        return new Licenses(this, this::page, new LicensesSettings("c1", its, time, reports, Passage.OPEN));
    }

    FakeData signsIn(String who, Instant at) {
        return signsIn(who, "", at);
    }

    FakeData signsIn(String who, String address, Instant at) {
        log.add(new SignIn(who, address, at));
        return this;
    }

    Instant now() {
        return time.instant();
    }

    private Page<User> page(Cursor cursor) {
        onPeople.run();
        return people.apply(cursor);
    }

    @Override
    public List<LicensePool> pools() {
        return totals.get();
    }

    @Override
    public Optional<PageEnd> people(Cursor cursor, HolderSink sink) {
        return leanPeople.apply(cursor, sink);
    }

    @Override
    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
        Read read = new Read(range, cursor);
        reads.add(read);
        onSignIns.accept(read);
        if (expired.test(read)) {
            return new PageEnd.Expired();
        }
        List<SignIn> all = List.copyOf(log);
        int next = cursor.isStart() ? 0 : Integer.parseInt(cursor.value());
        for (int told = 0; next < all.size(); next++) {
            SignIn each = all.get(next);
            if (range.contains(each.at().getEpochSecond())) {
                if (told++ == pageSize) {
                    return PageEnd.more(new Cursor(String.valueOf(next)));
                }
                signIns.signIn(each.who(), each.address(), each.at().getEpochSecond(), SOURCE);
            }
        }
        return hasCursors && range.to().isEmpty() ? PageEnd.last(new Cursor(String.valueOf(next))) : PageEnd.last();
    }

    @Override
    public Duration signInLag() {
        return LAG;
    }

    @Override
    public int signInReaders() {
        return readers;
    }

    @Override
    public PageEnd devices(Cursor cursor, DeviceSink devices) {
        onDevices.run();
        hasDevices.accept(devices);
        return havesEnd.apply(cursor);
    }

    @Override
    public PageEnd linkedApps(Cursor cursor, LinkedAppSink apps) {
        onLinkedApps.run();
        hasApps.accept(apps);
        return havesEnd.apply(cursor);
    }

    @Override
    public Fact<Long> storedBytes(UserId who) {
        return stored.apply(who);
    }

    static LicenseUse of(LicenseReport report, String name) {
        return report.people().stream()
                .filter(it -> it.id().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Instant> lastLogin(LicenseReport report, String name) {
        return of(report, name)
                .lastLogin()
                .match(seen -> Optional.of(seen.at()), none -> Optional.empty(), unknown -> Optional.empty());
    }
}
