package dev.gangway.analytics;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.Party;
import dev.gangway.fake.FakeTime;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider whose logs are read by position, three at a time. It is Monday, 2026-01-05, at 9:00. */
final class FakeTeam implements LicenseData, ActivityData {

    static final Duration LAG = Duration.ofHours(6);
    static final SignInSource PASSWORD = new SignInSource("log, password", "user");

    final FakeTime time = new FakeTime();
    final Store store = new InMemoryStore();
    final List<SignIn> signIns = new ArrayList<>();
    final List<Activity> activities = new ArrayList<>();
    final List<SignInRange> reads = new ArrayList<>();
    final List<User> people = new ArrayList<>(List.of(user("leo", UserStatus.ACTIVE)));
    Consumer<DeviceSink> devices = sink -> sink.device("leo", "d1", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
    Function<UserId, Fact<Long>> stored = who -> Fact.of(100L);
    Supplier<PageEnd> devicesEnd = PageEnd::last;
    Supplier<Optional<PageEnd>> insteadOfSignIns = Optional::empty;
    Runnable onSignIns = () -> {};
    Runnable onActivities = () -> {};
    int readers = 4;

    FakeTeam() {
        time.advance(Duration.between(time.instant(), Instant.parse("2026-01-05T09:00:00Z")));
    }

    record SignIn(String who, String address, Instant at, SignInSource source) {}

    static User user(String name, UserStatus status) {
        return User.of(new UserId(name), name + "@example.com", status);
    }

    Analytics node() {
        return new Analytics(this, this, cursor -> Page.last(people), settings());
    }

    AnalyticsSettings settings() {
        return new AnalyticsSettings("c1", store, time);
    }

    AnalyticsReport report(String from, String to) {
        return node().read(AnalyticsRequest.of(LocalDate.parse(from), LocalDate.parse(to)));
    }

    FakeTeam signsIn(String who, String at) {
        return signsIn(who, "", at, PASSWORD);
    }

    FakeTeam signsIn(String who, String address, String at, SignInSource source) {
        signIns.add(new SignIn(who, address, Instant.parse(at), source));
        return this;
    }

    FakeTeam happens(String key, ActivityKind kind, String at) {
        activities.add(Activity.of(key, Instant.parse(at), kind, "word", Party.of(Party.Kind.USER)));
        return this;
    }

    /** The values of a measure; -1 for unknown. */
    static List<Long> values(AnalyticsReport report, Measure measure) {
        return report.points(measure).stream()
                .map(it -> it.value().match(value -> value, why -> -1L))
                .toList();
    }

    static String why(AnalyticsReport report, Measure measure, int place) {
        return report.points(measure).get(place).value().match(value -> "known: " + value, why -> why);
    }

    @Override
    public List<LicensePool> pools() {
        throw new AssertionError("analytics don't need them");
    }

    @Override
    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink sink) {
        onSignIns.run();
        reads.add(range);
        Optional<PageEnd> instead = insteadOfSignIns.get();
        if (instead.isPresent()) {
            return instead.get();
        }
        return page(
                signIns.stream()
                        .filter(it -> range.contains(it.at().getEpochSecond()))
                        .toList(),
                cursor,
                it -> sink.signIn(it.who(), it.address(), it.at().getEpochSecond(), it.source()));
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
    public PageEnd devices(Cursor cursor, DeviceSink sink) {
        devices.accept(sink);
        return devicesEnd.get();
    }

    @Override
    public Fact<Long> storedBytes(UserId who) {
        return stored.apply(who);
    }

    @Override
    public PageEnd activities(ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> sink) {
        onActivities.run();
        return page(
                activities.stream()
                        .filter(it -> range.contains(it.at()) && kinds.contains(it.kind()))
                        .toList(),
                cursor,
                sink);
    }

    @Override
    public Duration activityLag() {
        return LAG;
    }

    private static <T> PageEnd page(List<T> all, Cursor cursor, Consumer<T> sink) {
        int from = cursor.isStart() ? 0 : Integer.parseInt(cursor.value());
        int to = Math.min(all.size(), from + 3);
        all.subList(from, to).forEach(sink);
        return to < all.size() ? PageEnd.more(new Cursor(Integer.toString(to))) : PageEnd.last();
    }
}
