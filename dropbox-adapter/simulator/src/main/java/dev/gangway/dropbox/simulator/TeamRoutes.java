package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.tags;

import java.util.List;

/** What a token can learn about its team. */
final class TeamRoutes {
    private static final Shape FEATURE = tags(
            "upload_api_rate_limit",
            "has_team_shared_dropbox",
            "has_team_file_events",
            "has_team_selective_sync",
            "has_distinct_member_homes");

    private TeamRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team("team/get_info", "team_info.read", Shape.NOTHING, TeamRoutes::info),
                Route.team(
                        "team/features/get_values",
                        "team_info.read",
                        Shape.struct(required("features", list(FEATURE))),
                        TeamRoutes::features),
                Route.team(
                        "team/token/get_authenticated_admin",
                        "team_info.read",
                        Shape.NOTHING,
                        TeamRoutes::authenticatedAdmin));
    }

    private static Object info(Invocation call) {
        Team team = call.team();
        return Struct.of()
                .with("name", team.name())
                .with("team_id", team.id())
                .with("num_licensed_users", team.licenses())
                .with("num_provisioned_users", team.shownProvisioned())
                .with("num_used_licenses", team.shownUsed())
                .with("policies", Policies.json(team.policies()));
    }

    private static Object features(Invocation call) {
        List<Arg> asked = call.arg().nestedList("features");
        if (asked.isEmpty()) {
            throw new RouteError("empty_features_list");
        }
        return Struct.of()
                .with(
                        "values",
                        asked.stream()
                                .map(feature ->
                                        Features.json(feature.tag(), call.team().feature(feature.tag())))
                                .toList());
    }

    /** The token goes on working when its admin is gone; only this route tells [inferred from the specification]. */
    private static Object authenticatedAdmin(Invocation call) {
        Member admin = call.caller().requiredToken().grant().authorizedBy();
        if (!admin.isTeamAdmin()) {
            throw new RouteError("admin_not_active");
        }
        return Struct.of().with("admin_profile", Profiles.profile(admin, call.now()));
    }
}
