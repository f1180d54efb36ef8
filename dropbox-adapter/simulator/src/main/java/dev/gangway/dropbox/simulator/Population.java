package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.History.Past;
import dev.gangway.dropbox.simulator.Names.Name;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a {@link TeamSetup} to life, oldest first: members, and the sign-ins that are in the log at the start. */
final class Population {
    /** How long the people have been on the team, unless something is older; also the age of the team and its groups. */
    static final Duration MEMBERSHIP = Duration.ofDays(365);

    private static final Duration HISTORY = Duration.ofDays(180);
    private static final Duration CROWD_FIRST = Duration.ofDays(1800);
    private static final LocalTime BEGIN = LocalTime.of(6, 0);
    private static final Duration WORK = Duration.ofHours(14);
    private static final Struct BY_PASSWORD = Struct.of().with("login_method", Struct.tag("password"));
    private final World world;
    private final TeamSetup setup;
    private final Instant now;
    private final Team team;
    private final List<Past> pasts = new ArrayList<>();

    Population(World world, TeamSetup setup) {
        this.world = world;
        this.setup = setup;
        this.now = world.now();
        this.team = world.team();
    }

    /** Settles everybody and returns the first team admin, who sits at the browser. */
    Member settle() {
        team.showProvisioned(setup.shownProvisioned());
        team.showUsed(setup.shownUsed());
        setup.people().forEach(this::settle);
        List<Member> equipped = new ArrayList<>(settleCrowd());
        setup.groups().forEach(this::found);
        setup.holds().forEach(this::hold);
        Member admin = team.members().stream()
                .filter(Member::isTeamAdmin)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the team has no active team admin"));
        new History(world, admin).write(pasts);
        pasts.stream()
                .filter(past -> past.person().habit().isPresent())
                .map(Past::member)
                .forEach(equipped::add);
        Equipment.issue(world, equipped);
        return admin;
    }

    private void settle(Person person) {
        Member member = member(person.email(), person.givenName(), person.surname());
        Instant changed = now.minus(person.since());
        Instant usual = changed.isBefore(now.minus(MEMBERSHIP)) ? changed : now.minus(MEMBERSHIP);
        Instant joined = person.joined().map(now::minus).orElse(usual);
        boolean invited = person.status() == Member.Status.INVITED;
        team.add(member, invited ? changed : joined);
        team.changeExternalId(member, person.externalId());
        if (person.bytes() > 0) {
            team.store(member, "/Documents.zip", person.bytes(), invited ? changed : joined);
        }
        if (!invited) {
            join(member, joined);
            member.emailVerified(!person.isUnverified());
            person.role().ifPresent(role -> team.changeRole(member, Optional.of(role.role())));
        }
        if (person.isLimited()) {
            team.limit(member);
        }
        if (member.status() != person.status()) {
            team.changeStatus(member, person.status(), changed);
            member.disconnected(person.isConverted());
        }
        Equipment.give(world, person, member);
        if (person.hasPast()) {
            pasts.add(new Past(person, member));
        } else {
            person.lastSeen().ifPresent(ago -> signIn(member, now.minus(ago)));
        }
    }

    private List<Member> settleCrowd() {
        List<Member> crowd = new ArrayList<>(setup.crowd());
        for (int i = 0; i < setup.crowd(); i++) {
            Name name = Names.of(i);
            Member member = member(name.email(), name.given(), name.surname());
            Duration ago =
                    CROWD_FIRST.minus(CROWD_FIRST.minus(HISTORY).multipliedBy(i).dividedBy(setup.crowd()));
            Instant joined = now.minus(ago);
            team.add(member, joined);
            join(member, joined);
            crowd.add(member);
        }
        List<LocalDate> days = workingDays();
        for (long i = 0; i < setup.signIns() && !crowd.isEmpty(); i++) {
            int day = (int) (i * days.size() / setup.signIns());
            long second = WORK.toSeconds() * (i * days.size() % setup.signIns()) / setup.signIns();
            Instant at = days.get(day).atTime(BEGIN).toInstant(ZoneOffset.UTC).plusSeconds(second);
            signIn(crowd.get(world.ids().below(crowd.size())), at);
        }
        Departments.staff(world, crowd);
        return crowd;
    }

    private void found(GroupSetup wanted) {
        if (team.groups().byName(wanted.name()).isPresent()) {
            throw new IllegalArgumentException("there is a group called " + wanted.name() + " already");
        }
        Group.Management management =
                wanted.companyManaged() ? Group.Management.COMPANY_MANAGED : Group.Management.USER_MANAGED;
        Group group = team.groups().found(world.ids().group(), wanted.name(), management, now.minus(MEMBERSHIP));
        wanted.owners().forEach(email -> group.add(named(email), true));
        wanted.members().forEach(email -> group.add(named(email), false));
    }

    private void hold(HoldSetup wanted) {
        List<Member> members = wanted.members().stream().map(this::known).toList();
        team.legalHolds().placeActive(world.ids(), wanted.name(), members, now.minus(MEMBERSHIP));
    }

    private Member named(String email) {
        Member member = known(email);
        if (!member.isCurrent()) {
            throw new IllegalArgumentException("nobody on the team has the address " + email);
        }
        return member;
    }

    private Member known(String email) {
        return team.byEmail(email)
                .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email));
    }

    /** Those of the history that are over. */
    private List<LocalDate> workingDays() {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return today.minusDays(HISTORY.toDays())
                .datesUntil(today)
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .toList();
    }

    private Member member(String email, String given, String family) {
        Member member = Member.of(world.ids(), email);
        member.named(given, family);
        return member;
    }

    private void join(Member member, Instant joined) {
        team.changeStatus(member, Member.Status.ACTIVE, joined);
        member.emailVerified(true);
    }

    private void signIn(Member member, Instant at) {
        world.log()
                .append(new Event(
                        at,
                        EventType.LOGIN_SUCCESS,
                        Actor.Person.of(member),
                        Origin.WEB,
                        Optional.of(member),
                        BY_PASSWORD));
    }
}
