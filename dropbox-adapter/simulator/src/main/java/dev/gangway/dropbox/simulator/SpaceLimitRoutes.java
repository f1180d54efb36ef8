package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Space limits of single members. That an admin must first set a limit for the whole team has no error, so it is not asked for; nobody
 * is kept from using space.
 */
final class SpaceLimitRoutes {
    private static final String FAMILY = "team/member_space_limits/";
    private static final String READ = "members.read";
    private static final String WRITE = "members.write";
    private static final String EXCLUDED = FAMILY + "excluded_users/list";
    private static final int MOST = 1000;
    private static final long BYTES_IN_A_GIGABYTE = 1L << 30;
    private static final long MOST_GIGABYTES = (1L << 32) - 1;

    private SpaceLimitRoutes() {}

    static List<Route> routes() {
        Shape quota = Shape.struct(required("user", USER), required("quota_gb", number(2, MOST_GIGABYTES)));
        Shape users = Shape.struct(required("users", Shape.list(USER)));
        Shape someUsers = Shape.struct(optional("users", Shape.list(USER)));
        return List.of(
                // Specified with the scope for reading, odd as it is.
                Route.team(
                        FAMILY + "set_custom_quota",
                        READ,
                        Shape.struct(required("users_and_quotas", Shape.list(quota))),
                        SpaceLimitRoutes::setAll),
                Route.team(FAMILY + "get_custom_quota", READ, users, call -> each(call, SpaceLimitRoutes::quota)),
                Route.team(FAMILY + "remove_custom_quota", WRITE, users, SpaceLimitRoutes::removeAll),
                Route.team(FAMILY + "excluded_users/add", WRITE, someUsers, call -> exclude(call, true)),
                Route.team(FAMILY + "excluded_users/remove", WRITE, someUsers, call -> exclude(call, false)),
                Route.team(
                        EXCLUDED,
                        READ,
                        Shape.struct(withDefault("limit", number(1, MOST), (long) MOST)),
                        call -> page(call, call.begin(EXCLUDED, call.arg().number("limit")))),
                Route.team(
                        EXCLUDED + "/continue",
                        READ,
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(EXCLUDED, "invalid_cursor"))));
    }

    /** All or, if anybody is excluded from limits, nothing. */
    private static Object setAll(Invocation call) {
        List<Arg> wanted = call.arg().nestedList("users_and_quotas");
        requireFew(wanted);
        boolean anyExcluded = wanted.stream()
                .flatMap(item -> find(call, item.nested("user")).stream())
                .anyMatch(Member::isFreeOfSpaceLimit);
        if (anyExcluded) {
            throw new RouteError("some_users_are_excluded");
        }
        return wanted.stream()
                .map(item -> result(call, item.nested("user"), member -> {
                    set(call, member, OptionalLong.of(item.amount("quota_gb")));
                    return quota(item.nested("user"), member);
                }))
                .toList();
    }

    private static Object removeAll(Invocation call) {
        return each(call, (user, member) -> {
            set(call, member, OptionalLong.empty());
            return Struct.tag("success", user.echo());
        });
    }

    private static Object each(Invocation call, Answerer answerer) {
        List<Arg> users = call.arg().nestedList("users");
        requireFew(users);
        return users.stream()
                .map(user -> result(call, user, member -> answerer.answer(user, member)))
                .toList();
    }

    private static Struct result(Invocation call, Arg user, Function<Member, Struct> success) {
        return find(call, user).map(success).orElseGet(() -> Struct.tag("invalid_user", user.echo()));
    }

    private static Struct quota(Arg user, Member member) {
        Struct success = Struct.tag("success").with("user", user.echo());
        member.customQuota().ifPresent(gigabytes -> success.with("quota_gb", gigabytes));
        return success;
    }

    private static void set(Invocation call, Member member, OptionalLong gigabytes) {
        OptionalLong previous = member.customQuota();
        if (previous.equals(gigabytes)) {
            return;
        }
        member.customQuota(gigabytes);
        Struct details = Struct.of();
        if (gigabytes.isEmpty()) {
            call.record(EventType.MEMBER_SPACE_LIMITS_REMOVE_CUSTOM_QUOTA, member, details);
            return;
        }
        previous.ifPresent(old -> details.with("previous_value", old * BYTES_IN_A_GIGABYTE));
        details.with("new_value", gigabytes.getAsLong() * BYTES_IN_A_GIGABYTE);
        call.record(
                previous.isEmpty()
                        ? EventType.MEMBER_SPACE_LIMITS_ADD_CUSTOM_QUOTA
                        : EventType.MEMBER_SPACE_LIMITS_CHANGE_CUSTOM_QUOTA,
                member,
                details);
    }

    /** All or nobody; whoever is excluded from limits loses the custom one [assumed]. */
    private static Object exclude(Invocation call, boolean excluded) {
        List<Arg> users = call.arg().has("users") ? call.arg().nestedList("users") : List.of();
        requireFew(users);
        List<Member> changed = users.stream()
                .map(user -> find(call, user).orElseThrow(() -> new RouteError("users_not_in_team")))
                .distinct()
                .filter(member -> member.isFreeOfSpaceLimit() != excluded)
                .toList();
        changed.forEach(member -> {
            member.freeOfSpaceLimit(excluded);
            set(call, member, OptionalLong.empty());
        });
        if (!changed.isEmpty()) {
            call.record(
                    excluded
                            ? EventType.MEMBER_SPACE_LIMITS_ADD_EXCEPTION
                            : EventType.MEMBER_SPACE_LIMITS_REMOVE_EXCEPTION,
                    Struct.of(),
                    changed.stream().map(Event.Participant::of).toArray(Event.Participant[]::new));
        }
        return Struct.of().with("status", Struct.tag("success"));
    }

    private static Object page(Invocation call, Cursor at) {
        return call.page(
                        at,
                        at.query(Integer.class),
                        call.team().members(),
                        member -> member.isFreeOfSpaceLimit() && member.isCurrent())
                .json("users", member -> Profiles.memberProfile(member, call.now()));
    }

    private static Optional<Member> find(Invocation call, Arg user) {
        return call.team().find(user).filter(Member::isCurrent);
    }

    private static void requireFew(List<Arg> users) {
        if (users.size() > MOST) {
            throw new RouteError("too_many_users");
        }
    }

    /** What is told of one user. */
    @FunctionalInterface
    private interface Answerer {
        Struct answer(Arg user, Member member);
    }
}
