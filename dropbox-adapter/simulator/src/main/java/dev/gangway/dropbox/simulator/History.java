package dev.gangway.dropbox.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The past of people: who invited them, when they came, got a role, were suspended or removed; and for those who have a {@link Habit}
 * the sign-ins of half a year, with weekends, holidays and mistyped passwords. The same for the same seed and clock.
 */
final class History {
    private static final Duration SIGN_INS = Duration.ofDays(180);
    private static final double ON_DAYS_OFF = 0.03;
    private static final double MISTYPED = 0.03;
    private static final double SIGNED_OUT = 0.06;

    private final World world;
    private final Instant now;
    private final Member founder;
    private final Random chance;
    private final List<Member> managers = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    /**
     * Looks back.
     *
     * @param founder the admin who was there before anybody could be invited
     */
    History(World world, Member founder) {
        this.world = world;
        this.founder = founder;
        this.now = world.now();
        this.chance = new Random(world.options().seed());
    }

    /** Writes the past of these people, oldest event first. */
    void write(List<Past> pasts) {
        pasts.stream()
                .map(Past::member)
                .filter(member -> member.role().filter(Role::managesUsers).isPresent() && member.isCurrent())
                .forEach(managers::add);
        pasts.forEach(this::remember);
        events.sort(Comparator.comparingLong(Event::second));
        events.forEach(world.log()::append);
    }

    private void remember(Past past) {
        Member member = past.member();
        Person person = past.person();
        Instant changed = now.minus(person.since());
        if (member.is(Member.Status.INVITED)) {
            byManager(changed, EventType.MEMBER_CHANGE_STATUS, member, change("not_joined", "invited"));
            return;
        }
        Instant joined = member.joinedOn().orElseThrow();
        if (!member.equals(founder)) {
            Instant invited = joined.minus(Duration.ofMinutes(40 + chance.nextInt(6000)));
            byManager(invited, EventType.MEMBER_CHANGE_STATUS, member, change("not_joined", "invited"));
        }
        by(member, joined, EventType.MEMBER_CHANGE_STATUS, change("invited", "active"));
        member.role().ifPresent(role -> {
            Struct granted = Struct.of().with("new_value", Struct.tag(role.logged()));
            byManager(joined.plus(Duration.ofDays(1)), EventType.MEMBER_CHANGE_ADMIN_ROLE, member, granted);
        });
        if (member.is(Member.Status.SUSPENDED)) {
            byManager(changed, EventType.MEMBER_CHANGE_STATUS, member, change("active", "suspended"));
        }
        if (member.is(Member.Status.REMOVED)) {
            Struct action = Struct.tag("remove_action", Struct.tag(person.isConverted() ? "offboard" : "delete"));
            Struct details = change("active", "removed").with("action", action);
            byManager(changed, EventType.MEMBER_CHANGE_STATUS, member, details);
        }
        Instant until = member.is(Member.Status.ACTIVE) ? now : changed;
        Optional<Duration> lastSeen = person.lastSeen();
        person.habit().ifPresent(habit -> signIns(member, habit, joined, until, lastSeen));
    }

    private void signIns(Member member, Habit habit, Instant joined, Instant changed, Optional<Duration> lastSeen) {
        Instant from = latest(joined, now.minus(SIGN_INS));
        Optional<Instant> last = lastSeen.map(ago -> workingMorning(habit, now.minus(ago)));
        Instant until = last.orElse(changed);
        Struct how = Struct.of().with("login_method", Struct.tag(habit.method()));
        if (from.equals(joined)) {
            signIn(member, joined.plus(Duration.ofMinutes(2)), until, how);
        }
        LocalDate day = from.atOffset(habit.zone()).toLocalDate();
        LocalDate end = until.atOffset(habit.zone()).toLocalDate();
        LocalDate holiday = day.plusDays(chance.nextInt(150));
        LocalDate back = holiday.plusDays(5 + chance.nextInt(17));
        LocalTime habitual = LocalTime.of(7, 20).plusMinutes(chance.nextInt(130));
        for (; !day.isAfter(end); day = day.plusDays(1)) {
            boolean off = isWeekend(day) || (!day.isBefore(holiday) && day.isBefore(back));
            if (chance.nextDouble() < habit.perWorkday() * (off ? ON_DAYS_OFF : 1)) {
                Instant at = day.atTime(habitual).toInstant(habit.zone()).plusSeconds(chance.nextInt(3600));
                if (at.isAfter(from)) {
                    signIn(member, at, until, how);
                }
            }
        }
        last.ifPresent(at -> signIn(member, at, at, how));
    }

    private void signIn(Member member, Instant at, Instant until, Struct how) {
        if (at.isAfter(until)) {
            return;
        }
        if (chance.nextDouble() < MISTYPED) {
            Struct error = Struct.of().with("user_friendly_message", "Wrong password");
            Struct failed = Struct.of().flatten(how).with("error_details", error);
            by(member, at.minusSeconds(20 + chance.nextInt(60)), EventType.LOGIN_FAIL, failed);
        }
        by(member, at, EventType.LOGIN_SUCCESS, how);
        Instant home = at.plus(Duration.ofMinutes(200 + chance.nextInt(300)));
        if (chance.nextDouble() < SIGNED_OUT && !home.isAfter(until)) {
            by(member, home, EventType.LOGOUT, Struct.of());
        }
    }

    private Instant workingMorning(Habit habit, Instant latest) {
        LocalDate day = latest.atOffset(habit.zone()).toLocalDate().minusDays(1);
        while (isWeekend(day)) {
            day = day.minusDays(1);
        }
        return day.atTime(LocalTime.of(8, 5)).toInstant(habit.zone()).plusSeconds(chance.nextInt(7200));
    }

    private void by(Member member, Instant at, EventType type, Struct details) {
        events.add(new Event(at, type, Actor.Person.of(member), Origin.WEB, Optional.of(member), details));
    }

    /** By an admin who was on the team at that time; by the founder if nobody else was. */
    private void byManager(Instant at, EventType type, Member member, Struct details) {
        List<Member> present = managers.stream()
                .filter(manager -> manager.joinedOn().filter(at::isAfter).isPresent())
                .toList();
        Member manager = present.isEmpty() ? founder : present.get(chance.nextInt(present.size()));
        Actor actor = Actor.Person.of(manager);
        events.add(new Event(at, type, actor, Origin.ADMIN_CONSOLE, Optional.of(member), details));
    }

    private static Struct change(String previous, String changed) {
        return Struct.of().with("previous_value", Struct.tag(previous)).with("new_value", Struct.tag(changed));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A person with a past, as settled on the team. */
    record Past(Person person, Member member) {}
}
