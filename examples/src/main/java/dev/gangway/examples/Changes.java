package dev.gangway.examples;

import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the people of one report differ from those of an earlier one. Immutable.
 *
 * @param arrived who is there only now
 * @param gone who was there only before
 * @param different who is there in both, but not as before, as they are now
 */
record Changes(List<User> arrived, List<User> gone, List<User> different) {

    static Changes between(LicenseReport before, LicenseReport after) {
        Map<UserId, User> then = people(before);
        Map<UserId, User> now = people(after);
        return new Changes(
                now.values().stream().filter(it -> !then.containsKey(it.id())).toList(),
                then.values().stream().filter(it -> !now.containsKey(it.id())).toList(),
                now.values().stream()
                        .filter(it -> then.containsKey(it.id()) && !it.equals(then.get(it.id())))
                        .toList());
    }

    private static Map<UserId, User> people(LicenseReport report) {
        Map<UserId, User> people = new LinkedHashMap<>();
        report.people().stream().map(LicenseUse::user).forEach(it -> people.put(it.id(), it));
        return people;
    }
}
