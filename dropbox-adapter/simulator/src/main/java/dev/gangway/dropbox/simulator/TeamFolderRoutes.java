package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.tags;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * Team folders of a team whose members have no common root. Refusals in this order: the kind of team; the folder; its status; the name; the sync settings.
 */
final class TeamFolderRoutes {
    private static final String FAMILY = "team/team_folder/";
    private static final String ARCHIVING = FAMILY + "archive";
    private static final String LISTING = FAMILY + "list";
    private static final String READ = "team_data.content.read";
    private static final String WRITE = "team_data.content.write";

    private static final Shape ID = text(0, Integer.MAX_VALUE, "[-_0-9a-zA-Z:]+");
    private static final Shape.Field FOLDER = required("team_folder_id", ID);
    private static final Shape SYNC = tags("default", "not_synced");
    private static final Shape CONTENT_SYNC =
            Shape.struct(required("id", text(4, Integer.MAX_VALUE, "id:.+")), required("sync_setting", SYNC));

    private static final String UNSUPPORTED = "sync_settings_error/unsupported_configuration";

    private TeamFolderRoutes() {}

    static List<Route> routes() {
        return List.of(
                route(
                        "create",
                        WRITE,
                        Shape.struct(required("name", TEXT), optional("sync_setting", SYNC)),
                        TeamFolderRoutes::create),
                route("rename", WRITE, Shape.struct(FOLDER, required("name", TEXT)), TeamFolderRoutes::rename),
                route(
                        "list",
                        READ,
                        Shape.struct(withDefault("limit", number(1, 1000), 1000L)),
                        call -> page(call, call.begin(LISTING, call.arg().number("limit")))),
                route(
                        "list/continue",
                        READ,
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(LISTING, "invalid_cursor"))),
                route(
                        "get_info",
                        READ,
                        Shape.struct(required("team_folder_ids", list(ID, 1, Integer.MAX_VALUE))),
                        TeamFolderRoutes::info),
                route(
                        "archive",
                        WRITE,
                        Shape.struct(FOLDER, withDefault("force_async_off", FLAG, false)),
                        TeamFolderRoutes::archive),
                route("archive/check", WRITE, Jobs.POLL, call -> call.poll(ARCHIVING)),
                route(
                        "update_sync_settings",
                        WRITE,
                        Shape.struct(
                                FOLDER,
                                optional("sync_setting", SYNC),
                                optional("content_sync_settings", list(CONTENT_SYNC))),
                        TeamFolderRoutes::updateSyncSettings));
    }

    private static Route route(String name, String scope, Shape argument, Route.Handler handler) {
        return Route.team(FAMILY + name, scope, argument, handler);
    }

    private static Object page(Invocation call, Cursor at) {
        return call.page(at, at.query(Integer.class), call.team().teamFolders().all(), folder -> true)
                .json("team_folders", TeamFolder::json);
    }

    /** In the order of the request. */
    private static Object info(Invocation call) {
        return call.arg().texts("team_folder_ids").stream()
                .map(id -> call.team()
                        .teamFolders()
                        .byId(id)
                        .map(folder -> Struct.tag("team_folder_metadata").flatten(folder.json()))
                        .orElseGet(() -> Struct.tag("id_not_found", id)))
                .toList();
    }

    /** The error union has no tag for a team that has a shared team space [specified]; that it is the open one is assumed. */
    private static Object create(Invocation call) {
        refuseIf(hasSharedRoot(call.team()), "other");
        String name = checked(call, Optional.empty());
        Optional<Arg> sync = call.arg().optionalNested("sync_setting");
        refuseIf(sync.isPresent() && !hasSelectiveSync(call.team()), UNSUPPORTED);
        TeamFolder folder = call.team()
                .teamFolders()
                .make(call.ids(), name, sync.map(Arg::tag).orElse("default"));
        call.record(EventType.TEAM_FOLDER_CREATE, Struct.of());
        return folder.json();
    }

    private static Object rename(Invocation call) {
        TeamFolder folder = active(call);
        String name = checked(call, Optional.of(folder));
        String previous = folder.name();
        if (!name.equals(previous)) {
            folder.name(name);
            call.record(
                    EventType.TEAM_FOLDER_RENAME,
                    Struct.of().with("previous_folder_name", previous).with("new_folder_name", name));
        }
        return folder.json();
    }

    private static Object archive(Invocation call) {
        refuseIf(hasSharedRoot(call.team()), "team_shared_dropbox_error/disallowed");
        TeamFolder folder = active(call);
        Archiving task = new Archiving(call, folder);
        if (call.arg().flag("force_async_off")) {
            return task.work();
        }
        Struct launched = call.launch(ARCHIVING, false, task);
        if ("async_job_id".equals(launched.fields().get(".tag"))) {
            folder.status(TeamFolder.Status.ARCHIVE_IN_PROGRESS);
        }
        return launched;
    }

    /** Archives one folder. */
    private record Archiving(Invocation call, TeamFolder folder) implements Jobs.Task {
        @Override
        public Struct work() {
            folder.status(TeamFolder.Status.ARCHIVED);
            call.record(
                    EventType.TEAM_FOLDER_CHANGE_STATUS,
                    Struct.of()
                            .with("new_value", Struct.tag(TeamFolder.Status.ARCHIVED.tag()))
                            .with("previous_value", Struct.tag(TeamFolder.Status.ACTIVE.tag())));
            return Struct.tag("complete").flatten(folder.json());
        }

        @Override
        public void abandon() {
            folder.status(TeamFolder.Status.ACTIVE);
        }

        @Override
        public Struct failure() {
            return Struct.tag(
                    "failed", Struct.tags("status_error/" + folder.status().tag()));
        }
    }

    /** No content has an id here, so none can have a setting of its own. */
    private static Object updateSyncSettings(Invocation call) {
        TeamFolder folder = active(call);
        refuseIf(!hasSelectiveSync(call.team()), UNSUPPORTED);
        refuseIf(
                call.arg().has("content_sync_settings")
                        && !call.arg().nestedList("content_sync_settings").isEmpty(),
                "sync_settings_error/path/not_found");
        call.arg().optionalNested("sync_setting").map(Arg::tag).ifPresent(sync -> changeSync(call, folder, sync));
        return folder.json();
    }

    private static void changeSync(Invocation call, TeamFolder folder, String sync) {
        String previous = folder.syncSetting();
        if (!sync.equals(previous)) {
            folder.syncSetting(sync);
            call.record(
                    EventType.TEAM_SELECTIVE_SYNC_SETTINGS_CHANGED,
                    Struct.of().with("previous_value", Struct.tag(previous)).with("new_value", Struct.tag(sync)));
        }
    }

    private static TeamFolder active(Invocation call) {
        TeamFolder folder = call.team()
                .teamFolders()
                .byId(call.arg().text("team_folder_id"))
                .orElseThrow(() -> new RouteError(Struct.tags("access_error/invalid_team_folder_id")));
        refuseIf(
                folder.status() != TeamFolder.Status.ACTIVE,
                "status_error/" + folder.status().tag());
        return folder;
    }

    private static String checked(Invocation call, Optional<TeamFolder> self) {
        String name = call.arg().text("name");
        boolean isInvalid = name.isBlank()
                || name.codePointCount(0, name.length()) > 255
                || name.matches("\\.+")
                || name.chars().anyMatch(it -> it == '/' || it == '\\' || Character.isISOControl(it));
        refuseIf(isInvalid, "invalid_folder_name");
        Optional<TeamFolder> holder = call.team().teamFolders().byName(name);
        refuseIf(holder.isPresent() && !holder.equals(self), "folder_name_already_used");
        return name;
    }

    private static boolean hasSharedRoot(Team team) {
        return Boolean.TRUE.equals(team.feature("has_team_shared_dropbox"));
    }

    private static boolean hasSelectiveSync(Team team) {
        return Boolean.TRUE.equals(team.feature("has_team_selective_sync"));
    }

    private static void refuseIf(boolean condition, String path) {
        if (condition) {
            throw new RouteError(Struct.tags(path));
        }
    }
}
