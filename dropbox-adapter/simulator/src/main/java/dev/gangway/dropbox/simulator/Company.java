package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Names.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The 250 people of {@link TeamSetup#of250}, always the same ones: who they are and what became of them. */
final class Company {
    private static final int LICENSES = 260;
    private static final int PEOPLE = 250;
    private static final int FOUNDED_DAYS_AGO = 2190;
    private static final List<AdminRole> ROLES = List.of(
            AdminRole.TEAM,
            AdminRole.TEAM,
            AdminRole.USER_MANAGEMENT,
            AdminRole.SUPPORT,
            AdminRole.BILLING,
            AdminRole.SECURITY,
            AdminRole.REPORTING);
    private static final int[] INVITED = {1, 2, 4, 9, 34, 71, 140};
    private static final int[] SUSPENDED = {3, 12, 40, 95, 160};
    private static final int[] REMOVED = {1, 2, 5, 12, 25, 48, 90, 210, 400};
    private static final int CONVERTED = 75;

    /** Days since the last sign-in of those who seem to have no use for their license. */
    private static final int[] IDLE = {
        61, 63, 64, 66, 69, 71, 74, 76, 79, 83, 86, 90, 94, 97, 103, 108, 113, 119, 126, 133, 141, 149, 158, 166, 174
    };

    private static final int[] ON_LEAVE = {9, 11, 13, 14, 16, 18, 20, 23, 27, 31, 38, 46};

    /** Who of the active people, by their number, joined and never signed in. */
    private static final Set<Integer> NEVER = Set.of(58, 131, 187, 226);

    private static final double[] RATES = {0.9, 0.75, 0.6, 0.4, 0.4, 0.25, 0.25, 0.15};
    private static final String[] METHODS = {
        "password", "two_factor_authentication", "two_factor_authentication", "password", "google_oauth"
    };

    /** The larger a department, the more often it stands here. */
    private static final List<String> DEPARTMENTS = List.of(
            "Engineering",
            "Sales",
            "Customer Support",
            "Engineering",
            "Marketing",
            "Operations",
            "Engineering",
            "Finance",
            "Sales",
            "Customer Support",
            "Engineering",
            "Design",
            "Operations",
            "People",
            "Sales",
            "Legal");

    private final Random chance = new Random(250);
    private final Map<String, List<String>> departments = new LinkedHashMap<>();
    private final List<Person> people = new ArrayList<>();
    private int named;

    private Company() {}

    static TeamSetup setup() {
        Company company = new Company();
        company.hire();
        company.people.sort(Comparator.comparing(Company::came).reversed());
        return company.withGroups(TeamSetup.of("Example Corp", LICENSES, company.people));
    }

    private TeamSetup withGroups(TeamSetup team) {
        TeamSetup grouped = team;
        for (Map.Entry<String, List<String>> department : departments.entrySet()) {
            grouped = grouped.withCompanyGroup(department.getKey(), department.getValue());
        }
        List<String> sales = members("Sales");
        List<String> marketing = members("Marketing");
        return grouped.withGroup("Product launch", marketing.subList(0, 2), sales.subList(0, 9))
                .withGroup("Office move", members("Operations").subList(3, 4), members("People"));
    }

    private List<String> members(String department) {
        return departments.getOrDefault(department, List.of());
    }

    private void hire() {
        int active = PEOPLE - INVITED.length - SUSPENDED.length;
        for (int i = 0; i < active; i++) {
            people.add(active(i, joinedDaysAgo(i, active)));
        }
        for (int ago : SUSPENDED) {
            Name name = name();
            people.add(formerly(Person.suspended(name.email(), name.given(), name.surname(), hours(ago)), name, ago));
        }
        for (int ago : REMOVED) {
            Name name = name();
            people.add(formerly(Person.removed(name.email(), name.given(), name.surname(), hours(ago)), name, ago));
        }
        Name gone = name();
        people.add(formerly(
                Person.converted(gone.email(), gone.given(), gone.surname(), hours(CONVERTED)), gone, CONVERTED));
        for (int ago : INVITED) {
            people.add(Person.invited(name().email(), hours(ago)));
        }
    }

    private Person active(int number, int joinedDaysAgo) {
        Name name = name();
        departments
                .computeIfAbsent(DEPARTMENTS.get(number * 5 % DEPARTMENTS.size()), department -> new ArrayList<>())
                .add(name.email());
        Person person = Person.active(name.email(), name.given(), name.surname())
                .joined(hours(joinedDaysAgo))
                .withExternalId("E-" + (2001 + number))
                .owning(bytes());
        if (number < ROLES.size()) {
            return person.as(ROLES.get(number)).signingIn(new Habit(0.85, "two_factor_authentication", name.zone()));
        }
        if (NEVER.contains(number)) {
            return person.owning(0);
        }
        Person regular = person.signingIn(habit(name));
        int place = number - ROLES.size();
        if (place % 7 == 3 && place / 7 < IDLE.length) {
            return regular.lastSeen(Duration.ofDays(IDLE[place / 7 * 7 % IDLE.length]));
        }
        if (place % 16 == 7 && place / 16 < ON_LEAVE.length) {
            return regular.lastSeen(Duration.ofDays(ON_LEAVE[place / 16]));
        }
        return regular;
    }

    private Person formerly(Person person, Name name, int changedDaysAgo) {
        return person.joined(hours(changedDaysAgo + 120 + chance.nextInt(1400)))
                .withExternalId("E-" + (3001 + named))
                .owning(bytes())
                .signingIn(habit(name));
    }

    /** Few at first, more and more later, the newest last week. */
    private static int joinedDaysAgo(int number, int of) {
        double left = 1 - (double) number / of;
        return 3 + (int) (FOUNDED_DAYS_AGO * Math.pow(left, 1.4));
    }

    private Name name() {
        Name name = Names.of(named);
        named++;
        return name;
    }

    private Habit habit(Name name) {
        return new Habit(RATES[chance.nextInt(RATES.length)], METHODS[chance.nextInt(METHODS.length)], name.zone());
    }

    /** Mostly a few gigabytes, sometimes hundreds. */
    private long bytes() {
        return (long) (4e9 * Math.exp(1.3 * chance.nextGaussian()));
    }

    /** So many days, give or take some hours, so that not everything happened at the same time of day. */
    private Duration hours(int days) {
        return Duration.ofDays(days).minusMinutes(chance.nextInt(600));
    }

    private static Duration came(Person person) {
        return person.joined().orElse(person.since());
    }
}
