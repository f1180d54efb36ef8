package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Optional;

/** Revocation: the token used, its refresh token, and all other access tokens of that refresh token. */
final class AuthRoutes {
    static final String REVOKE = "auth/token/revoke";

    private AuthRoutes() {}

    static List<Route> routes() {
        return List.of(new Route(REVOKE, Route.Auth.USER, Optional.empty(), Shape.NOTHING, AuthRoutes::revoke));
    }

    private static Object revoke(Invocation call) {
        call.world().grants().revoke(call.caller().requiredToken().grant());
        return Json.NULL;
    }
}
