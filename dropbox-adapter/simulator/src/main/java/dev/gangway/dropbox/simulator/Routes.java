package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All routes there are.
 *
 * <p><b>To add a family of routes</b>, write a class like {@link TeamRoutes} with a {@code static List<Route> routes()} and name it in
 * {@link #FAMILIES}. A route is its name, its scope, its argument as a {@link Shape} and a handler; arguments reach the handler
 * decoded and checked, so that it deals with the model only:
 *
 * <pre>{@code
 * Route.team("team/members/suspend", "members.write",
 *         Shape.struct(required("user", USER), withDefault("wipe_data", FLAG, true)), SuspensionRoutes::suspend)
 *
 * private static Object suspend(Invocation call) {
 *     Member member = call.team().find(call.arg().nested("user")).orElseThrow(() -> new RouteError("user_not_found"));
 *     ...
 *     call.team().changeStatus(member, Member.Status.SUSPENDED, call.now());
 *     call.record(EventType.MEMBER_CHANGE_STATUS, member, Struct.of().with(...));
 *     return Json.NULL;
 * }
 * }</pre>
 *
 * <p><b>Errors</b>: throw {@link RouteError} with a tag, or with a {@link Struct} for a tag with a value. <b>Results</b>: build them
 * with {@link Struct}; {@code Struct.tag(name)} begins a union. <b>Events</b>: every change writes one by {@link Invocation#record};
 * declare the type in {@link EventType}. That is also how {@link Call#effectApplied} knows. <b>Jobs</b>: do the work inside
 * {@link Invocation#launch}, answer polls by {@link Invocation#poll}. <b>Pages</b>: begin with {@link Invocation#begin}, go on with
 * {@link Invocation#resume}, cut with {@link Invocation#page}. Faults of jobs, cursors and pages then work by themselves.
 *
 * <p>Every route must stand in the module's README; a test holds that.
 */
final class Routes {
    private static final List<List<Route>> FAMILIES = List.of(
            TeamRoutes.routes(),
            CheckRoutes.routes(),
            AuthRoutes.routes(),
            MemberListRoutes.routes(),
            MemberAddRoutes.routes(),
            MemberStatusRoutes.routes(),
            MemberRemoveRoutes.routes(),
            FormerMemberRoutes.routes(),
            MemberRoleRoutes.routes(),
            MemberProfileRoutes.routes(),
            MemberPhotoRoutes.routes(),
            SecondaryEmailRoutes.routes(),
            SpaceLimitRoutes.routes(),
            GroupRoutes.routes(),
            GroupMemberRoutes.routes(),
            DeviceRoutes.routes(),
            LinkedAppRoutes.routes(),
            LegalHoldRoutes.routes(),
            TeamFolderRoutes.routes(),
            AllowListRoutes.routes(),
            SharedFolderRoutes.routes(),
            TeamLogRoutes.routes(),
            UserRoutes.routes(),
            FileRoutes.routes(),
            UserSharingRoutes.routes(),
            TeamSpaceRoutes.routes());

    private static final Map<String, Route> BY_NAME = byName();

    private Routes() {}

    static Optional<Route> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names of all routes, sorted. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    private static Map<String, Route> byName() {
        Map<String, Route> routes = new TreeMap<>();
        Stream<Route> all = FAMILIES.stream().flatMap(List::stream);
        all.forEach(route -> {
            if (routes.put(route.name(), route) != null) {
                throw new IllegalStateException("two routes are called " + route.name());
            }
        });
        return routes;
    }
}
