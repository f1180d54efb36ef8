package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.List;
import java.util.stream.Stream;

/** Who is on the team. Changes nothing. */
final class MemberListRoutes {
    private static final String LIST = "team/members/list";
    private static final String CONTINUE = "team/members/list/continue";
    private static final String INFO = "team/members/get_info";
    private static final String READ = "members.read";
    private static final Shape QUERY =
            Shape.struct(withDefault("limit", number(1, 1000), 1000L), withDefault("include_removed", FLAG, false));
    private static final Shape CURSOR = Shape.struct(required("cursor", TEXT));
    private static final Shape SELECTION = Shape.struct(required("members", Shape.list(USER)));

    private MemberListRoutes() {}

    static List<Route> routes() {
        return Stream.of(Version.values())
                .flatMap(version -> Stream.of(
                        Route.team(version.of(LIST), READ, QUERY, call -> list(call, version)),
                        Route.team(version.of(CONTINUE), READ, CURSOR, call -> goOn(call, version)),
                        Route.team(version.of(INFO), READ, SELECTION, call -> info(call, version))))
                .toList();
    }

    private static Object list(Invocation call, Version version) {
        Query query = new Query(call.arg().number("limit"), call.arg().flag("include_removed"));
        return page(call, version, call.begin(version.of(LIST), query));
    }

    /** The choices of the first call live in the cursor, which is no cursor of the other version. */
    private static Object goOn(Invocation call, Version version) {
        return page(call, version, call.resume(version.of(LIST), "invalid_cursor"));
    }

    private static Object page(Invocation call, Version version, Cursor at) {
        Query query = at.query(Query.class);
        return call.page(at, query.limit(), call.team().members(), query::shows)
                .json("members", member -> version.info(member, call.now()));
    }

    /** In the order of the request; who isn't known is no error. */
    private static Object info(Invocation call, Version version) {
        List<Struct> items = call.arg().nestedList("members").stream()
                .map(selector -> item(call, version, selector))
                .toList();
        return version == Version.V1 ? items : Struct.of().with("members_info", items);
    }

    private static Struct item(Invocation call, Version version, Arg selector) {
        return call.team()
                .find(selector)
                .filter(member -> member.isCurrent() || call.world().options().findsRemovedMembers())
                .map(member -> Struct.tag("member_info").flatten(version.info(member, call.now())))
                .orElseGet(() -> Struct.tag("id_not_found", selector.text(selector.tag())));
    }

    private record Query(int limit, boolean includesRemoved) {
        boolean shows(Member member) {
            return !member.isErased() && (includesRemoved || member.isCurrent());
        }
    }
}
