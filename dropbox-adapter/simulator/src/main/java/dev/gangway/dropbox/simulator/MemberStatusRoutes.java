package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import java.util.List;
import java.util.Optional;

/**
 * Suspension and its end, and the end of a removal.
 *
 * <p>A member on the team again after a removal has none of the former groups, no admin role and no custom quota [assumed]; somebody
 * who was removed before joining is invited again, everybody else is active, whether suspended before or not [assumed].
 */
final class MemberStatusRoutes {
    private static final Shape ONE_USER = Shape.struct(required("user", USER));

    private MemberStatusRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        "team/members/suspend",
                        "members.write",
                        Shape.struct(required("user", USER), withDefault("wipe_data", FLAG, true)),
                        MemberStatusRoutes::suspend),
                Route.team("team/members/unsuspend", "members.write", ONE_USER, MemberStatusRoutes::unsuspend),
                Route.team("team/members/recover", "members.delete", ONE_USER, MemberStatusRoutes::recover));
    }

    private static Object suspend(Invocation call) {
        Member member = call.currentMember();
        if (!member.is(Member.Status.ACTIVE)) {
            throw new RouteError("suspend_inactive_user");
        }
        if (call.team().isLastAdmin(member)) {
            throw new RouteError("suspend_last_admin");
        }
        change(call, member, Member.Status.SUSPENDED);
        call.endSessions(member, call.arg().flag("wipe_data"));
        return Json.NULL;
    }

    /** A suspended member still uses a license, so that only a team above its number is refused for it [assumed]. */
    private static Object unsuspend(Invocation call) {
        Member member = call.currentMember();
        if (!member.is(Member.Status.SUSPENDED)) {
            throw new RouteError("unsuspend_non_suspended_member");
        }
        if (call.team().isOverfull()) {
            throw new RouteError("team_license_limit");
        }
        change(call, member, Member.Status.ACTIVE);
        return Json.NULL;
    }

    private static Object recover(Invocation call) {
        Member member = call.anyMember();
        if (!member.isRecoverable(call.now())) {
            throw new RouteError("user_unrecoverable");
        }
        if (call.team().isFull()) {
            throw new RouteError("team_license_limit");
        }
        Optional<?> joined = member.joinedOn();
        change(call, member, joined.isPresent() ? Member.Status.ACTIVE : Member.Status.INVITED);
        return Json.NULL;
    }

    private static void change(Invocation call, Member member, Member.Status status) {
        Member.Status previous = member.status();
        call.team().changeStatus(member, status, call.now());
        MemberEvents.statusChanged(call, member, previous.tag());
    }
}
