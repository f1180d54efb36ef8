package dev.gangway.dropbox.simulator;

/**
 * A type of audit event, as the specification lists them. A family of routes declares the types it writes as constants here.
 *
 * @param name the tag, e.g. {@code login_success}; the details' tag is this with {@code _details}
 * @param category the tag of its {@code EventCategory}
 * @param description display text without the category that stands before it in brackets
 */
record EventType(String name, String category, String description) {
    static final EventType APP_LINK_TEAM = new EventType("app_link_team", "apps", "Linked app for team");
    static final EventType APP_UNLINK_TEAM = new EventType("app_unlink_team", "apps", "Unlinked app for team");
    static final EventType APP_LINK_USER = new EventType("app_link_user", "apps", "Linked app for member");
    static final EventType APP_UNLINK_USER = new EventType("app_unlink_user", "apps", "Unlinked app for member");
    static final EventType DEVICE_LINK_SUCCESS = new EventType("device_link_success", "devices", "Linked device");
    static final EventType DEVICE_UNLINK = new EventType("device_unlink", "devices", "Disconnected device");
    static final EventType DIRECTORY_RESTRICTIONS_ADD_MEMBERS = new EventType(
            "directory_restrictions_add_members", "team_policies", "Added members to directory restrictions list");
    static final EventType DIRECTORY_RESTRICTIONS_REMOVE_MEMBERS = new EventType(
            "directory_restrictions_remove_members",
            "team_policies",
            "Removed members from directory restrictions list");
    static final EventType FILE_ADD = new EventType("file_add", "file_operations", "Added files and/or folders");
    static final EventType GROUP_ADD_EXTERNAL_ID =
            new EventType("group_add_external_id", "groups", "Added external ID for group");
    static final EventType GROUP_ADD_MEMBER =
            new EventType("group_add_member", "groups", "Added team members to group");
    static final EventType GROUP_CHANGE_EXTERNAL_ID =
            new EventType("group_change_external_id", "groups", "Changed external ID for group");
    static final EventType GROUP_CHANGE_MANAGEMENT_TYPE =
            new EventType("group_change_management_type", "groups", "Changed group management type");
    static final EventType GROUP_CHANGE_MEMBER_ROLE =
            new EventType("group_change_member_role", "groups", "Changed manager permissions of group member");
    static final EventType GROUP_CREATE = new EventType("group_create", "groups", "Created group");
    static final EventType GROUP_DELETE = new EventType("group_delete", "groups", "Deleted group");
    static final EventType GROUP_REMOVE_EXTERNAL_ID =
            new EventType("group_remove_external_id", "groups", "Removed external ID for group");
    static final EventType GROUP_REMOVE_MEMBER =
            new EventType("group_remove_member", "groups", "Removed team members from group");
    static final EventType GROUP_RENAME = new EventType("group_rename", "groups", "Renamed group");
    static final EventType LEGAL_HOLDS_ACTIVATE_A_HOLD =
            new EventType("legal_holds_activate_a_hold", "data_governance", "Activated a hold");
    static final EventType LEGAL_HOLDS_ADD_MEMBERS =
            new EventType("legal_holds_add_members", "data_governance", "Added members to a hold");
    static final EventType LEGAL_HOLDS_CHANGE_HOLD_DETAILS =
            new EventType("legal_holds_change_hold_details", "data_governance", "Edited details for a hold");
    static final EventType LEGAL_HOLDS_CHANGE_HOLD_NAME =
            new EventType("legal_holds_change_hold_name", "data_governance", "Renamed a hold");
    static final EventType LEGAL_HOLDS_RELEASE_A_HOLD =
            new EventType("legal_holds_release_a_hold", "data_governance", "Released a hold");
    static final EventType LEGAL_HOLDS_REMOVE_MEMBERS =
            new EventType("legal_holds_remove_members", "data_governance", "Removed members from a hold");
    static final EventType LOGIN_FAIL = new EventType("login_fail", "logins", "Failed to sign in");
    static final EventType LOGIN_SUCCESS = new EventType("login_success", "logins", "Signed in");
    static final EventType LOGOUT = new EventType("logout", "logins", "Signed out");
    static final EventType MEMBER_ADD_EXTERNAL_ID =
            new EventType("member_add_external_id", "members", "Added an external ID for team member");
    static final EventType MEMBER_ADD_NAME = new EventType("member_add_name", "members", "Added team member name");
    static final EventType MEMBER_CHANGE_ADMIN_ROLE =
            new EventType("member_change_admin_role", "members", "Changed team member admin role");
    static final EventType MEMBER_CHANGE_EMAIL =
            new EventType("member_change_email", "members", "Changed team member email");
    static final EventType MEMBER_CHANGE_EXTERNAL_ID =
            new EventType("member_change_external_id", "members", "Changed the external ID for team member");
    static final EventType MEMBER_CHANGE_NAME =
            new EventType("member_change_name", "members", "Changed team member name");
    static final EventType MEMBER_CHANGE_STATUS = new EventType(
            "member_change_status", "members", "Changed member status (invited, joined, suspended, etc.)");
    static final EventType MEMBER_DELETE_PROFILE_PHOTO =
            new EventType("member_delete_profile_photo", "members", "Deleted team member profile photo");
    static final EventType MEMBER_PERMANENTLY_DELETE_ACCOUNT_CONTENTS = new EventType(
            "member_permanently_delete_account_contents",
            "members",
            "Permanently deleted contents of deleted team member account");
    static final EventType MEMBER_REMOVE_EXTERNAL_ID =
            new EventType("member_remove_external_id", "members", "Removed the external ID for team member");
    static final EventType MEMBER_SET_PROFILE_PHOTO =
            new EventType("member_set_profile_photo", "members", "Set team member profile photo");
    static final EventType MEMBER_SPACE_LIMITS_ADD_CUSTOM_QUOTA =
            new EventType("member_space_limits_add_custom_quota", "members", "Set custom member space limit");
    static final EventType MEMBER_SPACE_LIMITS_ADD_EXCEPTION = new EventType(
            "member_space_limits_add_exception", "team_policies", "Added members to member space limit exception list");
    static final EventType MEMBER_SPACE_LIMITS_CHANGE_CUSTOM_QUOTA =
            new EventType("member_space_limits_change_custom_quota", "members", "Changed custom member space limit");
    static final EventType MEMBER_SPACE_LIMITS_REMOVE_CUSTOM_QUOTA =
            new EventType("member_space_limits_remove_custom_quota", "members", "Removed custom member space limit");
    static final EventType MEMBER_SPACE_LIMITS_REMOVE_EXCEPTION = new EventType(
            "member_space_limits_remove_exception",
            "team_policies",
            "Removed members from member space limit exception list");
    static final EventType MEMBER_TRANSFER_ACCOUNT_CONTENTS = new EventType(
            "member_transfer_account_contents",
            "members",
            "Transferred contents of deleted member account to another member");
    static final EventType PENDING_SECONDARY_EMAIL_ADDED =
            new EventType("pending_secondary_email_added", "members", "Added pending secondary email");
    static final EventType MEMBER_CHANGE_RESELLER_ROLE =
            new EventType("member_change_reseller_role", "members", "Changed team member reseller role");
    static final EventType RESELLER_SUPPORT_CHANGE_POLICY =
            new EventType("reseller_support_change_policy", "team_policies", "Enabled/disabled reseller support");
    static final EventType RESELLER_SUPPORT_SESSION_END =
            new EventType("reseller_support_session_end", "logins", "Ended reseller support session");
    static final EventType RESELLER_SUPPORT_SESSION_START =
            new EventType("reseller_support_session_start", "logins", "Started reseller support session");
    static final EventType SECONDARY_EMAIL_DELETED =
            new EventType("secondary_email_deleted", "members", "Deleted secondary email");
    static final EventType SECONDARY_EMAIL_VERIFIED =
            new EventType("secondary_email_verified", "members", "Verified secondary email");
    static final EventType SHARED_FOLDER_CHANGE_LINK_POLICY = new EventType(
            "shared_folder_change_link_policy", "sharing", "Changed who can access shared folder via link");
    static final EventType SHARED_FOLDER_CHANGE_MEMBERS_MANAGEMENT_POLICY = new EventType(
            "shared_folder_change_members_management_policy",
            "sharing",
            "Changed who can add/remove members of shared folder");
    static final EventType SHARED_FOLDER_CHANGE_MEMBERS_POLICY = new EventType(
            "shared_folder_change_members_policy", "sharing", "Changed who can become member of shared folder");
    static final EventType TEAM_SHARING_WHITELIST_SUBJECTS_CHANGED = new EventType(
            "team_sharing_whitelist_subjects_changed",
            "team_policies",
            "Edited the approved list for sharing externally");
    static final EventType SHARED_CONTENT_ADD_INVITEES = new EventType(
            "shared_content_add_invitees", "sharing", "Invited user to Dropbox and added them to shared file/folder");
    static final EventType SHARED_CONTENT_ADD_MEMBER =
            new EventType("shared_content_add_member", "sharing", "Added users and/or groups to shared file/folder");
    static final EventType SHARED_CONTENT_CHANGE_MEMBER_ROLE = new EventType(
            "shared_content_change_member_role", "sharing", "Changed access type of shared file/folder member");
    static final EventType SHARED_CONTENT_UNSHARE =
            new EventType("shared_content_unshare", "sharing", "Unshared file/folder by clearing membership");
    static final EventType SHARED_FOLDER_CREATE =
            new EventType("shared_folder_create", "sharing", "Created shared folder");
    static final EventType SHARED_LINK_CREATE = new EventType("shared_link_create", "sharing", "Created shared link");
    static final EventType SHARED_LINK_VIEW = new EventType("shared_link_view", "sharing", "Opened shared link");
    static final EventType TEAM_FOLDER_CHANGE_STATUS =
            new EventType("team_folder_change_status", "team_folders", "Changed archival status of team folder");
    static final EventType TEAM_FOLDER_CREATE =
            new EventType("team_folder_create", "team_folders", "Created team folder in active status");
    static final EventType TEAM_FOLDER_RENAME =
            new EventType("team_folder_rename", "team_folders", "Renamed active/archived team folder");
    static final EventType TEAM_SELECTIVE_SYNC_SETTINGS_CHANGED =
            new EventType("team_selective_sync_settings_changed", "team_folders", "Changed sync default");

    /** The {@code event_type} of a {@code TeamEvent}. */
    Struct json() {
        return Struct.tag(name).with("description", "(" + category + ") " + description);
    }
}
