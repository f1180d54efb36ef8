package dev.gangway.dropbox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.ByteString;

/**
 * What lies beside each other in the root of a team whose members have one in common: everybody's own folder, and folders of the team.
 * Guarded by the world's lock.
 */
final class TeamSpace {
    /** The namespace of the root; no other one is called so. */
    static final String ROOT = "1000000000";

    private final List<OpenFolder> folders = new ArrayList<>();

    /** A folder in the root, a member's own or one of the team. */
    record Place(String namespace, String path, Optional<OpenFolder> folder) {
        /** {@code FolderMetadata}. */
        Struct json() {
            return Struct.tag("folder")
                    .with("name", path.substring(1))
                    .with("path_lower", FileTree.lower(path))
                    .with("path_display", path)
                    .with(
                            "id",
                            "id:"
                                    + ByteString.encodeUtf8(namespace)
                                            .sha256()
                                            .base64Url()
                                            .substring(0, 22))
                    .with("sharing_info", Struct.of().with("read_only", false).with("shared_folder_id", namespace));
        }
    }

    static boolean isOf(Team team) {
        return Boolean.TRUE.equals(team.feature("has_team_shared_dropbox"));
    }

    /** The team's folders, oldest first. */
    List<OpenFolder> folders() {
        return folders;
    }

    /** All that is in the root, members' own folders first. */
    List<Place> places(Team team) {
        List<Place> places = new ArrayList<>();
        team.members().stream()
                .filter(Member::isCurrent)
                .forEach(it -> places.add(new Place(it.memberFolderId(), home(it), Optional.empty())));
        folders.forEach(it -> places.add(new Place(it.id(), it.path(), Optional.of(it))));
        return places;
    }

    /** Where a member's own folder is; the id keeps two people of one name apart [assumed]. */
    static String home(Member member) {
        return "/" + (member.displayName().isBlank() ? member.memberFolderId() : member.displayName());
    }

    Optional<Place> at(Team team, String path) {
        return places(team).stream()
                .filter(it ->
                        FileTree.lower(it.path()).equals(FileTree.lower(path)) || path.equals("ns:" + it.namespace()))
                .findFirst();
    }

    void rename(OpenFolder folder, String path) {
        folders.set(
                folders.indexOf(folder),
                new OpenFolder(folder.id(), folder.owner(), path, folder.editors(), folder.inherits(), folder.since()));
    }
}
