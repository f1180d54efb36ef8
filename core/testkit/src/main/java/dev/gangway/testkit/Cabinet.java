package dev.gangway.testkit;

import dev.gangway.result.Fact;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.user.UserId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The team folders of the team in memory. Not thread-safe; {@link FrontDoor} lets one call in at a time, and answers with ids of people, so a
 * folder's id travels as one.
 */
final class Cabinet {

    private static final String ID = "folder-";

    private final SortedMap<Integer, TeamFolder> folders = new TreeMap<>();

    SortedMap<Integer, TeamFolder> all() {
        return Collections.unmodifiableSortedMap(folders);
    }

    Optional<TeamFolder> find(TeamFolderId id) {
        return folders.values().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** A new folder in use, whatever the rules say. */
    TeamFolderId add(String name) {
        TeamFolderId id = new TeamFolderId(ID + (folders.size() + 1));
        put(new TeamFolder(id, name, Status.ACTIVE, Fact.of(SyncSetting.SYNCED)));
        return id;
    }

    void put(TeamFolder folder) {
        folders.put(Integer.valueOf(folder.id().value().substring(ID.length())), folder);
    }

    void put(TeamFolderId id, Status status) {
        TeamFolder it = find(id).orElseThrow(() -> new IllegalArgumentException("There is no team folder " + id + "."));
        put(new TeamFolder(id, it.name(), status, it.sync()));
    }

    Change create(String name) {
        if (isTaken(name, Optional.empty())) {
            return Change.refused(Reason.FOLDER_NAME_TAKEN, "folder_name_taken");
        }
        UserId next = new UserId(ID + (folders.size() + 1));
        return Change.to(next, () -> add(name));
    }

    Change rename(TeamFolderId id, String name) {
        return ofOneInUse(id, it -> {
            if (it.name().equals(name)) {
                return Change.none(travelling(id));
            }
            return isTaken(name, Optional.of(id))
                    ? Change.refused(Reason.FOLDER_NAME_TAKEN, "folder_name_taken")
                    : Change.to(travelling(id), () -> put(new TeamFolder(id, name, it.status(), it.sync())));
        });
    }

    Change archive(TeamFolderId id) {
        return find(id).map(TeamFolder::status).equals(Optional.of(Status.ARCHIVED))
                ? Change.none(travelling(id))
                : ofOneInUse(id, it -> Change.to(travelling(id), () -> put(id, Status.ARCHIVED)));
    }

    Change changeSync(TeamFolderId id, SyncSetting sync) {
        return ofOneInUse(
                id,
                it -> it.sync().equals(Fact.of(sync))
                        ? Change.none(travelling(id))
                        : Change.to(
                                travelling(id), () -> put(new TeamFolder(id, it.name(), it.status(), Fact.of(sync)))));
    }

    private Change ofOneInUse(TeamFolderId id, Function<TeamFolder, Change> decide) {
        Optional<TeamFolder> folder = find(id);
        if (folder.isEmpty()) {
            return Change.refused(Reason.FOLDER_NOT_FOUND, "no_such_folder");
        }
        return folder.get().status() == Status.ACTIVE
                ? decide.apply(folder.get())
                : Change.refused(Reason.FOLDER_STATUS, "folder_not_in_use");
    }

    private boolean isTaken(String name, Optional<TeamFolderId> but) {
        return folders.values().stream()
                .anyMatch(it -> it.name().equalsIgnoreCase(name) && !but.equals(Optional.of(it.id())));
    }

    private static UserId travelling(TeamFolderId id) {
        return new UserId(id.value());
    }
}
