package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.Optional;

/** What is known of a shared folder besides its content. Guarded by the world's lock. */
final class SharedFolder {
    private final String id;
    private final String name;
    private final Optional<Member> owner;
    private final Instant since;
    private String memberPolicy = "anyone";
    private String aclUpdatePolicy = "editors";
    private String sharedLinkPolicy = "anyone";
    private String viewerInfoPolicy = "enabled";

    /**
     * A folder as open as can be.
     *
     * @param owner whose it is; empty for a team folder
     */
    SharedFolder(String id, String name, Optional<Member> owner, Instant since) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.since = since;
    }

    boolean isOwnedBy(Member member) {
        return owner.filter(member::equals).isPresent();
    }

    boolean isTeamFolder() {
        return owner.isEmpty();
    }

    String policy(String field) {
        return switch (field) {
            case "member_policy" -> memberPolicy;
            case "acl_update_policy" -> aclUpdatePolicy;
            case "shared_link_policy" -> sharedLinkPolicy;
            default -> viewerInfoPolicy;
        };
    }

    void policy(String field, String tag) {
        switch (field) {
            case "member_policy" -> memberPolicy = tag;
            case "acl_update_policy" -> aclUpdatePolicy = tag;
            case "shared_link_policy" -> sharedLinkPolicy = tag;
            default -> viewerInfoPolicy = tag;
        }
    }

    /** {@code SharedFolderMetadata}, with the name as it is now. */
    Struct json(String nameNow, String teamsMemberPolicy) {
        return Struct.of()
                .with("access_type", Struct.tag("owner"))
                .with("is_inside_team_folder", false)
                .with("is_team_folder", isTeamFolder())
                .with("name", nameNow)
                .with(
                        "policy",
                        Struct.of()
                                .with("member_policy", Struct.tag(memberPolicy))
                                .with(
                                        "resolved_member_policy",
                                        Struct.tag(SharedFolders.stricter(memberPolicy, teamsMemberPolicy)))
                                .with("acl_update_policy", Struct.tag(aclUpdatePolicy))
                                .with("shared_link_policy", Struct.tag(sharedLinkPolicy))
                                .with("viewer_info_policy", Struct.tag(viewerInfoPolicy)))
                .with("preview_url", "https://www.dropbox.com/scl/fo/simulated-" + id)
                .with("shared_folder_id", id)
                .with("time_invited", since)
                .with("access_inheritance", Struct.tag("inherit"));
    }

    String name() {
        return name;
    }
}
