package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import java.util.List;
import java.util.Optional;

/** The routes that echo, to test credentials with. */
final class CheckRoutes {
    private static final Shape QUERY = Shape.struct(withDefault("query", text(500), ""));

    private CheckRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route("check/app", Route.Auth.APP, Optional.empty(), QUERY, CheckRoutes::echo),
                new Route("check/user", Route.Auth.USER, Optional.of("account_info.read"), QUERY, CheckRoutes::echo));
    }

    private static Object echo(Invocation call) {
        return Struct.of().with("result", call.arg().text("query"));
    }
}
