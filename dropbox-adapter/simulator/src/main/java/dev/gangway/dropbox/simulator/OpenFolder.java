package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that its owner shares with others, who haven't mounted it. Immutable.
 *
 * @param id its namespace
 * @param path where the owner has it
 * @param inherits whether it takes over the members of the folder in which it lies
 */
record OpenFolder(String id, Member owner, String path, Set<Member> editors, boolean inherits, Instant since) {

    boolean isOpenTo(Member member) {
        return owner.equals(member) || editors.contains(member);
    }

    private String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * {@code SharedFolderMetadata}, as one of those who get in sees it.
     *
     * @param actions what the request asks about, if it does: an owner may do all, an editor nothing
     */
    Struct json(Member viewer, Team team, Optional<List<String>> actions) {
        boolean owns = owner.equals(viewer);
        Struct json = Struct.of()
                .with("access_type", Struct.tag(owns ? "owner" : "editor"))
                .with("is_inside_team_folder", false)
                .with("is_team_folder", false)
                .with("owner_display_names", List.of(owner.displayName()))
                .with("owner_team", Struct.of().with("id", team.id()).with("name", team.name()))
                .with("name", name())
                .with(
                        "policy",
                        Struct.of()
                                .with("acl_update_policy", Struct.tag("editors"))
                                .with("shared_link_policy", Struct.tag("anyone"))
                                .with("member_policy", Struct.tag("anyone"))
                                .with("resolved_member_policy", Struct.tag("anyone")))
                .with("preview_url", "https://www.dropbox.com/scl/fo/" + id)
                .with("shared_folder_id", id)
                .with("time_invited", since)
                .with("access_inheritance", Struct.tag(inherits ? "inherit" : "no_inherit"));
        actions.ifPresent(asked -> json.with(
                "permissions",
                asked.stream()
                        .map(action -> {
                            Struct permission = Struct.of()
                                    .with("action", Struct.tag(action))
                                    .with("allow", owns);
                            return owns ? permission : permission.with("reason", Struct.tag("permission_denied"));
                        })
                        .toList()));
        return owns ? json.with("path_lower", FileTree.lower(path)).with("path_display", path) : json;
    }
}
