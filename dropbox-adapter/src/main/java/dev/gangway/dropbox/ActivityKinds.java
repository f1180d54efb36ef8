package dev.gangway.dropbox;

import dev.gangway.activity.ActivityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of Dropbox's events are of which kind, and what to ask the log for to get the events of some kinds. Specified. */
final class ActivityKinds {

    private static final String SHARING = "sharing";
    private static final String POLICIES = "team_policies";
    private static final String PEOPLE = "members";
    private static final String SIGN_INS = "logins";
    private static final String DEVICES = "devices";

    /** A request asks for one type or one category; rather than for more types of a category, it is asked for as a whole. */
    private static final int MOST_TYPES = 4;

    private record Types(ActivityKind kind, String category, List<String> names) {
        static Types of(ActivityKind kind, String category, String... names) {
            return new Types(kind, category, List.of(names));
        }
    }

    private static final List<Types> TYPES = List.of(
            Types.of(
                    ActivityKind.FOLDER_SHARED,
                    SHARING,
                    "shared_folder_create",
                    "collection_share",
                    "note_shared",
                    "shmodel_group_share"),
            Types.of(ActivityKind.UNSHARED, SHARING, "shared_content_unshare"),
            Types.of(
                    ActivityKind.SHARE_MEMBER_ADDED,
                    SHARING,
                    "shared_content_add_member",
                    "shared_content_claim_invitation",
                    "shared_content_restore_member",
                    "media_hub_project_team_add",
                    "replay_project_team_add",
                    "sf_add_group",
                    "sf_team_grant_access",
                    "sf_team_join",
                    "sf_team_join_from_oob_link"),
            Types.of(
                    ActivityKind.SHARE_MEMBER_REMOVED,
                    SHARING,
                    "shared_content_remove_member",
                    "shared_content_relinquish_membership",
                    "media_hub_project_team_delete",
                    "replay_project_team_delete"),
            Types.of(
                    ActivityKind.SHARE_INVITED,
                    SHARING,
                    "shared_content_add_invitees",
                    "shared_content_restore_invitees",
                    "sf_fb_invite",
                    "sf_invite_group",
                    "sf_team_invite"),
            Types.of(
                    ActivityKind.SHARE_INVITATION_ENDED,
                    SHARING,
                    "shared_content_remove_invitees",
                    "shared_folder_decline_invitation",
                    "sf_fb_uninvite",
                    "sf_team_uninvite"),
            Types.of(
                    ActivityKind.SHARE_ROLE_CHANGED,
                    SHARING,
                    "shared_content_change_member_role",
                    "shared_content_change_invitee_role",
                    "media_hub_project_team_role_changed",
                    "sf_fb_invite_change_role",
                    "sf_team_invite_change_role"),
            Types.of(ActivityKind.SHARE_OWNER_CHANGED, SHARING, "shared_folder_transfer_ownership"),
            Types.of(ActivityKind.SHARE_ACCESS_REQUESTED, SHARING, "shared_content_request_access"),
            Types.of(
                    ActivityKind.SHARED_CONTENT_VIEWED,
                    SHARING,
                    "shared_content_view",
                    "file_transfers_transfer_view",
                    "open_note_shared",
                    "shared_note_opened"),
            Types.of(
                    ActivityKind.SHARED_CONTENT_DOWNLOADED,
                    SHARING,
                    "shared_content_download",
                    "shared_content_copy",
                    "file_transfers_transfer_download"),
            Types.of(
                    ActivityKind.LINK_CREATED,
                    SHARING,
                    "shared_link_create",
                    "media_hub_shared_link_created",
                    "replay_file_shared_link_created",
                    "send_and_track_link_created"),
            Types.of(
                    ActivityKind.LINK_DISABLED,
                    SHARING,
                    "shared_link_disable",
                    "media_hub_shared_link_revoked",
                    "send_and_track_link_deleted",
                    "send_and_track_removed_file_and_associated_links"),
            Types.of(
                    ActivityKind.LINK_AUDIENCE_CHANGED,
                    SHARING,
                    "shared_link_change_visibility",
                    "shared_link_settings_change_audience",
                    "shared_content_change_link_audience",
                    "media_hub_shared_link_audience_changed",
                    "shared_link_remove_visitor"),
            Types.of(
                    ActivityKind.LINK_SETTINGS_CHANGED,
                    SHARING,
                    "shared_content_add_link_expiry",
                    "shared_content_add_link_password",
                    "shared_content_change_link_expiry",
                    "shared_content_change_link_password",
                    "shared_content_remove_link_expiry",
                    "shared_content_remove_link_password",
                    "shared_link_add_expiry",
                    "shared_link_change_expiry",
                    "shared_link_remove_expiry",
                    "shared_link_settings_add_expiration",
                    "shared_link_settings_add_password",
                    "shared_link_settings_allow_download_disabled",
                    "shared_link_settings_allow_download_enabled",
                    "shared_link_settings_change_expiration",
                    "shared_link_settings_change_password",
                    "shared_link_settings_remove_expiration",
                    "shared_link_settings_remove_password",
                    "media_hub_shared_link_download_setting_changed",
                    "replay_file_shared_link_modified",
                    "send_and_track_link_updated",
                    "shmodel_disable_downloads",
                    "shmodel_enable_downloads"),
            Types.of(ActivityKind.LINK_SENT, SHARING, "shared_link_share", "file_transfers_transfer_send"),
            Types.of(ActivityKind.LINK_VIEWED, SHARING, "shared_link_view", "send_and_track_link_viewed"),
            Types.of(ActivityKind.LINK_DOWNLOADED, SHARING, "shared_link_download", "shared_link_copy"),
            Types.of(
                    ActivityKind.FOLDER_POLICY_CHANGED,
                    SHARING,
                    "shared_folder_change_link_policy",
                    "shared_folder_change_members_inheritance_policy",
                    "shared_folder_change_members_management_policy",
                    "shared_folder_change_members_policy",
                    "shared_content_change_downloads_policy",
                    "shared_content_change_viewer_info_policy",
                    "sf_allow_non_members_to_view_shared_links",
                    "sf_external_invite_warn"),
            Types.of(ActivityKind.ALLOW_LIST_CHANGED, POLICIES, "team_sharing_whitelist_subjects_changed"),
            Types.of(
                    ActivityKind.SHARING_POLICY_CHANGED,
                    POLICIES,
                    "folder_link_restriction_policy_changed",
                    "send_and_track_policy_changed",
                    "shared_link_default_permissions_policy_changed",
                    "sharing_change_folder_join_policy",
                    "sharing_change_link_allow_change_expiration_policy",
                    "sharing_change_link_default_expiration_policy",
                    "sharing_change_link_enforce_password_policy",
                    "sharing_change_link_policy",
                    "sharing_change_member_policy",
                    "top_level_content_policy_changed",
                    "viewer_info_policy_changed"),
            Types.of(ActivityKind.DEVICE_LINKED, DEVICES, "device_link_success"),
            Types.of(ActivityKind.DEVICE_UNLINKED, DEVICES, "device_unlink"),
            Types.of(ActivityKind.MEMBER_STATUS_CHANGED, PEOPLE, "member_change_status"),
            Types.of(ActivityKind.ADMIN_ROLE_CHANGED, PEOPLE, "member_change_admin_role"),
            Types.of(ActivityKind.PARTNER_ROLE_CHANGED, PEOPLE, "member_change_reseller_role"),
            Types.of(ActivityKind.PARTNER_SESSION_STARTED, SIGN_INS, "reseller_support_session_start"),
            Types.of(ActivityKind.PARTNER_SESSION_ENDED, SIGN_INS, "reseller_support_session_end"),
            Types.of(ActivityKind.PARTNER_ACCESS_SWITCHED, POLICIES, "reseller_support_change_policy"));

