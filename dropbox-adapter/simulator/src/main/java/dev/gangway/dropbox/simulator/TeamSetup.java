package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The team a simulator starts with. Times are relative to the simulator's clock when it starts. Immutable.
 *
 * <p>Every team has somebody who authorized the app: the first team admin among its people.
 */
public final class TeamSetup {
    private final String name;
    private final int licenses;
    private final List<Person> people;
    private List<GroupSetup> groups = List.of();
    private List<HoldSetup> holds = List.of();
    private Map<String, String> policies = Map.of();
    private Map<String, Object> features = Map.of();
    private int crowd;
    private int signIns;
    private OptionalLong shownProvisioned = OptionalLong.empty();
    private OptionalLong shownUsed = OptionalLong.empty();

    private TeamSetup(String name, int licenses, List<Person> people) {
        this.name = Objects.requireNonNull(name, "name");
        this.licenses = licenses;
        this.people = List.copyOf(people);
    }

    private TeamSetup(TeamSetup other) {
        this(other, other.name, other.licenses, other.people);
    }

    private TeamSetup(TeamSetup other, String name, int licenses, List<Person> people) {
        this(name, licenses, people);
        groups = other.groups;
        holds = other.holds;
        policies = other.policies;
        features = other.features;
        crowd = other.crowd;
        signIns = other.signIns;
        shownProvisioned = other.shownProvisioned;
        shownUsed = other.shownUsed;
    }

    /**
     * A team of one team admin, {@code olga@example.com}, and ten licenses.
     *
     * @return the setup
     */
    public static TeamSetup empty() {
        return new TeamSetup(
                "Example Ltd.",
                10,
                List.of(Person.active("olga@example.com", "Olga", "Berg").as(AdminRole.TEAM)));
    }

    /**
     * A team in which every status occurs, with 15 licenses of which seven are in use. All at {@code example.com}: {@code olga} and
     * {@code pete} are team admins, {@code uma} manages users, {@code ana} and {@code leo} are active, {@code ivy} is invited,
     * {@code sam} suspended, {@code lia} has the deprecated limited membership; {@code rob} was removed yesterday and is recoverable,
     * {@code ulf} was removed a month ago and isn't, {@code dan}'s account was converted to an individual one. Two groups: {@code leo} owns {@code Sales}
     * with {@code ana} and {@code ivy}; {@code Finance} with {@code pete}, {@code ana} and {@code sam} is managed by the company.
     *
     * @return the setup
     */
    public static TeamSetup small() {
        return empty().withLicenses(15)
                .with(Person.active("pete@example.com", "Pete", "Novak").as(AdminRole.TEAM))
                .with(Person.active("uma@example.com", "Uma", "Rao").as(AdminRole.USER_MANAGEMENT))
                .with(Person.active("ana@example.com", "Ana", "Silva")
                        .withExternalId("E-1042")
                        .lastSeen(Duration.ofDays(2)))
                .with(Person.active("leo@example.com", "Leo", "Okoye").lastSeen(Duration.ofDays(90)))
                .with(Person.invited("ivy@example.com", Duration.ofDays(3)))
                .with(Person.suspended("sam@example.com", "Sam", "Weiss", Duration.ofDays(5)))
                .with(Person.active("lia@example.com", "Lia", "Moreau").limited())
                .with(Person.removed("rob@example.com", "Rob", "Hansen", Duration.ofDays(1)))
                .with(Person.removed("ulf@example.com", "Ulf", "Lind", Duration.ofDays(30)))
                .with(Person.converted("dan@example.com", "Dan", "Ito", Duration.ofDays(20)))
                .withGroup("Sales", List.of("leo@example.com"), List.of("ana@example.com", "ivy@example.com"))
                .withCompanyGroup("Finance", List.of("pete@example.com", "ana@example.com", "sam@example.com"));
    }

    /**
     * A company of 250 people all over the world, with 260 licenses and the past of six years: who invited whom, who left, and the
     * sign-ins of half a year. Seven are invited, some of them for months, five suspended, 238 active; of those, 25 haven't signed in
     * for 60 days and more, and four never did. Ten more were removed, three of them in the last week. Seven are admins, of
     * six roles. Nine departments and two projects are groups.
     *
     * @return the setup
     */
    public static TeamSetup of250() {
        return Company.setup();
    }

    /**
     * The people of {@link #small()} and as many more as it takes, with sign-ins over half a year.
     *
     * @param members how many members in all, at least 11
     * @param events how many sign-in events the additional members have made
     * @return the setup
     */
    public static TeamSetup ofSize(int members, int events) {
        TeamSetup small = small();
        if (members < small.people.size()) {
            throw new IllegalArgumentException("at least " + small.people.size() + " members, not " + members);
        }
        TeamSetup changed = new TeamSetup(small, small.name, members + 5, small.people);
        changed.crowd = members - small.people.size();
        changed.signIns = events;
        return changed;
    }

