package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.TIME;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.tags;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.union;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folders in the common root of a team, which are made by sharing and renamed by moving, and the list of all namespaces. Anywhere else
 * nothing is made or moved.
 */
final class TeamSpaceRoutes {
    private static final String SHARE = "sharing/share_folder";
    private static final String NAMESPACES = "team/namespaces/list";

    /** How many namespaces a page has; the request's own limit has no effect [specified]. */
    private static final int ON_A_PAGE = 1000;

    private static final Shape PLACE =
            text(0, Integer.MAX_VALUE, "(/(.|[\\r\\n])*)|(ns:[0-9]+(/(.|[\\r\\n])*)?)|(id:.*)");
    private static final Shape ACCESS = tags("owner", "editor", "viewer", "viewer_no_comment", "traverse", "no_access");
    private static final Shape LINK = Shape.struct(
            optional("access_level", ACCESS),
            optional("audience", tags("public", "team", "no_one", "password", "members")),
            optional("expiry", union(member("remove_expiry"), member("set_expiry", TIME))),
            optional("password", union(member("remove_password"), member("set_password", TEXT))));

    private TeamSpaceRoutes() {}

    static List<Route> routes() {
        return List.of(
                user(
                        SHARE,
                        "sharing.write",
                        Shape.struct(
                                required("path", PLACE),
                                optional("acl_update_policy", tags("owner", "editors")),
                                withDefault("force_async", FLAG, false),
                                optional("member_policy", tags("team", "anyone", "team_and_approved")),
                                optional("shared_link_policy", tags("anyone", "team", "members")),
                                optional("viewer_info_policy", tags("enabled", "disabled")),
                                withDefault(
                                        "access_inheritance", tags("inherit", "no_inherit"), UserSharingRoutes.INHERIT),
                                optional("actions", list(UserSharingRoutes.ACTION)),
                                optional("link_settings", LINK)),
                        TeamSpaceRoutes::share),
                user("sharing/check_share_job_status", "sharing.write", Jobs.POLL, call -> call.poll(SHARE)),
                user(
                        "files/move_v2",
                        "files.content.write",
                        Shape.struct(
                                required("from_path", PLACE),
                                required("to_path", PLACE),
                                withDefault("allow_shared_folder", FLAG, false),
                                withDefault("autorename", FLAG, false),
                                withDefault("allow_ownership_transfer", FLAG, false)),
                        TeamSpaceRoutes::move),
                Route.team(
                        NAMESPACES,
                        "team_data.member",
                        Shape.struct(withDefault("limit", number(1, 1000), 1000L)),
                        call -> page(call, call.begin(NAMESPACES, ""))),
                Route.team(
                        NAMESPACES + "/continue",
                        "team_data.member",
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(NAMESPACES, "invalid_cursor"))));
    }

    private static Route user(String name, String scope, Shape argument, Route.Handler handler) {
        return Route.admin(name, scope, Route.Admins.TEAM_ADMIN, argument, handler);
    }

    /** A page of the root, for {@code files/list_folder}; an admin sees all of it, everybody else the own folder [assumed]. */
    static Object page(Invocation call, Cursor at, int limit) {
        Member member = call.caller().selected().orElseThrow();
        return call.page(
                        at,
                        limit,
                        call.team().space().places(call.team()),
                        place -> call.caller().asAdmin() || place.namespace().equals(member.memberFolderId()))
                .json("entries", TeamSpace.Place::json);
    }

    private static Object share(Invocation call) {
        Team team = call.team();
        String path = call.arg().text("path");
        refuseIf(!call.caller().inTeamSpace() || !isName(path), "bad_path/invalid_path");
        Optional<TeamSpace.Place> there = team.space().at(team, path);
        Member owner = call.caller().selected().orElseThrow();
        there.ifPresent(place -> {
            throw new RouteError(
                    place.folder().isPresent()
                            ? Struct.tag(
                                    "bad_path",
                                    Struct.tag("already_shared")
                                            .flatten(place.folder().get().json(owner, team, Optional.empty())))
                            : Struct.tags("bad_path/contains_shared_folder"));
        });
        return call.launch(SHARE, call.arg().flag("force_async"), () -> {
            OpenFolder folder = new OpenFolder(
                    call.ids().namespace(),
                    owner,
                    path,
                    Set.of(),
                    "inherit".equals(call.arg().nested("access_inheritance").tag()),
                    call.now());
            team.space().folders().add(folder);
            team.changedUnlogged();
            return Struct.tag("complete").flatten(folder.json(owner, team, Optional.empty()));
        });
    }

    private static Object move(Invocation call) {
        Team team = call.team();
        String to = call.arg().text("to_path");
        Optional<TeamSpace.Place> from =
                call.caller().inTeamSpace() ? team.space().at(team, call.arg().text("from_path")) : Optional.empty();
        refuseIf(from.isEmpty(), "from_lookup/not_found");
        refuseIf(from.get().folder().isEmpty(), "from_write/no_write_permission");
        refuseIf(!isName(to), "to/malformed_path");
        Optional<TeamSpace.Place> there = team.space().at(team, to);
        refuseIf(there.isPresent() && !there.get().namespace().equals(from.get().namespace()), "to/conflict/folder");
        team.space().rename(from.get().folder().get(), to);
        team.changedUnlogged();
        return Struct.of()
                .with("metadata", team.space().at(team, to).orElseThrow().json());
    }

    private static boolean isName(String path) {
        return path.startsWith("/") && path.length() > 1 && path.indexOf('/', 1) < 0 && !path.contains("\\");
    }

    private static void refuseIf(boolean condition, String path) {
        if (condition) {
            throw new RouteError(Struct.tags(path));
        }
    }

    private static Object page(Invocation call, Cursor at) {
        return call.page(at, ON_A_PAGE, namespaces(call.team()), it -> true).json("namespaces", it -> it);
    }

    /** That folders in a common root are {@code shared_folder}, and the root is {@code team_folder}, is assumed. */
    private static List<Struct> namespaces(Team team) {
        List<Struct> all = new ArrayList<>();
        if (TeamSpace.isOf(team)) {
            all.add(namespace(team.name(), TeamSpace.ROOT, "team_folder"));
        }
        team.members().stream()
                .filter(Member::isCurrent)
                .forEach(it -> all.add(namespace(it.displayName(), it.memberFolderId(), "team_member_folder")
                        .with("team_member_id", it.id())));
        team.teamFolders().all().forEach(it -> all.add(namespace(it.name(), it.id(), "team_folder")));
        team.space().folders().forEach(it -> all.add(namespace(it.path().substring(1), it.id(), "shared_folder")));
        return all;
    }

    private static Struct namespace(String name, String id, String type) {
        return Struct.of().with("name", name).with("namespace_id", id).with("namespace_type", Struct.tag(type));
    }
}
