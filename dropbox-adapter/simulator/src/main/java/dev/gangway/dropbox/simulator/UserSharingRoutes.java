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
import java.util.Map;
import java.util.Optional;

/** What a single account shares by link, and which shared folders it gets into. */
final class UserSharingRoutes {
    private static final String FOLDERS = "sharing/list_folders";
    private static final String LINKS = "sharing/list_shared_links";

    /** How many links a page has; invented. */
    private static final int LINKS_ON_A_PAGE = 100;

    static final Shape ACTION = tags(
            "change_options",
            "disable_viewer_info",
            "edit_contents",
            "enable_viewer_info",
            "invite_editor",
            "invite_viewer",
            "invite_viewer_no_comment",
            "relinquish_membership",
            "unmount",
            "unshare",
            "leave_a_copy",
            "share_link",
            "create_link",
            "create_view_link",
            "create_edit_link",
            "set_access_inheritance");
    private static final Shape PLACE =
            text(0, Integer.MAX_VALUE, "(/(.|[\\r\\n])*|id:.*)|(rev:[0-9a-f]{9,})|(ns:[0-9]+(/(.|[\\r\\n])*)?)");

    /** The usual inheritance of access. */
    static final Arg INHERIT = new Arg("inherit", Map.of());

    private UserSharingRoutes() {}

    static List<Route> routes() {
        return List.of(
                route(
                        FOLDERS,
                        Shape.struct(withDefault("limit", number(1, 1000), 1000L), optional("actions", list(ACTION))),
                        UserSharingRoutes::folders),
                route(
                        FOLDERS + "/continue",
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(FOLDERS, "invalid_cursor"))),
                route(
                        LINKS,
                        Shape.struct(optional("path", PLACE), optional("cursor", TEXT), optional("direct_only", FLAG)),
                        UserSharingRoutes::links));
    }

    private static Route route(String name, Shape argument, Route.Handler handler) {
        return new Route(name, Route.Auth.USER, Optional.of("sharing.read"), argument, handler);
    }

    private static Member member(Invocation call) {
        return call.caller().selected().orElseThrow();
    }

    /** What a first page of folders asked for. */
    private record Query(Member member, int limit, Optional<List<String>> actions) {}

    private static Object folders(Invocation call) {
        Optional<List<String>> actions = call.arg().has("actions")
                ? Optional.of(
                        call.arg().nestedList("actions").stream().map(Arg::tag).toList())
                : Optional.empty();
        return page(call, call.begin(FOLDERS, new Query(member(call), call.arg().number("limit"), actions)));
    }

    /** A cursor is the account's whose listing it is [assumed]. */
    private static Object page(Invocation call, Cursor at) {
        Query query = at.query(Query.class);
        Member member = member(call);
        if (!query.member().equals(member)) {
            throw new RouteError("invalid_cursor");
        }
        Page<OpenFolder> page =
                call.page(at, query.limit(), call.team().openFolders(), folder -> folder.isOpenTo(member));
        Struct json = Struct.of()
                .with(
                        "entries",
                        page.items().stream()
                                .map(folder -> folder.json(member, call.team(), query.actions()))
                                .toList());
        return page.hasMore() ? json.with("cursor", page.cursor()) : json;
    }

    /** Of a place, all links at once and no cursor, as specified. A link to what is gone isn't listed. */
    private static Object links(Invocation call) {
        Member member = member(call);
        FileTree tree = FileTree.of(member);
        Optional<FileTree.Node> place = call.arg().optionalText("path").flatMap(tree::at);
        if (place.isPresent()) {
            boolean directly = call.arg().optionalFlag("direct_only").orElse(false);
            return Struct.of()
                    .with(
                            "links",
                            member.links().stream()
                                    .filter(link -> link.leadsTo(place.get(), directly))
                                    .map(link -> link.json(tree.at(link.path()).orElseThrow(), call.team()))
                                    .toList())
                    .with("has_more", false);
        }
        Cursor at = call.arg().has("cursor") ? call.resume(LINKS, "reset") : call.begin(LINKS, member);
        if (!at.query(Member.class).equals(member)) {
            throw new RouteError("reset");
        }
        return call.page(at, LINKS_ON_A_PAGE, member.links(), link -> tree.has(link.path()))
                .json("links", link -> link.json(tree.at(link.path()).orElseThrow(), call.team()));
    }
}
