package dev.gangway.user;

import dev.gangway.result.Fact;
import java.util.List;
import java.util.Objects;

/**
 * What hangs on a person: read for a plan, so that nothing comes as a surprise. What the provider or the scopes don't tell is unknown,
 * never zero. Immutable.
 *
 * @param devices how many devices are linked
 * @param webSessions how many web sessions are open
 * @param linkedApps the names of apps that the person linked to the account
 * @param groups the groups that the person is in, and which of them the person manages; those that the provider manages itself may be left out
 * @param legalHold whether the person's data is under legal hold
 * @param storedBytes how many bytes of files the person has
 * @param quota how many the person may have
 */
public record Holdings(
        Fact<Integer> devices,
        Fact<Integer> webSessions,
        Fact<List<String>> linkedApps,
        Fact<List<GroupMembership>> groups,
        Fact<Boolean> legalHold,
        Fact<Long> storedBytes,
        Fact<Quota> quota) {

    /**
     * Checks and copies the parts.
     *
     * @param devices how many devices
     * @param webSessions how many web sessions
     * @param linkedApps the linked apps
     * @param groups the groups
     * @param legalHold whether under legal hold
     * @param storedBytes how many bytes of files
     * @param quota how many are allowed
     */
    public Holdings {
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(webSessions, "webSessions");
        linkedApps = linkedApps.map(List::copyOf);
        groups = groups.map(List::copyOf);
        Objects.requireNonNull(legalHold, "legalHold");
        Objects.requireNonNull(storedBytes, "storedBytes");
        Objects.requireNonNull(quota, "quota");
    }

    /**
     * Nothing is known.
     *
     * @param why why not, for a person
     * @return holdings of which every part is unknown
     */
    public static Holdings unknown(String why) {
        return new Holdings(
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why));
    }
}