    private static final Map<String, ActivityKind> KIND_OF_TYPE = kindOfType();

    private ActivityKinds() {}

    private static Map<String, ActivityKind> kindOfType() {
        Map<String, ActivityKind> kinds = new HashMap<>();
        TYPES.forEach(each -> each.names().forEach(name -> kinds.put(name, each.kind())));
        return Map.copyOf(kinds);
    }

    /** The kind of an event; what has no word of its own is still told, by its category. */
    static ActivityKind of(String type, String category) {
        ActivityKind known = KIND_OF_TYPE.get(type);
        if (known != null) {
            return known;
        }
        return switch (category) {
            case SHARING -> ActivityKind.OTHER_SHARING;
            case POLICIES -> ActivityKind.POLICY_CHANGED;
            default -> ActivityKind.OTHER;
        };
    }

    /**
     * What one listing of the log is filtered by.
     *
     * @param field {@code category} or {@code event_type}; empty for everything
     * @param tag its value
     */
    record Query(String field, String tag) {
        private static final Query EVERYTHING = new Query("", "");
    }

    /** The listings that together have all events of some kinds, always the same in the same order for the same kinds. */
    static List<Query> queries(Set<ActivityKind> kinds) {
        if (kinds.contains(ActivityKind.OTHER)) {
            return List.of(Query.EVERYTHING);
        }
        Map<String, List<String>> types = new HashMap<>();
        TYPES.stream()
                .filter(it -> kinds.contains(it.kind()))
                .forEach(it -> types.computeIfAbsent(it.category(), each -> new ArrayList<>())
                        .addAll(it.names()));
        Set<String> whole = types.entrySet().stream()
                .filter(it -> it.getValue().size() > MOST_TYPES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (kinds.contains(ActivityKind.OTHER_SHARING)) {
            whole.add(SHARING);
        }
        if (kinds.contains(ActivityKind.POLICY_CHANGED)) {
            whole.add(POLICIES);
        }
        List<Query> queries = new ArrayList<>();
        whole.forEach(it -> queries.add(new Query("category", it)));
        types.forEach((category, names) -> {
            if (!whole.contains(category)) {
                names.forEach(it -> queries.add(new Query("event_type", it)));
            }
        });
        queries.sort(Comparator.comparing(Query::field).thenComparing(Query::tag));
        return queries;
    }

    /** All types that have a kind of their own, with their categories. */
    static Map<String, String> categories() {
        Map<String, String> categories = new HashMap<>();
        TYPES.forEach(each -> each.names().forEach(name -> categories.put(name, each.category())));
        return categories;
    }
}
