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
    static final EventType MEMBER_CHANGE_STATUS = new EventType(
            "member_change_status", "members", "Changed member status (invited, joined, suspended, etc.)");

    /** The {@code event_type} of a {@code TeamEvent}. */
    Struct json() {
        return Struct.tag(name).with("description", "(" + category + ") " + description);
    }
}
