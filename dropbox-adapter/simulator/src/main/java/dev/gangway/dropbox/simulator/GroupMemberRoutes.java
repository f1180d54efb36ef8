package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.tags;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is in a group. Additions and removals happen at once, and all or none of them [assumed]; refused for, in this order: the group,
 * users nobody knows, users not on the team, users in the group already or not in it, owners.
 */
final class GroupMemberRoutes {
    private static final String LIST = "team/groups/members/list";
    private static final Shape ACCESS = tags("member", "owner");

    /** What the deprecated {@code async_job_id} always is [specified]. */
    private static final String NO_JOB = " ";

    private GroupMemberRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        LIST,
                        GroupRoutes.READ,
                        Shape.struct(
                                required("group", GroupRoutes.GROUP), withDefault("limit", number(1, 1000), 1000L)),
                        GroupMemberRoutes::list),
                Route.team(
                        LIST + "/continue",
                        GroupRoutes.READ,
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(LIST, "invalid_cursor"))),
                Route.team(
                        "team/groups/members/add",
                        GroupRoutes.WRITE,
                        Shape.struct(
                                required("group", GroupRoutes.GROUP),
                                GroupRoutes.RETURN_MEMBERS,
                                required(
                                        "members",
                                        Shape.list(Shape.struct(
                                                required("user", USER), required("access_type", ACCESS))))),
                        GroupMemberRoutes::add),
                Route.team(
                        "team/groups/members/remove",
                        GroupRoutes.WRITE,
                        Shape.struct(
                                required("group", GroupRoutes.GROUP),
                                GroupRoutes.RETURN_MEMBERS,
                                required("users", Shape.list(USER))),
                        GroupMemberRoutes::remove),
                Route.team(
                        "team/groups/members/set_access_type",
                        GroupRoutes.WRITE,
                        Shape.struct(
                                required("group", GroupRoutes.GROUP),
                                required("user", USER),
                                required("access_type", ACCESS),
                                GroupRoutes.RETURN_MEMBERS),
                        GroupMemberRoutes::setAccess));
    }

    private static Object list(Invocation call) {
        Group group = GroupRoutes.find(call, call.arg().nested("group"));
        return page(call, call.begin(LIST, new Query(group, call.arg().number("limit"))));
    }

    /** A group that was deleted in between has no members any more. */
    private static Object page(Invocation call, Cursor at) {
        Query query = at.query(Query.class);
        return call.page(at, query.limit(), query.group().memberships(), Group.Membership::isCurrent)
                .json("members", membership -> GroupRoutes.memberInfo(call, membership));
    }

    private static Object add(Invocation call) {
        Group group = GroupRoutes.findManageable(call, call.arg().nested("group"));
        List<Arg> wanted = call.arg().nestedList("members");
        List<Arg> selectors = wanted.stream().map(item -> item.nested("user")).toList();
        checkUsers(call, selectors);
        Map<Member, Boolean> owners = new LinkedHashMap<>();
        for (Arg item : wanted) {
            Member member = known(call, item.nested("user"));
            if (group.has(member) || owners.put(member, isOwner(item)) != null) {
                throw new RouteError("duplicate_user");
            }
        }
        checkOwners(call, group, wanted);

        owners.forEach((member, owner) -> {
            group.add(member, owner);
            GroupEvents.joined(call, group, member);
        });
        return changed(call, group);
    }

    /** Only active members can be owners: that is what the error says, though its description names the suspended ones only. */
    private static void checkOwners(Invocation call, Group group, List<Arg> wanted) {
        List<Arg> owners = wanted.stream()
                .filter(GroupMemberRoutes::isOwner)
                .map(item -> item.nested("user"))
                .toList();
        if (group.isCompanyManaged() && !owners.isEmpty()) {
            throw new RouteError(Struct.tag("user_cannot_be_manager_of_company_managed_group", asSent(owners)));
        }
        if (owners.stream().anyMatch(owner -> !known(call, owner).is(Member.Status.ACTIVE))) {
            throw new RouteError("user_must_be_active_to_be_owner");
        }
    }

    private static Object remove(Invocation call) {
        Group group = GroupRoutes.findManageable(call, call.arg().nested("group"));
        List<Arg> selectors = call.arg().nestedList("users");
        checkUsers(call, selectors);
        Set<Member> leavers = new LinkedHashSet<>();
        selectors.forEach(selector -> leavers.add(known(call, selector)));
        if (!leavers.stream().allMatch(group::has)) {
            throw new RouteError("member_not_in_group");
        }

        leavers.forEach(member -> {
            group.remove(member);
            GroupEvents.left(call, group, member);
        });
        return changed(call, group);
    }

    private static Object setAccess(Invocation call) {
        Group group = GroupRoutes.findManageable(call, call.arg().nested("group"));
        Member member = call.team()
                .find(call.arg().nested("user"))
                .filter(group::has)
                .orElseThrow(() -> new RouteError("member_not_in_group"));
        boolean owner = isOwner(call.arg());
        if (owner && group.isCompanyManaged()) {
            throw new RouteError("user_cannot_be_manager_of_company_managed_group");
        }

        if (group.isOwner(member) != owner) {
            group.changeAccess(member, owner);
            GroupEvents.accessChanged(call, group, member);
        }
        return List.of(Struct.tag("group_info")
                .flatten(GroupRoutes.fullInfo(call, group, call.arg().flag("return_members"))));
    }

    private static Struct changed(Invocation call, Group group) {
        return Struct.of()
                .with("group_info", GroupRoutes.fullInfo(call, group, call.arg().flag("return_members")))
                .with("async_job_id", NO_JOB);
    }

    private static boolean isOwner(Arg item) {
        return item.nested("access_type").tag().equals("owner");
    }

    private static void checkUsers(Invocation call, List<Arg> selectors) {
        refuse(selectors, selector -> call.team().find(selector).isEmpty(), "users_not_found");
        refuse(selectors, selector -> !known(call, selector).isCurrent(), "members_not_in_team");
    }

    private static void refuse(List<Arg> selectors, Predicate<Arg> wrong, String tag) {
        List<Arg> refused = selectors.stream().filter(wrong).toList();
        if (!refused.isEmpty()) {
            throw new RouteError(Struct.tag(tag, asSent(refused)));
        }
    }

    private static List<String> asSent(List<Arg> selectors) {
        return selectors.stream().map(selector -> selector.text(selector.tag())).toList();
    }

    private static Member known(Invocation call, Arg selector) {
        return call.team().find(selector).orElseThrow(() -> new RouteError("users_not_found"));
    }

    private record Query(Group group, int limit) {}
}