    static TeamSetup of(String name, int licenses, List<Person> people) {
        return new TeamSetup(name, licenses, people);
    }

    /**
     * The same team with one person more.
     *
     * @param person who
     * @return the changed setup
     */
    public TeamSetup with(Person person) {
        List<Person> more = new ArrayList<>(people);
        more.add(Objects.requireNonNull(person, "person"));
        return new TeamSetup(this, name, licenses, more);
    }

    /**
     * The same team with so many licenses bought.
     *
     * @param bought how many
     * @return the changed setup
     */
    public TeamSetup withLicenses(int bought) {
        return new TeamSetup(this, name, bought, people);
    }

    /**
     * The same team under another name.
     *
     * @param changed the name
     * @return the changed setup
     */
    public TeamSetup named(String changed) {
        return new TeamSetup(this, changed, licenses, people);
    }

    /**
     * The same team, but {@code team/get_info} tells these numbers whatever is true, since nothing promises that they agree.
     *
     * @param provisioned {@code num_provisioned_users}
     * @param used {@code num_used_licenses}; 0 is what an older service sends
     * @return the changed setup
     */
    public TeamSetup showing(long provisioned, long used) {
        TeamSetup changed = new TeamSetup(this);
        changed.shownProvisioned = OptionalLong.of(provisioned);
        changed.shownUsed = OptionalLong.of(used);
        return changed;
    }

    /**
     * The same team with a policy of {@code team/get_info} that is not the usual one.
     *
     * @param policy its name, e.g. {@code shared_folder_member_policy}
     * @param tag what it is set to, e.g. {@code team}; may be one that clients don't know
     * @return the changed setup
     * @throws IllegalArgumentException if no policy is called so
     */
    public TeamSetup withPolicy(String policy, String tag) {
        Objects.requireNonNull(tag, "tag");
        require(Policies.FRESH.containsKey(policy), "no policy is called " + policy);
        TeamSetup changed = new TeamSetup(this);
        changed.policies = plus(policies, policy, tag);
        return changed;
    }

    /**
     * The same team with or without a feature of {@code team/features/get_values}, whatever the usual plan includes.
     *
     * @param feature its name, e.g. {@code has_team_file_events}
     * @param included whether the team has it
     * @return the changed setup
     * @throws IllegalArgumentException if no feature that a team has or hasn't is called so
     */
    public TeamSetup withFeature(String feature, boolean included) {
        require(
                Features.USUAL.get(feature) instanceof Boolean,
                "no feature that a team has or hasn't is called " + feature);
        TeamSetup changed = new TeamSetup(this);
        changed.features = plus(features, feature, included);
        return changed;
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String name, T value) {
        Map<String, T> more = new HashMap<>(map);
        more.put(name, value);
        return Map.copyOf(more);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The same team with one group more, managed by its owners.
     *
     * @param group the group's name, which no other group has
     * @param owners primary addresses of its owners
     * @param members primary addresses of its other members
     * @return the changed setup
     */
    public TeamSetup withGroup(String group, List<String> owners, List<String> members) {
        return with(new GroupSetup(group, false, owners, members));
    }

    /**
     * The same team with one group more, managed by the team's admins and without owners.
     *
     * @param group the group's name, which no other group has
     * @param members primary addresses of its members
     * @return the changed setup
     */
    public TeamSetup withCompanyGroup(String group, List<String> members) {
        return with(new GroupSetup(group, true, List.of(), members));
    }

    private TeamSetup with(GroupSetup group) {
        List<GroupSetup> more = new ArrayList<>(groups);
        more.add(group);
        TeamSetup changed = new TeamSetup(this);
        changed.groups = List.copyOf(more);
        return changed;
    }

    /**
     * The same team with one legal hold more, active for a year with all content since then. No event tells how it came about.
     *
     * @param hold its name, which no other hold has
     * @param emails primary addresses of one to five people who have joined, former members too
     * @return the changed setup
     */
    public TeamSetup withLegalHold(String hold, List<String> emails) {
        List<HoldSetup> more = new ArrayList<>(holds);
        more.add(new HoldSetup(hold, emails));
        TeamSetup changed = new TeamSetup(this);
        changed.holds = List.copyOf(more);
        return changed;
    }

    String name() {
        return name;
    }

    /** The policies that aren't the usual ones. */
    Map<String, String> policies() {
        return policies;
    }

    /** The features that aren't the usual ones. */
    Map<String, Object> features() {
        return features;
    }

    List<GroupSetup> groups() {
        return groups;
    }

    List<HoldSetup> holds() {
        return holds;
    }

    int licenses() {
        return licenses;
    }

    List<Person> people() {
        return people;
    }

    /** How many unnamed members there are besides. */
    int crowd() {
        return crowd;
    }

    /** How many sign-ins the crowd has made. */
    int signIns() {
        return signIns;
    }

    OptionalLong shownProvisioned() {
        return shownProvisioned;
    }

    OptionalLong shownUsed() {
        return shownUsed;
    }
}
