package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The team's groups; the first is the system's group of everybody. Guarded by the world's lock. */
final class Groups {
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Group> byId = new HashMap<>();
    private final Map<String, Group> byExternalId = new HashMap<>();
    private final Map<String, Group> byName = new HashMap<>();
    private final Group everyone;

    Groups(String teamName, Ids ids, Instant created) {
        everyone = found(ids.group(), "Everyone at " + teamName, Group.Management.SYSTEM_MANAGED, created);
    }

    /** The system-managed group that everybody is in at once, also when only invited. */
    Group everyone() {
        return everyone;
    }

    /** Every group there ever was, oldest first; never shrinks, so that an index into it is a stable position. */
    List<Group> all() {
        return Collections.unmodifiableList(groups);
    }

    /** The group with this id, possibly a deleted one. */
    Optional<Group> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Group> byExternalId(String externalId) {
        return Optional.ofNullable(byExternalId.get(externalId));
    }

    /** The group with this name; that case makes no difference is assumed. */
    Optional<Group> byName(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** A new, empty group, whose name nobody else has. */
    Group found(String id, String name, Group.Management management, Instant created) {
        Group group = new Group(id, name, management, created);
        groups.add(group);
        byId.put(id, group);
        byName.put(key(name), group);
        return group;
    }

    void rename(Group group, String name) {
        byName.remove(key(group.name()));
        group.name(name);
        byName.put(key(name), group);
    }

    void changeExternalId(Group group, Optional<String> externalId) {
        group.externalId().ifPresent(byExternalId::remove);
        group.externalId(externalId);
        externalId.ifPresent(changed -> byExternalId.put(changed, group));
    }

    /** Its name and external id are free again. */
    void delete(Group group) {
        byName.remove(key(group.name()));
        group.externalId().ifPresent(byExternalId::remove);
        group.delete();
    }

    /** A member is on the team, perhaps again: in no group but everybody's. */
    void join(Member member) {
        if (!everyone.has(member)) {
            everyone.add(member, false);
        }
    }

    /** A member has left the team and with it every group. */
    void leave(Member member) {
        List.copyOf(member.groupIds()).forEach(id -> byId(id).ifPresent(group -> group.remove(member)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
