package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Where members are signed in, and ending it. */
final class DeviceRoutes {
    private static final Shape.Field MEMBER = required("team_member_id", TEXT);
    private static final Shape.Field WEB = withDefault(Session.Kind.WEB.included(), FLAG, true);
    private static final Shape.Field DESKTOP = withDefault(Session.Kind.DESKTOP.included(), FLAG, true);
    private static final Shape.Field MOBILE = withDefault(Session.Kind.MOBILE.included(), FLAG, true);
    private static final Shape LISTING = Shape.struct(MemberPages.CURSOR, WEB, DESKTOP, MOBILE);
    private static final Shape.Field SESSION = required("session_id", TEXT);
    private static final String DELETES = "delete_on_unlink";
    private static final Shape REVOCATION = Shape.union(
            member(Session.Kind.WEB.revoked(), Shape.struct(SESSION, MEMBER)),
            member(Session.Kind.DESKTOP.revoked(), Shape.struct(SESSION, MEMBER, withDefault(DELETES, FLAG, false))),
            member(Session.Kind.MOBILE.revoked(), Shape.struct(SESSION, MEMBER)));

    private DeviceRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        "team/devices/list_member_devices",
                        "sessions.list",
                        Shape.struct(MEMBER, WEB, DESKTOP, MOBILE),
                        DeviceRoutes::ofMember),
                Route.team("team/devices/list_members_devices", "sessions.list", LISTING, DeviceRoutes::ofMembers),
                Route.team("team/devices/list_team_devices", "sessions.list", LISTING, DeviceRoutes::ofTeam),
                Route.team("team/devices/revoke_device_session", "sessions.modify", REVOCATION, call -> {
                    revoke(call, call.arg());
                    return Json.NULL;
                }),
                Route.team(
                        "team/devices/revoke_device_session_batch",
                        "sessions.modify",
                        Shape.struct(required("revoke_devices", list(REVOCATION))),
                        DeviceRoutes::revokeEach));
    }

    private static Object ofMember(Invocation call) {
        Member member = MemberPages.member(call, call.arg());
        return sessions(call, member, Session.Kind::ofMember);
    }

    private static Object ofMembers(Invocation call) {
        return ofMembers(call, "members devices");
    }

    /** The deprecated listing says the same, but its cursors are its own. */
    private static Object ofTeam(Invocation call) {
        return ofMembers(call, "team devices");
    }

    private static Object ofMembers(Invocation call, String listing) {
        return MemberPages.list(
                call,
                listing,
                "devices",
                member -> member.sessions(call.now()).stream()
                        .anyMatch(session -> call.arg().flag(session.kind().included())),
                member -> Struct.of()
                        .with("team_member_id", member.id())
                        .flatten(sessions(call, member, Session.Kind::ofMembers)));
    }

    private static Struct sessions(Invocation call, Member member, Function<Session.Kind, String> name) {
        Struct lists = Struct.of();
        Arrays.stream(Session.Kind.values())
                .filter(kind -> call.arg().flag(kind.included()))
                .forEach(kind -> lists.with(
                        name.apply(kind),
                        member.sessions(call.now()).stream()
                                .filter(session -> session.kind() == kind)
                                .map(Session::json)
                                .toList()));
        return lists;
    }

    private static Object revokeEach(Invocation call) {
        return Struct.of()
                .with(
                        "revoke_devices_status",
                        Batch.each(call.arg().nestedList("revoke_devices"), arg -> revoke(call, arg)));
    }

    private static void revoke(Invocation call, Arg arg) {
        Member member = MemberPages.member(call, arg);
        Session session = member.sessions(call.now()).stream()
                .filter(open -> open.id().equals(arg.text("session_id"))
                        && open.kind().revoked().equals(arg.tag()))
                .findFirst()
                .orElseThrow(() -> new RouteError("device_session_not_found"));
        member.end(session);
        boolean deletes = arg.has(DELETES) && arg.flag(DELETES);
        call.record(EventType.DEVICE_UNLINK, member, session.unlinked(deletes));
    }
}
