package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import java.util.List;

/** The third-party apps that members have linked to their own accounts; apps of the whole team don't show here. */
final class LinkedAppRoutes {
    private static final Shape.Field MEMBER = required("team_member_id", TEXT);
    private static final Shape LISTING = Shape.struct(MemberPages.CURSOR);
    private static final Shape REVOCATION =
            Shape.struct(required("app_id", TEXT), MEMBER, withDefault("keep_app_folder", FLAG, true));

    private LinkedAppRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        "team/linked_apps/list_member_linked_apps",
                        "sessions.list",
                        Shape.struct(MEMBER),
                        call -> apps(MemberPages.member(call, call.arg()))),
                Route.team(
                        "team/linked_apps/list_members_linked_apps",
                        "sessions.list",
                        LISTING,
                        call -> ofMembers(call, "members apps")),
                Route.team(
                        "team/linked_apps/list_team_linked_apps",
                        "sessions.list",
                        LISTING,
                        call -> ofMembers(call, "team apps")),
                Route.team("team/linked_apps/revoke_linked_app", "sessions.modify", REVOCATION, call -> {
                    revoke(call, call.arg());
                    return Json.NULL;
                }),
                Route.team(
                        "team/linked_apps/revoke_linked_app_batch",
                        "sessions.modify",
                        Shape.struct(required("revoke_linked_app", list(REVOCATION))),
                        LinkedAppRoutes::revokeEach));
    }

    private static Object ofMembers(Invocation call, String listing) {
        return MemberPages.list(
                call,
                listing,
                "apps",
                member -> !member.apps().isEmpty(),
                member -> Struct.of().with("team_member_id", member.id()).flatten(apps(member)));
    }

    private static Struct apps(Member member) {
        return Struct.of()
                .with(
                        "linked_api_apps",
                        member.apps().stream().map(AppLink::json).toList());
    }

    private static Object revokeEach(Invocation call) {
        return Struct.of()
                .with(
                        "revoke_linked_app_status",
                        Batch.each(call.arg().nestedList("revoke_linked_app"), arg -> revoke(call, arg)));
    }

    private static void revoke(Invocation call, Arg arg) {
        Member member = MemberPages.member(call, arg);
        AppLink link = member.apps().stream()
                .filter(linked -> linked.id().equals(arg.text("app_id")))
                .findFirst()
                .orElseThrow(() -> new RouteError("app_not_found"));
        if (!arg.flag("keep_app_folder")) {
            throw new RouteError("app_folder_removal_not_supported");
        }
        member.unlink(link);
        call.record(EventType.APP_UNLINK_USER, member, link.logged());
    }
}
