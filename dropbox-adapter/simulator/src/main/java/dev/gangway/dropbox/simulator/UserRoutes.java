package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a single account can be asked, by its owner or by a team in a member's name. */
final class UserRoutes {
    /** What a license adds to the space of a team; invented, as plans differ. */
    private static final long SPACE_OF_A_LICENSE = 5L << 40;

    private static final long BYTES_IN_A_GIGABYTE = 1L << 30;

    private UserRoutes() {}

    static List<Route> routes() {
        return List.of(route("get_current_account", UserRoutes::account), route("get_space_usage", UserRoutes::space));
    }

    private static Route route(String name, Route.Handler handler) {
        return new Route("users/" + name, Route.Auth.USER, Optional.of("account_info.read"), Shape.NOTHING, handler);
    }

    /** {@code FullAccount}; whoever kept the account when leaving has it alone. */
    private static Object account(Invocation call) {
        Member member = call.caller().selected().orElseThrow();
        Struct account = Struct.of()
                .with("account_id", member.accountId())
                .with("name", Profiles.name(member))
                .with("email", member.email())
                .with("email_verified", member.isEmailVerified())
                .with("disabled", false)
                .with("locale", "en")
                .with(
                        "referral_link",
                        "https://www.dropbox.com/referrals/"
                                + member.accountId().substring(5, 15))
                .with("is_paired", false)
                .with("account_type", Struct.tag(member.isCurrent() ? "business" : "basic"))
                .with("root_info", root(call.team(), member));
        return member.isCurrent()
                ? account.with("team", team(call.team())).with("team_member_id", member.id())
                : account;
    }

    /** {@code RootInfo}. */
    static Struct root(Team team, Member member) {
        Struct ids = Struct.of()
                .with("root_namespace_id", member.rootFolderId())
                .with("home_namespace_id", member.memberFolderId());
        boolean hasTeamSpace = Boolean.TRUE.equals(team.feature("has_team_shared_dropbox"))
                || Boolean.TRUE.equals(team.feature("has_distinct_member_homes"));
        return member.isCurrent() && hasTeamSpace
                ? Struct.tag("team").flatten(ids).with("home_path", "/" + member.displayName())
                : Struct.tag("user").flatten(ids);
    }

    private static Struct team(Team team) {
        Map<String, Object> policies = Policies.json(team.policies()).fields();
        return Struct.of()
                .with("id", team.id())
                .with("name", team.name())
                .withOptional("sharing_policies", policies.get("sharing"))
                .withOptional("office_addin_policy", policies.get("office_addin"))
                .withOptional("top_level_content_policy", policies.get("top_level_content_policy"));
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
