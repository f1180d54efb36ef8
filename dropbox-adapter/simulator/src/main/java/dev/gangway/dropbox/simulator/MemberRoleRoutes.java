package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.text;

import java.util.List;
import java.util.Optional;

/**
 * Admin roles. Refusals in this order: {@code user_not_found}, {@code user_not_in_team} (removed), {@code cannot_set_permissions}
 * (suspended), {@code role_not_found}, {@code last_admin}.
 */
final class MemberRoleRoutes {
    /** {@code AdminTier}. */
    static final Shape TIER = Shape.tags("team_admin", "user_management_admin", "support_admin", Role.MEMBER_ONLY);

    /** At most one role. */
    static final Shape ROLE_IDS = Shape.list(text(0, 128, "pid_dbtmr:.*"), 0, 1);

    private MemberRoleRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        "team/members/get_available_team_member_roles",
                        "members.read",
                        Shape.NOTHING,
                        MemberRoleRoutes::available),
                Route.team(
                        "team/members/set_admin_permissions",
                        "members.write",
                        Shape.struct(required("user", USER), required("new_role", TIER)),
                        MemberRoleRoutes::setTier),
                Route.team(
                        "team/members/set_admin_permissions_v2",
                        "members.write",
                        Shape.struct(required("user", USER), optional("new_roles", ROLE_IDS)),
                        MemberRoleRoutes::setRoles));
    }

    private static Object available(Invocation call) {
        return Struct.of().with("roles", Role.CATALOGUE.stream().map(Role::json).toList());
    }

    private static Object setTier(Invocation call) {
        Member member = changeable(call);
        set(call, member, Role.byTier(call.arg().nested("new_role").tag()));
        return Struct.of()
                .with("team_member_id", member.id())
                .with("role", Struct.tag(member.role().map(Role::tier).orElse(Role.MEMBER_ONLY)));
    }

    /** An empty list demotes; what a missing one does is not specified, so it does the worst: it demotes too. */
    private static Object setRoles(Invocation call) {
        Member member = changeable(call);
        List<String> ids = call.arg().optionalTexts("new_roles").orElse(List.of());
        set(call, member, ids.stream().findFirst().map(MemberRoleRoutes::role));
        return Struct.of()
                .with("team_member_id", member.id())
                .with("roles", member.role().map(Role::json).map(List::of).orElse(List.of()));
    }

    private static Member changeable(Invocation call) {
        Member member = call.currentMember();
        if (member.is(Member.Status.SUSPENDED)) {
            throw new RouteError("cannot_set_permissions");
        }
        return member;
    }

    private static Role role(String id) {
        return Role.byId(id).orElseThrow(() -> new RouteError("role_not_found"));
    }

    private static void set(Invocation call, Member member, Optional<Role> role) {
        Optional<Role> previous = member.role();
        if (previous.equals(role)) {
            return;
        }
        if (call.team().isLastAdmin(member)) {
            throw new RouteError("last_admin");
        }
        call.team().changeRole(member, role);
        MemberEvents.roleChanged(call, member, previous);
    }
}
