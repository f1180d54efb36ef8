package dev.gangway.dropbox.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The team's folders. Guarded by the world's lock. */
final class TeamFolders {
    private final List<TeamFolder> folders = new ArrayList<>();

    /** A new folder in use; nothing is checked. */
    TeamFolder make(Ids ids, String name, String syncSetting) {
        TeamFolder folder = new TeamFolder(ids.namespace(), name, syncSetting);
        folders.add(folder);
        return folder;
    }

    /** Every folder, oldest first; never shrinks, so that an index into it is a stable position. */
    List<TeamFolder> all() {
        return Collections.unmodifiableList(folders);
    }

    Optional<TeamFolder> byId(String id) {
        return folders.stream().filter(folder -> folder.id().equals(id)).findFirst();
    }

    /** The folder that keeps all others from having this name, an archived one too; case makes no difference [both assumed]. */
    Optional<TeamFolder> byName(String name) {
        return folders.stream()
                .filter(folder -> folder.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
