package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.TeamSetup.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a {@link TeamSetup} to life, oldest first: members, and the sign-ins that are in the log at the start. */
final class Population {
    /** How long the people have been on the team, unless something is older; also the age of the team and its groups. */
    static final Duration MEMBERSHIP = Duration.ofDays(365);

    private static final Duration HISTORY = Duration.ofDays(180);
    private static final Struct BY_PASSWORD = Struct.of().with("login_method", Struct.tag("password"));
    private static final List<String> GIVEN =
            List.of("Mia", "Noah", "Ines", "Omar", "Tara", "Jan", "Yuki", "Paul", "Rosa", "Emil", "Aisha", "Karl");
    private static final List<String> FAMILY = List.of(
            "Adams", "Bauer", "Costa", "Dubois", "Evans", "Fischer", "Gupta", "Haas", "Ivanova", "Jensen", "Kim");

    private final World world;
    private final TeamSetup setup;
    private final Instant now;
    private final Team team;

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
        settleCrowd();
        setup.groups().forEach(this::found);
        return team.members().stream()
                .filter(Member::isTeamAdmin)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the team has no active team admin"));
    }

    private void settle(Person person) {
        Member member = member(person.email(), person.givenName(), person.surname());
        Instant changed = now.minus(person.since());
        Instant joined = changed.isBefore(now.minus(MEMBERSHIP)) ? changed : now.minus(MEMBERSHIP);
        boolean invited = person.status() == Member.Status.INVITED;
        team.add(member, invited ? changed : joined);
        team.changeExternalId(member, person.externalId());
        member.bytes(person.bytes());
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
        person.lastSeen().ifPresent(ago -> signIn(member, now.minus(ago)));
    }

    private void settleCrowd() {
        List<Member> crowd = new ArrayList<>(setup.crowd());
        for (int i = 0; i < setup.crowd(); i++) {
            String given = GIVEN.get(i % GIVEN.size());
            String family = FAMILY.get(i / GIVEN.size() % FAMILY.size());
            Member member = member("user" + (i + 1) + "@example.com", given, family);
            Instant joined = now.minus(MEMBERSHIP).plusSeconds(i);
            team.add(member, joined);
            join(member, joined);
            crowd.add(member);
        }
        for (int i = 0; i < setup.signIns() && !crowd.isEmpty(); i++) {
            Duration ago = HISTORY.minus(HISTORY.multipliedBy(i).dividedBy(setup.signIns()));
            signIn(crowd.get(world.ids().below(crowd.size())), now.minus(ago));
        }
    }

    private void found(TeamSetup.GroupSetup wanted) {
        Group.Management management =
                wanted.companyManaged() ? Group.Management.COMPANY_MANAGED : Group.Management.USER_MANAGED;
        Group group = team.groups().found(world.ids().group(), wanted.name(), management, now.minus(MEMBERSHIP));
        wanted.owners().forEach(email -> group.add(named(email), true));
        wanted.members().forEach(email -> group.add(named(email), false));
    }

    private Member named(String email) {
        return team.byEmail(email)
                .filter(Member::isCurrent)
                .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email));
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
