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
    static final EventType LOGIN_SUCCESS = new EventType("login_success", "logins", "Signed in");
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
    static final EventType MEMBER_PERMANENTLY_DELETE_ACCOUNT_CONTENTS = new EventType(
            "member_permanently_delete_account_contents",
            "members",
            "Permanently deleted contents of deleted team member account");
    static final EventType MEMBER_REMOVE_EXTERNAL_ID =
            new EventType("member_remove_external_id", "members", "Removed the external ID for team member");
    static final EventType MEMBER_TRANSFER_ACCOUNT_CONTENTS = new EventType(
            "member_transfer_account_contents",
            "members",
            "Transferred contents of deleted member account to another member");

    /** The {@code event_type} of a {@code TeamEvent}. */
    Struct json() {
        return Struct.tag(name).with("description", "(" + category + ") " + description);
    }
}
