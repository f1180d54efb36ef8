package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.union;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.List;
import java.util.Optional;

/** What is in a folder of a single account. Refusals in this order: a shared link, property templates, the path. */
final class FileRoutes {
    private static final String LISTING = "files/list_folder";

    /** How many a page has if the request doesn't say; invented. */
    private static final long USUAL_PAGE = 1000;

    private static final Shape FOLDER =
            text(0, Integer.MAX_VALUE, "(/(.|[\\r\\n])*)?|id:.*|(ns:[0-9]+(/(.|[\\r\\n])*)?)");
    private static final Shape TEMPLATE = text(1, Integer.MAX_VALUE, "(/|ptid:).*");

    private FileRoutes() {}

    static List<Route> routes() {
        return List.of(
                route(
                        LISTING,
                        Shape.struct(
                                required("path", FOLDER),
                                withDefault("recursive", FLAG, false),
                                withDefault("include_media_info", FLAG, false),
                                withDefault("include_deleted", FLAG, false),
                                withDefault("include_has_explicit_shared_members", FLAG, false),
                                withDefault("include_mounted_folders", FLAG, true),
                                optional("limit", number(1, 2000)),
                                optional(
                                        "shared_link", Shape.struct(required("url", TEXT), optional("password", TEXT))),
                                optional(
                                        "include_property_groups",
                                        union(member("filter_some", list(TEMPLATE, 1, Integer.MAX_VALUE)))),
                                withDefault("include_non_downloadable_files", FLAG, true),
                                withDefault("include_restorable_info", FLAG, false)),
                        FileRoutes::first),
                route(
                        LISTING + "/continue",
                        Shape.struct(required("cursor", text(1, Integer.MAX_VALUE, ""))),
                        call -> page(call, call.resume(LISTING, "reset"))));
    }

    private static Route route(String name, Shape argument, Route.Handler handler) {
        return Route.admin(name, "files.metadata.read", Route.Admins.WHOLE_TEAM, argument, handler);
    }

    /** What a first page asked for. */
    private record Query(Member member, String folder, boolean recursive, boolean tellsSharing, int limit) {
        boolean shows(FileTree.Node node) {
            return recursive
                    ? node.lower().startsWith(folder + "/")
                    : node.parent().equals(folder);
        }
    }

    /** No link can be listed and no property template exists here. */
    private static Object first(Invocation call) {
        Arg arg = call.arg();
        Member member = call.caller().selected().orElseThrow();
        if (arg.has("shared_link")) {
            throw new RouteError(Struct.tags("path/not_found"));
        }
        Optional<Arg> templates = arg.optionalNested("include_property_groups");
        if (templates.isPresent()) {
            throw new RouteError(Struct.tag(
                    "template_error",
                    Struct.tag(
                            "template_not_found",
                            templates.get().texts("filter_some").get(0))));
        }
        int limit = (int) (arg.has("limit") ? arg.amount("limit") : USUAL_PAGE);
        if (call.caller().inTeamSpace()) {
            if (!arg.text("path").isEmpty()) {
                throw new RouteError(Struct.tags("path/not_found"));
            }
            return TeamSpaceRoutes.page(call, call.begin(LISTING, limit), limit);
        }
        Optional<FileTree.Node> folder = FileTree.of(member).at(arg.text("path"));
        if (folder.flatMap(FileTree.Node::file).isPresent()) {
            throw new RouteError(Struct.tags("path/not_folder"));
        }
        Query query = new Query(
                member,
                folder.map(FileTree.Node::lower).orElse(""),
                arg.flag("recursive"),
                arg.flag("include_has_explicit_shared_members"),
                limit);
        return page(call, call.begin(LISTING, query));
    }

    /** A cursor is the account's whose listing it is [assumed]. */
    private static Object page(Invocation call, Cursor at) {
        if (at.query() instanceof Integer limit && call.caller().inTeamSpace()) {
            return TeamSpaceRoutes.page(call, at, limit);
        }
        if (!(at.query() instanceof Query query)) {
            throw new RouteError("reset");
        }
        if (!query.member().equals(call.caller().selected().orElseThrow())) {
            throw new RouteError("reset");
        }
        return call.page(at, query.limit(), FileTree.of(query.member()).all(), query::shows)
                .json("entries", node -> node.json(query.tellsSharing()));
    }
}
