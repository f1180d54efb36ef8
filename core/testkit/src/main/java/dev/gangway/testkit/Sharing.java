package dev.gangway.testkit;

import dev.gangway.result.Fact;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicy.Joining;
import dev.gangway.sharing.FolderPolicy.Links;
import dev.gangway.sharing.FolderPolicy.Managing;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.user.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom the team in memory shares with. Not thread-safe; {@link FrontDoor} lets one call in at a time, and answers with ids of people, so what a
 * change is about travels as one.
 */
final class Sharing {

    private static final String ID = "shared-";
    private static final UserId TRAVELLING = new UserId("sharing");

    private final SortedMap<Integer, AllowListEntry> allowed = new TreeMap<>();
    private final Map<SharedFolderId, FolderPolicy> folders = new LinkedHashMap<>();
    private int everAllowed;
    int room = 10_000;
    Joining most = Joining.ANYONE;

    /** By the number of coming. */
    SortedMap<Integer, AllowListEntry> allowed() {
        return Collections.unmodifiableSortedMap(allowed);
    }

    Change allow(Set<AllowListEntry> entries) {
        if (allowed.values().containsAll(entries)) {
            return Change.none(TRAVELLING);
        }
        long added = entries.stream().filter(it -> !allowed.containsValue(it)).count();
        return allowed.size() + added > room
                ? Change.refused(Reason.ALLOW_LIST_FULL, "allow_list_full")
                : Change.to(TRAVELLING, () -> entries.forEach(this::add));
    }

    private void add(AllowListEntry entry) {
        if (!allowed.containsValue(entry)) {
            allowed.put(++everAllowed, entry);
        }
    }

    Change disallow(Set<AllowListEntry> entries) {
        return Collections.disjoint(allowed.values(), entries)
                ? Change.none(TRAVELLING)
                : Change.to(TRAVELLING, () -> allowed.values().removeAll(entries));
    }

    SharedFolderId share(String name) {
        SharedFolderId id = new SharedFolderId(ID + (folders.size() + 1));
        put(id, name, Joining.ANYONE, Links.ANYONE, Managing.EDITORS, true);
        return id;
    }

    private void put(SharedFolderId id, String name, Joining joining, Links links, Managing managing, boolean viewers) {
        folders.put(
                id,
                new FolderPolicy(
                        id,
                        name,
                        Fact.of(false),
                        Fact.of(joining),
                        Fact.of(joining),
                        Fact.of(links),
                        Fact.of(managing),
                        Fact.of(viewers)));
    }

    /** The team's rule may be stricter than the folder's. */
    Optional<FolderPolicy> find(SharedFolderId id) {
        return Optional.ofNullable(folders.get(id))
                .map(it -> new FolderPolicy(
                        it.folder(),
                        it.name(),
                        it.ofTeam(),
                        it.joining(),
                        it.joining().map(set -> set.compareTo(most) > 0 ? most : set),
                        it.links(),
                        it.managing(),
                        it.viewers()));
    }

    Change change(SharedFolderId id, FolderPolicyChange change) {
        FolderPolicy now = folders.get(id);
        if (now == null) {
            return Change.refused(Reason.FOLDER_NOT_FOUND, "no_such_folder");
        }
        if (change.joining().filter(it -> it.compareTo(most) > 0).isPresent()) {
            return Change.refused(Reason.TEAM_POLICY, "team_is_stricter");
        }
        return change.isSo(now)
                ? Change.none(TRAVELLING)
                : Change.to(
                        TRAVELLING,
                        () -> put(
                                id,
                                now.name(),
                                after(change.joining(), now.joining()),
                                after(change.links(), now.links()),
                                after(change.managing(), now.managing()),
                                after(change.viewers(), now.viewers())));
    }

    private static <T> T after(Optional<T> wanted, Fact<T> now) {
        return wanted.or(now::toOptional).orElseThrow();
    }
}
