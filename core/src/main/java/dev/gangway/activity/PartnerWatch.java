package dev.gangway.activity;

import dev.gangway.http.Time;
import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the provider's log tells of the provider's own assistance: the partner who sold the plan enters the team's administration there, past
 * Gangway, and nothing but the log shows it. Get it from {@code Connection.partnerActivity()}. Only reads. Thread-safe; calls block.
 *
 * <p>The log is late, by {@link #lag} at most, and tells events only: what it doesn't tell may have happened all the same.
 *
 * <p>Every method that asks the provider throws what {@link SharingActivity} says.
 */
public final class PartnerWatch {

    private static final Set<ActivityKind> LOOKED_FOR =
            ActivityKind.of(ActivityTopic.PARTNER, ActivityTopic.PEOPLE, ActivityTopic.POLICIES);
    private static final Set<ActivityKind> SWITCHING =
            Set.of(ActivityKind.PARTNER_ACCESS_SWITCHED, ActivityKind.PARTNER_SESSION_STARTED);
    private static final Set<ActivityKind> ANY = Collections.unmodifiableSet(EnumSet.allOf(ActivityKind.class));

    private final ActivityData provider;
    private final ActivityLog log;
    private final Time time;

    /**
     * Applications get theirs from {@code Connection.partnerActivity()}.
     *
     * @param provider the connector's implementation
     * @param time all "now"
     */
    public PartnerWatch(ActivityData provider, Time time) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.time = Objects.requireNonNull(time, "time");
        this.log = new ActivityLog(provider);
    }

    /**
     * The longest that an event takes until it can be read.
     *
     * @return the lag, zero or more
     */
    public Duration lag() {
        return provider.activityLag();
    }

    /**
     * What the log tells of a time. Of the whole time, the partner's sessions, switches, partner roles, policies and what the partner did to
     * people; of the sessions' time, everything that the partner did. Of a session without start or end in the log, a day is read.
     *
     * @param range from when to when; without an end, until now
     * @return the report
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public PartnerReport observe(ActivityRange range) {
        Instant now = time.instant();
        Map<String, Activity> found = new LinkedHashMap<>();
        List<Activity> people = new ArrayList<>();
        try (Stream<Activity> activities = log.stream(range, LOOKED_FOR)) {
            activities.forEach(it -> {
                people.add(it);
                if (it.kind().topic() != ActivityTopic.PEOPLE || it.actor().kind() == Party.Kind.PARTNER) {
                    found.put(it.key(), it);
                }
            });
        }
        for (ActivityRange open : windows(SupportSessions.of(List.copyOf(found.values())), range, now)) {
            try (Stream<Activity> activities = log.stream(open, ANY)) {
                activities.filter(SupportSessions::isAction).forEach(it -> found.put(it.key(), it));
            }
        }
        List<Activity> all =
                found.values().stream().sorted(SupportSessions.BY_TIME).toList();
        return new PartnerReport(range, completeUntil(now), all, SupportSessions.of(all), madeByHand(people));
    }

    private Instant completeUntil(Instant now) {
        return now.minus(provider.activityLag());
    }

    /** When sessions were open, within the range; times that overlap are one. */
    private static List<ActivityRange> windows(List<SupportSession> sessions, ActivityRange range, Instant now) {
        List<ActivityRange> windows = new ArrayList<>();
        sessions.stream()
                .map(it -> window(it, range, now))
                .sorted((one, other) -> one.from().compareTo(other.from()))
                .forEach(next -> {
                    int last = windows.size() - 1;
                    if (last >= 0 && !end(windows.get(last)).isBefore(next.from())) {
                        Instant later = later(end(windows.get(last)), end(next));
                        windows.set(
                                last, ActivityRange.between(windows.get(last).from(), later));
                    } else {
                        windows.add(next);
                    }
                });
        return windows;
    }

    private static ActivityRange window(SupportSession session, ActivityRange range, Instant now) {
        Instant started = session.started()
                .match(it -> it, why -> session.ended().toOptional().orElse(now).minus(SupportSessions.LONGEST));
        Instant from = later(started, range.from());
        Instant ended = session.ended().match(it -> it.plusSeconds(1), why -> from.plus(SupportSessions.LONGEST));
        Instant last = range.to().filter(it -> it.isBefore(ended)).orElse(ended);
        return ActivityRange.between(from, later(last, from.plusSeconds(1)));
    }

    private static Instant end(ActivityRange window) {
        return window.to().orElseThrow();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A role that is taken away again, or whose holder has left, has gone; one that another admin changes to another stays. */
    private static List<MadeByHand> madeByHand(List<Activity> people) {
        Map<String, MadeByHand> made = new LinkedHashMap<>();
        people.stream()
                .sorted(SupportSessions.BY_TIME)
                .forEach(it -> whom(it).ifPresent(who -> {
                    boolean given = it.on().toOptional().orElse(false);
                    boolean taken = !it.on().toOptional().orElse(true);
                    String person = who.id().map(id -> "id " + id).orElseGet(() -> "name " + who.text());
                    switch (it.kind()) {
                        case ADMIN_ROLE_CHANGED, PARTNER_ROLE_CHANGED -> {
                            String role = it.kind() + " " + person;
                            boolean counts = it.kind() == ActivityKind.PARTNER_ROLE_CHANGED
                                    || it.actor().kind() == Party.Kind.PARTNER;
                            if (given && counts) {
                                made.put(role, new MadeByHand(who, it));
                            } else if (taken) {
                                made.remove(role);
                            }
                        }
                        case MEMBER_STATUS_CHANGED -> {
                            if (taken) {
                                made.remove(ActivityKind.ADMIN_ROLE_CHANGED + " " + person);
                                made.remove(ActivityKind.PARTNER_ROLE_CHANGED + " " + person);
                            }
                        }
                        default -> {}
                    }
                }));
        return List.copyOf(made.values());
    }

    private static Optional<Party> whom(Activity activity) {
        return activity.onBehalfOf()
                .filter(it -> it.kind() != Party.Kind.TEAM)
                .or(() -> activity.affected().stream().findFirst());
    }

    /**
     * Where the provider's own switch for the partner's support stood last, as far as the log shows it: by an event of the switch, or by a
     * session that started, which it can only if the switch is on.
     *
     * @param since how far back the log is read; the longer ago, the more likely it tells
     * @return the position; unknown, with the reason, if the log tells of nothing since then: a log has changes only, and not how it was in
     *     the beginning
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Fact<SwitchPosition> switchPosition(Instant since) {
        Instant asOf = completeUntil(time.instant());
        List<Activity> evidence;
        try (Stream<Activity> activities = log.stream(ActivityRange.since(since), SWITCHING)) {
            evidence = activities.filter(PartnerWatch::tellsOfTheSwitch).toList();
        }
        Optional<Instant> newest = evidence.stream().map(Activity::at).max(Instant::compareTo);
        if (newest.isEmpty()) {
            return Fact.unknown("the provider's log tells of no change of the switch since " + since
                    + ", as far as it has arrived; where it stood before isn't in the log");
        }
        List<Activity> last = evidence.stream()
                .filter(it -> it.at().equals(newest.get()))
                .sorted(SupportSessions.BY_TIME)
                .toList();
        List<Activity> switches = last.stream()
                .filter(it -> it.kind() == ActivityKind.PARTNER_ACCESS_SWITCHED)
                .toList();
        if (switches.stream().map(PartnerWatch::isOn).distinct().count() > 1) {
            return Fact.unknown("it was switched on and off within one second, at " + newest.get()
                    + ", and the provider's log tells no order");
        }
        Activity shows = switches.isEmpty() ? last.get(0) : switches.get(0);
        return Fact.of(new SwitchPosition(isOn(shows), shows.at(), later(asOf, shows.at()), shows));
    }

    private static boolean tellsOfTheSwitch(Activity activity) {
        return activity.kind() == ActivityKind.PARTNER_SESSION_STARTED
                || activity.on().toOptional().isPresent();
    }

    private static boolean isOn(Activity activity) {
        return activity.kind() == ActivityKind.PARTNER_SESSION_STARTED
                || activity.on().toOptional().orElse(false);
    }
}
