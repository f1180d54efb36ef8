package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Optional;

/** What a single account can be asked, by its owner or by a team in a member's name. */
final class UserRoutes {
    /** What a license adds to the space of a team; invented, as plans differ. */
    private static final long SPACE_OF_A_LICENSE = 5L << 40;

    private static final long BYTES_IN_A_GIGABYTE = 1L << 30;

    private UserRoutes() {}

    static List<Route> routes() {
        return List.of(new Route(
                "users/get_space_usage",
                Route.Auth.USER,
                Optional.of("account_info.read"),
                Shape.NOTHING,
                UserRoutes::space));
    }

    private static Object space(Invocation call) {
        Member member = call.caller().selected().orElseThrow();
        return Struct.of().with("used", member.bytes()).with("allocation", allocation(call.team(), member));
    }

    /** What a member has of the team's space; whoever kept the account when leaving has as much alone. */
    private static Struct allocation(Team team, Member member) {
        if (!member.isCurrent()) {
            return Struct.tag("individual").with("allocated", SPACE_OF_A_LICENSE);
        }
        boolean limited = member.customQuota().isPresent();
        return Struct.tag("team")
                .with(
                        "used",
                        team.members().stream()
                                .filter(Member::isCurrent)
                                .mapToLong(Member::bytes)
                                .sum())
                .with("allocated", team.licenses() * SPACE_OF_A_LICENSE)
                .with("user_within_team_space_allocated", member.customQuota().orElse(0) * BYTES_IN_A_GIGABYTE)
                .with("user_within_team_space_limit_type", Struct.tag(limited ? "stop_sync" : "off"))
                .with("user_within_team_space_used_cached", member.bytes());
    }
}
