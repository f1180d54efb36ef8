package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.TIME;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.tags;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.union;

import dev.gangway.dropbox.simulator.Route.Admins;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of shared folders, in the name of a member or of an admin. An admin reads every folder of the team, and changes team folders and
 * those of her or his own [the modes are specified, what they reach is documented vaguely]. Nobody is a member of a folder but its owner.
 */
final class SharedFolderRoutes {
    private static final Shape ID = text(0, Integer.MAX_VALUE, "[-_0-9a-zA-Z:]+");
    private static final Shape.Field FOLDER = required("shared_folder_id", ID);
    private static final Shape.Field ACTIONS = optional("actions", list(UserSharingRoutes.ACTION));
    private static final Shape LINK_SETTINGS = Shape.struct(
            optional("access_level", tags("owner", "editor", "viewer", "viewer_no_comment", "traverse", "no_access")),
            optional("audience", tags("public", "team", "no_one", "password", "members")),
            optional("expiry", union(member("remove_expiry"), member("set_expiry", TIME))),
            optional("password", union(member("remove_password"), member("set_password", TEXT))));

    /** Each policy with the event of its change; viewer info has none [specified by omission]. */
    private static final Map<String, EventType> EVENTS = Map.of(
            "member_policy", EventType.SHARED_FOLDER_CHANGE_MEMBERS_POLICY,
            "acl_update_policy", EventType.SHARED_FOLDER_CHANGE_MEMBERS_MANAGEMENT_POLICY,
            "shared_link_policy", EventType.SHARED_FOLDER_CHANGE_LINK_POLICY);

    private static final List<String> POLICIES =
            List.of("member_policy", "acl_update_policy", "shared_link_policy", "viewer_info_policy");

    private SharedFolderRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.admin(
                        "sharing/get_folder_metadata",
                        "sharing.read",
                        Admins.WHOLE_TEAM,
                        Shape.struct(FOLDER, ACTIONS),
                        SharedFolderRoutes::metadata),
                Route.admin(
                        "sharing/update_folder_policy",
                        "sharing.write",
                        Admins.TEAM_ADMIN,
                        Shape.struct(
                                FOLDER,
                                optional("member_policy", tags("team", "anyone", "team_and_approved")),
                                optional("acl_update_policy", tags("owner", "editors")),
                                optional("viewer_info_policy", tags("enabled", "disabled")),
                                optional("shared_link_policy", tags("anyone", "team", "members")),
                                optional("link_settings", LINK_SETTINGS),
                                ACTIONS),
                        SharedFolderRoutes::update));
    }

    private static Object metadata(Invocation call) {
        return json(call, found(call, ""));
    }

    /** Settings of the folder's own link are taken and change nothing, since no folder has one here. */
    private static Object update(Invocation call) {
        SharedFolder folder = found(call, "access_error/");
        refuseIf(!mayChange(call, folder), "no_permission");
        Map<String, String> team = call.team().policies();
        String teams = team.getOrDefault("shared_folder_member_policy", "anyone");
        refuseIf(
                wanted(call, "member_policy")
                        .filter(it -> SharedFolders.isStricter(teams, it))
                        .isPresent(),
                "team_policy_disallows_member_policy");
        refuseIf(
                "members".equals(team.get("shared_folder_link_restriction_policy"))
                        && wanted(call, "shared_link_policy")
                                .filter(it -> !it.equals("members"))
                                .isPresent(),
                "disallowed_shared_link_policy");
        POLICIES.forEach(field -> wanted(call, field).ifPresent(tag -> change(call, folder, field, tag)));
        return json(call, folder);
    }

    private static Optional<String> wanted(Invocation call, String field) {
        return call.arg().optionalNested(field).map(Arg::tag);
    }

    private static void change(Invocation call, SharedFolder folder, String field, String tag) {
        String previous = folder.policy(field);
        if (tag.equals(previous)) {
            return;
        }
        folder.policy(field, tag);
        EventType event = EVENTS.get(field);
        if (event == null) {
            call.team().changedUnlogged();
        } else {
            call.record(
                    event, Struct.of().with("new_value", Struct.tag(tag)).with("previous_value", Struct.tag(previous)));
        }
    }

    private static SharedFolder found(Invocation call, String before) {
        SharedFolder folder = call.team()
                .sharedFolders()
                .byId(call.arg().text("shared_folder_id"), call.now())
                .orElseThrow(() -> new RouteError(Struct.tags(before + "invalid_id")));
        Member self = call.caller().selected().orElseThrow();
        boolean seen = call.caller().asAdmin() || folder.isOwnedBy(self);
        refuseIf(!seen, before + "not_a_member");
        return folder;
    }

    private static boolean mayChange(Invocation call, SharedFolder folder) {
        boolean asAdmin = call.caller().asAdmin();
        return folder.isOwnedBy(call.caller().selected().orElseThrow()) || (asAdmin && folder.isTeamFolder());
    }

    private static Struct json(Invocation call, SharedFolder folder) {
        Struct json = folder.json(
                call.team().sharedFolders().name(folder, call.arg().text("shared_folder_id")),
                call.team().policies().getOrDefault("shared_folder_member_policy", "anyone"));
        return call.arg().has("actions")
                ? json.with(
                        "permissions",
                        call.arg().nestedList("actions").stream()
                                .map(it -> Struct.of()
                                        .with("action", Struct.tag(it.tag()))
                                        .with("allow", true))
                                .toList())
                : json;
    }

    private static void refuseIf(boolean condition, String path) {
        if (condition) {
            throw new RouteError(Struct.tags(path));
        }
    }
}
