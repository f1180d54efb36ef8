package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What members share, and the team's own folders as shared ones: the id of a team folder is that of a shared folder [specified]. */
final class SharedFolders {
    private static final List<String> FROM_STRICT = List.of("team", "team_and_approved", "anyone");

    private final TeamFolders teamFolders;
    private final Map<String, SharedFolder> folders = new HashMap<>();

    SharedFolders(TeamFolders teamFolders) {
        this.teamFolders = teamFolders;
    }

    String share(Ids ids, String name, Member owner, Instant now) {
        String id = ids.namespace();
        folders.put(id, new SharedFolder(id, name, Optional.of(owner), now));
        return id;
    }

    /** One of a member's, by its name, for an event; it is shared if there is none yet. */
    NamedFolder named(Ids ids, String name, Member owner, Instant now) {
        String id = folders.entrySet().stream()
                .filter(it ->
                        it.getValue().isOwnedBy(owner) && it.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> share(ids, name, owner, now));
        return new NamedFolder(id, name);
    }

    Optional<SharedFolder> byId(String id, Instant now) {
        Optional<TeamFolder> teamFolder = teamFolders.byId(id);
        return teamFolder.isPresent()
                ? Optional.of(folders.computeIfAbsent(
                        id, it -> new SharedFolder(it, teamFolder.get().name(), Optional.empty(), now)))
                : Optional.ofNullable(folders.get(id));
    }

    /** A team folder may have got another name. */
    String name(SharedFolder folder, String id) {
        return teamFolders.byId(id).map(TeamFolder::name).orElse(folder.name());
    }

    static String stricter(String one, String other) {
        return isStricter(one, other) ? one : other;
    }

    static boolean isStricter(String one, String other) {
        return FROM_STRICT.indexOf(one) < FROM_STRICT.indexOf(other);
    }
}
