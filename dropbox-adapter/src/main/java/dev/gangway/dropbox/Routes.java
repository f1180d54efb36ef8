package dev.gangway.dropbox;

import dev.gangway.http.Effect;
import java.net.URI;
import java.util.Set;

/**
 * The routes that this connector calls, and which of them change nothing. A route that isn't on either list can only be called by an
 * application through its own SDK client; it counts as one that writes. Specified, as are all names.
 */
final class Routes {

    /** Where they are. No other host ever gets the credential. */
    static final String HOST = "api.dropboxapi.com";

    static final String EVENTS = "team_log/get_events";
    static final String MORE_EVENTS = "team_log/get_events/continue";

    static final String MEMBERS = "team/members/list_v2";
    static final String MORE_MEMBERS = "team/members/list/continue_v2";
    static final String MEMBERS_DEVICES = "team/devices/list_members_devices";
    static final String MEMBERS_APPS = "team/linked_apps/list_members_linked_apps";

    /** Of the person in whose name it is called. */
    static final String SPACE_USAGE = "users/get_space_usage";

    /** Of a folder, in the name of the admin who consented, as is the next. */
    static final String FOLDER_METADATA = "sharing/get_folder_metadata";

    static final String FOLDER_POLICY = "sharing/update_folder_policy";

    /** Called in a person's name. */
    static final Set<String> AS_A_PERSON = Set.of(
            "files/list_folder",
            "files/list_folder/continue",
            "sharing/list_folders",
            "sharing/list_folders/continue",
            "sharing/list_shared_links",
            "users/get_current_account",
            SPACE_USAGE);

    /** Called in an admin's name, or to tell what lies in a team space. */
    static final Set<String> OF_A_TEAM_SPACE = Set.of(
            "files/list_folder",
            "files/list_folder/continue",
            "files/move_v2",
            "sharing/check_share_job_status",
            "sharing/share_folder",
            "team/namespaces/list",
            "team/namespaces/list/continue");

    static final Set<String> READING = Set.of(
            FOLDER_METADATA,
            "files/list_folder",
            "files/list_folder/continue",
            "sharing/list_folders",
            "sharing/list_folders/continue",
            "sharing/list_shared_links",
            "team/devices/list_member_devices",
            MEMBERS_DEVICES,
            "sharing/check_share_job_status",
            "team/namespaces/list",
            "team/namespaces/list/continue",
            "team/features/get_values",
            "team/get_info",
            "team/groups/get_info",
            "team/groups/job_status/get",
            "team/groups/list",
            "team/groups/members/list",
            "team/groups/members/list/continue",
            "team/legal_holds/list_policies",
            "team/linked_apps/list_member_linked_apps",
            MEMBERS_APPS,
            "team/member_space_limits/get_custom_quota",
            "team/members/add/job_status/get_v2",
            "team/members/get_available_team_member_roles",
            "team/members/get_info_v2",
            MORE_MEMBERS,
            MEMBERS,
            "team/members/move_former_member_files/job_status/check",
            "team/members/remove/job_status/get",
            "team/sharing_allowlist/list",
            "team/sharing_allowlist/list/continue",
            "team/team_folder/archive/check",
            "team/team_folder/get_info",
            "team/team_folder/list",
            "team/team_folder/list/continue",
            "team/token/get_authenticated_admin",
            EVENTS,
            MORE_EVENTS,
            "users/get_current_account",
            SPACE_USAGE);

    static final Set<String> WRITING = Set.of(
            "auth/token/revoke",
            FOLDER_POLICY,
            "files/move_v2",
            "sharing/share_folder",
            "team/devices/revoke_device_session",
            "team/groups/members/add",
            "team/groups/members/remove",
            "team/groups/members/set_access_type",
            "team/linked_apps/revoke_linked_app",
            "team/member_space_limits/remove_custom_quota",
            "team/member_space_limits/set_custom_quota",
            "team/members/add_v2",
            "team/members/delete_former_member_files",
            "team/members/move_former_member_files",
            "team/members/recover",
            "team/members/remove",
            "team/members/secondary_emails/add",
            "team/members/set_admin_permissions_v2",
            "team/members/set_profile_v2",
            "team/members/suspend",
            "team/members/unsuspend",
            "team/sharing_allowlist/add",
            "team/sharing_allowlist/remove",
            "team/team_folder/archive",
            "team/team_folder/create",
            "team/team_folder/rename",
            "team/team_folder/update_sync_settings");

    /** Before each route in its address. */
    static final String VERSION = "2/";

    private Routes() {}

    static Effect effect(String route) {
        return READING.contains(route) ? Effect.READS : Effect.WRITES;
    }

    /** The route that an address stands for: its path without {@code /2/}. */
    static String of(URI address) {
        String path = address.getPath();
        return path.startsWith("/" + VERSION) ? path.substring(VERSION.length() + 1) : path;
    }

    static URI address(String route) {
        return URI.create("https://" + HOST + "/" + VERSION + route);
    }
}
