package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
     * A team in which every status occurs, with 15 licenses of which eight are in use. All at {@code example.com}: {@code olga} and
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

    /** A group to begin with; its people by address. */
    record GroupSetup(String name, boolean companyManaged, List<String> owners, List<String> members) {
        GroupSetup {
            Objects.requireNonNull(name, "name");
            owners = List.copyOf(owners);
            members = List.copyOf(members);
        }
    }

    /** The admin roles that the provider defines. */
    public enum AdminRole {
        /** Manages everything; the only role that can authorize an app. */
        TEAM,
        /** Manages users and groups. */
        USER_MANAGEMENT,
        /** Helps users. */
        SUPPORT,
        /** Manages payments. */
        BILLING,
        /** Sees activity and reports. */
        REPORTING,
        /** Manages security risks. */
        SECURITY;

        Role role() {
            return switch (this) {
                case TEAM -> Role.TEAM;
                case USER_MANAGEMENT -> Role.USER_MANAGEMENT;
                case SUPPORT -> Role.SUPPORT;
                case BILLING -> Role.BILLING;
                case REPORTING -> Role.REPORTING;
                case SECURITY -> Role.SECURITY;
            };
        }
    }

    /** Somebody on the team, or formerly on it. Immutable. */
    public static final class Person {
        private final String email;
        private final String givenName;
        private final String surname;
        private final Member.Status status;
        private final Duration since;
        private final boolean converted;
        private boolean limited;
        private boolean unverified;
        private Optional<AdminRole> role = Optional.empty();
        private Optional<String> externalId = Optional.empty();
        private Optional<Duration> lastSeen = Optional.empty();
        private Optional<Duration> joined = Optional.empty();
        private Optional<Habit> habit = Optional.empty();
        private long bytes;
        private List<Device> devices = List.of();
        private Map<String, Boolean> apps = Map.of();

        private Person(
                String email,
                String givenName,
                String surname,
                Member.Status status,
                Duration since,
                boolean converted) {
            this.email = Objects.requireNonNull(email, "email");
            this.givenName = Objects.requireNonNull(givenName, "givenName");
            this.surname = Objects.requireNonNull(surname, "surname");
            this.status = status;
            this.since = Objects.requireNonNull(since, "since");
            this.converted = converted;
        }

        private Person(Person other) {
            this(other.email, other.givenName, other.surname, other.status, other.since, other.converted);
            limited = other.limited;
            unverified = other.unverified;
            role = other.role;
            externalId = other.externalId;
            lastSeen = other.lastSeen;
            joined = other.joined;
            habit = other.habit;
            bytes = other.bytes;
            devices = other.devices;
            apps = other.apps;
        }

        /**
         * A member who joined a year ago.
         *
         * @param email primary address
         * @param givenName given name
         * @param surname surname
         * @return the person
         */
        public static Person active(String email, String givenName, String surname) {
            return new Person(email, givenName, surname, Member.Status.ACTIVE, Duration.ofDays(365), false);
        }

        /**
         * Somebody who was invited, without a name, and hasn't joined.
         *
         * @param email primary address
         * @param ago how long ago the invitation was
         * @return the person
         */
        public static Person invited(String email, Duration ago) {
            return new Person(email, "", "", Member.Status.INVITED, ago, false);
        }

        /**
         * A member who is suspended.
         *
         * @param email primary address
         * @param givenName given name
         * @param surname surname
         * @param ago how long ago the suspension was
         * @return the person
         */
        public static Person suspended(String email, String givenName, String surname, Duration ago) {
            return new Person(email, givenName, surname, Member.Status.SUSPENDED, ago, false);
        }

        /**
         * A former member, recoverable for seven days after the removal.
         *
         * @param email primary address
         * @param givenName given name
         * @param surname surname
         * @param ago how long ago the removal was
         * @return the person
         */
        public static Person removed(String email, String givenName, String surname, Duration ago) {
            return new Person(email, givenName, surname, Member.Status.REMOVED, ago, false);
        }

        /**
         * A former member whose account was converted to an individual one.
         *
         * @param email primary address
         * @param givenName given name
         * @param surname surname
         * @param ago how long ago the conversion was
         * @return the person
         */
        public static Person converted(String email, String givenName, String surname, Duration ago) {
            return new Person(email, givenName, surname, Member.Status.REMOVED, ago, true);
        }

        /**
         * The same person with an admin role.
         *
         * @param adminRole the role
         * @return the changed person
         */
        public Person as(AdminRole adminRole) {
            Person changed = new Person(this);
            changed.role = Optional.of(adminRole);
            return changed;
        }

        /**
         * The same person with the team's own id for them.
         *
         * @param id at most 64 characters
         * @return the changed person
         */
        public Person withExternalId(String id) {
            Person changed = new Person(this);
            changed.externalId = Optional.of(id);
            return changed;
        }

        /**
         * The same person with a sign-in in the audit log.
         *
         * @param ago how long ago it was
         * @return the changed person
         */
        public Person lastSeen(Duration ago) {
            Person changed = new Person(this);
            changed.lastSeen = Optional.of(ago);
            return changed;
        }

        /**
         * The same person as one who joined the team then, which the audit log tells; by default it was a year ago.
         *
         * @param ago how long ago it was
         * @return the changed person
         * @throws IllegalArgumentException for somebody who hasn't joined, or who was suspended or removed before
         */
        public Person joined(Duration ago) {
            boolean since = status == Member.Status.ACTIVE || ago.compareTo(this.since) > 0;
            if (status == Member.Status.INVITED || !since) {
                throw new IllegalArgumentException(
                        email + " is " + status.tag() + " and cannot have joined " + ago + " ago");
            }
            Person changed = new Person(this);
            changed.joined = Optional.of(ago);
            return changed;
        }

        /** The same person with half a year of sign-ins, the last of them at {@link #lastSeen} if that is given. */
        Person signingIn(Habit usual) {
            Person changed = new Person(this);
            changed.habit = Optional.of(usual);
            return changed;
        }

        /**
         * The same person with the deprecated limited membership, which takes no license.
         *
         * @return the changed person
         */
        public Person limited() {
            Person changed = new Person(this);
            changed.limited = true;
            return changed;
        }

        /**
         * The same person with an address that nobody has verified, as happens with single sign-on.
         *
         * @return the changed person
         */
        public Person unverified() {
            Person changed = new Person(this);
            changed.unverified = true;
            return changed;
        }

        /**
         * The same person with files.
         *
         * @param size how many bytes they take
         * @return the changed person
         */
        public Person owning(long size) {
            Person changed = new Person(this);
            changed.bytes = size;
            return changed;
        }

        /**
         * The same person, signed in on a device. Only active people can be.
         *
         * @param device one device more
         * @return the changed person
         */
        public Person on(Device device) {
            List<Device> more = new ArrayList<>(devices);
            more.add(Objects.requireNonNull(device, "device"));
            Person changed = new Person(this);
            changed.devices = List.copyOf(more);
            return changed;
        }

        /**
         * The same person with an app of a third party that sees the whole account, linked three months ago. Only active people have apps.
         *
         * @param app its name; an app of this name is the same for everybody
         * @return the changed person
         */
        public Person withApp(String app) {
            return withApp(app, false);
        }

        /**
         * The same person with an app of a third party that sees a folder of its own only, linked three months ago. Only active people
         * have apps.
         *
         * @param app its name; an app of this name is the same for everybody
         * @return the changed person
         */
        public Person withFolderApp(String app) {
            return withApp(app, true);
        }

        private Person withApp(String app, boolean hasFolder) {
            Map<String, Boolean> more = new LinkedHashMap<>(apps);
            more.put(Objects.requireNonNull(app, "app"), hasFolder);
            Person changed = new Person(this);
            changed.apps = Collections.unmodifiableMap(more);
            return changed;
        }

        String email() {
            return email;
        }

        String givenName() {
            return givenName;
        }

        String surname() {
            return surname;
        }

        Member.Status status() {
            return status;
        }

        Duration since() {
            return since;
        }

        boolean isConverted() {
            return converted;
        }

        boolean isLimited() {
            return limited;
        }

        boolean isUnverified() {
            return unverified;
        }

        Optional<AdminRole> role() {
            return role;
        }

        Optional<String> externalId() {
            return externalId;
        }

        Optional<Duration> lastSeen() {
            return lastSeen;
        }

        Optional<Duration> joined() {
            return joined;
        }

        /** Whether the audit log tells how the person came to the team and what happened since. */
        boolean hasPast() {
            return joined.isPresent() || status == Member.Status.INVITED;
        }

        Optional<Habit> habit() {
            return habit;
        }

        long bytes() {
            return bytes;
        }

        List<Device> devices() {
            return devices;
        }

        /** By name, each with whether it sees a folder of its own only. */
        Map<String, Boolean> apps() {
            return apps;
        }
    }
}
