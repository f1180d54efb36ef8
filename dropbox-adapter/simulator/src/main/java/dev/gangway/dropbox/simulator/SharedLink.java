package dev.gangway.dropbox.simulator;

import java.util.List;

/**
 * A link by which a member shares a file or folder with everybody who has it. Immutable.
 *
 * @param path what it leads to
 */
record SharedLink(String url, Member owner, String path) {

    /** Whether it lets somebody into a place: it leads there, or to a folder on the way. */
    boolean leadsTo(FileTree.Node place, boolean directly) {
        String target = FileTree.lower(path);
        return place.lower().equals(target) || (!directly && place.lower().startsWith(target + "/"));
    }

    /** {@code SharedLinkMetadata}. */
    Struct json(FileTree.Node place, Team team) {
        Struct json = Struct.tag(place.file().isPresent() ? "file" : "folder")
                .with("url", url)
                .with("id", place.id())
                .with("name", place.name())
                .with("path_lower", place.lower())
                .with("link_permissions", permissions())
                .with(
                        "team_member_info",
                        Struct.of()
                                .with(
                                        "team_info",
                                        Struct.of().with("id", team.id()).with("name", team.name()))
                                .with("display_name", owner.displayName())
                                .with("member_id", owner.id()));
        place.file()
                .ifPresent(it -> json.with("client_modified", it.modified())
                        .with("server_modified", it.modified())
                        .with("rev", it.rev())
                        .with("size", it.size()));
        return json;
    }

    /** {@code LinkPermissions}. */
    private static Struct permissions() {
        return Struct.of()
                .with("resolved_visibility", Struct.tag("public"))
                .with("requested_visibility", Struct.tag("public"))
                .with("can_revoke", true)
                .with("visibility_policies", List.of())
                .with("can_set_expiry", true)
                .with("can_remove_expiry", false)
                .with("allow_download", true)
                .with("can_allow_download", true)
                .with("can_disallow_download", true)
                .with("allow_comments", true)
                .with("team_restricts_comments", false)
                .with("require_password", false);
    }
}
