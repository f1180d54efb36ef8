package dev.gangway.analytics;

import dev.gangway.activity.ActivityData;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How one connected team used its plan over time. Get it from {@code Connection.analytics()}. Thread-safe; calls block and only read.
 *
 * <p>Sign-ins, links and what happened to devices are counted from the provider's log, anew each time. How many devices and people there are,
 * and how much they store, only the present tells: each reading keeps a small point for its day in the store, so call {@link #read} once a day, on
 * whichever node. Days on which nothing was read stay unknown.
 */
public final class Analytics {

    private final LicenseData provider;
    private final Supplier<ActivityData> activity;
    private final Function<Cursor, Page<User>> users;
    private final AnalyticsSettings settings;

    /**
     * Applications get theirs from {@code Connection.analytics()}.
     *
     * @param provider the connector's implementation for license data
     * @param activity the connector's implementation for the log of links and devices
     * @param users lists everybody on the team, page by page, if the provider has no leaner way
     * @param settings what the facade works with
     */
    public Analytics(
            LicenseData provider,
            ActivityData activity,
            Function<Cursor, Page<User>> users,
            AnalyticsSettings settings) {
        this(provider, users, settings, () -> activity);
        Objects.requireNonNull(activity, "activity");
    }

    /**
     * Without a log of links and devices: these series are then unknown.
     *
     * @param provider the connector's implementation for license data
     * @param users lists everybody on the team, page by page, if the provider has no leaner way
     * @param settings what the facade works with
     */
    public Analytics(LicenseData provider, Function<Cursor, Page<User>> users, AnalyticsSettings settings) {
        this(provider, users, settings, () -> {
            throw new UnsupportedCapabilityException(Reason.NO_LOG.of());
        });
    }

    private Analytics(
            LicenseData provider,
            Function<Cursor, Page<User>> users,
            AnalyticsSettings settings,
            Supplier<ActivityData> activity) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.users = Objects.requireNonNull(users, "users");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.activity = activity;
    }

    /**
     * Reads everything anew and makes time series of it. What this connection may not read, or the connector can't, only narrows the report:
     * such a series is unknown, and says why. What is unknown is never shown as 0, and nothing is interpolated.
     *
     * <p>What the log tells is in memory for a month at a time, as eighty bytes for each sign-in at most, if the connector reads ranges with an
     * end; otherwise for the whole time.
     *
     * @param request from when to when, in which steps
     * @return the report
     * @throws dev.gangway.error.CredentialRejectedException if a person has to reconnect
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached, or the caller's deadline is over; try later
     * @throws dev.gangway.error.RateLimitedException if the provider asks to slow down for longer than the call may wait
     * @throws dev.gangway.error.ProviderProtocolException if a listing can't be read to its end
     * @throws dev.gangway.error.CallInterruptedException if the thread was interrupted
     * @throws dev.gangway.error.StoreException if daily points can't be kept or read
     * @throws IllegalStateException if the connection was closed or disconnected
     */
    public AnalyticsReport read(AnalyticsRequest request) {
        Instant now = settings.time().instant();
        Steps steps = Steps.of(request);
        List<Series> all = new ArrayList<>(states(request, steps));
        all.addAll(signIns(steps));
        all.addAll(activities(steps));
        all.sort(Comparator.comparing(Series::measure));
        return new AnalyticsReport(request, now, all);
    }

    /** What was read now of a state, and when. */
    private record Told(Instant readAt, Fact<Long> value) {}

    private List<Series> states(AnalyticsRequest request, Steps steps) {
        Map<Measure, Told> told = new EnumMap<>(Measure.class);
        people(request, told);
        Instant at = settings.time().instant();
        told.put(Measure.DEVICES, new Told(at, narrowed(() -> DeviceTally.read(provider))));
        Map<Measure, KeptPoints.Kept> fresh = new EnumMap<>(Measure.class);
        told.forEach((measure, it) -> it.value()
                .toOptional()
                .ifPresent(value -> fresh.put(measure, new KeptPoints.Kept(it.readAt(), value))));
        KeptPoints points = new KeptPoints(settings);
        Instant now = settings.time().instant();
        points.keep(fresh, now);
        Map<Measure, List<KeptPoints.Kept>> kept = points.between(steps.begin(), steps.end());
        return told.entrySet().stream()
                .map(it -> state(it.getKey(), it.getValue(), kept.getOrDefault(it.getKey(), List.of()), steps, now))
                .toList();
    }

    private void people(AnalyticsRequest request, Map<Measure, Told> told) {
        Instant at = settings.time().instant();
        Fact<PeopleTally> people = narrowed(() -> PeopleTally.read(provider, users, request.storage()));
        for (Measure measure : List.of(Measure.MEMBERS_ACTIVE, Measure.MEMBERS_INVITED, Measure.MEMBERS_SUSPENDED)) {
            told.put(measure, new Told(at, flat(people.map(it -> it.count(measure)))));
        }
        Instant storedAt = settings.time().instant();
        Fact<Long> stored = request.storage()
                ? flat(people.match(it -> narrowed(() -> it.stored(provider)), Fact::unknown))
                : Fact.unknown(Reason.NOT_ASKED_FOR.of());
        told.put(Measure.STORAGE, new Told(storedAt, stored));
    }

    private static Series state(Measure measure, Told told, List<KeptPoints.Kept> kept, Steps steps, Instant now) {
        Map<Integer, Long> latest = kept.stream()
                .filter(it -> !it.readAt().isAfter(now))
                .collect(Collectors.toMap(
                        it -> steps.of(it.readAt().getEpochSecond()),
                        KeptPoints.Kept::value,
                        (earlier, later) -> later));
        int present = steps.of(now.getEpochSecond());
        String why = told.value().match(it -> "", it -> it);
        return new Series(
                measure,
                steps.points(
                        now,
                        step -> latest.containsKey(step)
                                ? Fact.of(latest.get(step))
                                : Fact.unknown(step == present && !why.isEmpty() ? why : Reason.NOT_READ.of())),
                steps.end(),
                told.value().match(it -> Fact.of(told.readAt()), Fact::unknown),
                Optional.empty(),
                Optional.empty());
    }

    private List<Series> signIns(Steps steps) {
        Instant at = settings.time().instant();
        Fact<SignInTally> tally = narrowed(() -> SignInTally.read(provider, steps, at));
        Duration lag = provider.signInLag();
        return List.of(
                counted(Measure.SIGN_INS, tally.map(it -> it::signIns), tally.map(SignInTally::reach), steps, at, lag),
                counted(
                        Measure.ACTIVE_USERS,
                        tally.map(it -> it::people),
                        tally.map(SignInTally::reach),
                        steps,
                        at,
                        lag));
    }

    private List<Series> activities(Steps steps) {
        Instant at = settings.time().instant();
        Fact<ActivityTally> tally = narrowed(() -> ActivityTally.read(activity.get(), steps, at));
        Duration lag = tally.match(it -> activity.get().activityLag(), why -> Duration.ZERO);
        return ActivityTally.MEASURES.values().stream()
                .map(measure -> counted(
                        measure,
                        tally.map(it -> step -> it.count(measure, step)),
                        tally.map(ActivityTally::reach),
                        steps,
                        at,
                        lag))
                .toList();
    }

    private static Series counted(
            Measure measure,
            Fact<IntFunction<Fact<Long>>> counts,
            Fact<Reach> reach,
            Steps steps,
            Instant at,
            Duration lag) {
        return new Series(
                measure,
                steps.points(
                        at,
                        step -> counts.match(
                                count -> reach.match(it -> it.within(step, count.apply(step)), Fact::unknown),
                                Fact::unknown)),
                steps.end(),
                counts.map(it -> at),
                reach.toOptional().flatMap(Reach::knownFrom),
                reach.toOptional().map(it -> at.minus(lag)));
    }

    private static Fact<Long> flat(Fact<Fact<Long>> fact) {
        return fact.match(it -> it, Fact::unknown);
    }

    private static <T> Fact<T> narrowed(Supplier<T> reading) {
        try {
            return Fact.of(reading.get());
        } catch (PermissionMissingException mayNot) {
            return Fact.unknown(
                    mayNot.missing().isEmpty()
                            ? String.valueOf(mayNot.getMessage())
                            : Reason.NO_SCOPE.of(
                                    mayNot.missing().stream().sorted().collect(Collectors.joining(", "))));
        } catch (UnsupportedCapabilityException canNot) {
            return Fact.unknown(String.valueOf(canNot.getMessage()));
        }
    }
}
