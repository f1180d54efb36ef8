package dev.gangway.dropbox.simulator;

import java.util.Optional;

/**
 * One route of the API.
 *
 * @param name the path without {@code /2/}
 * @param auth whose token it wants
 * @param scope the scope it wants; empty for none
 * @param admins what an admin reaches by the header for admins; empty if the route doesn't take it
 * @param argument what its argument looks like
 * @param handler does the work, with the world locked
 */
record Route(String name, Auth auth, Optional<String> scope, Optional<Admins> admins, Shape argument, Handler handler) {
    /** Whose token a route wants. */
    enum Auth {
        TEAM,
        USER,
        APP
    }

    /** What an admin who is selected reaches [specified as {@code select_admin_mode}; what each means is documented vaguely]. */
    enum Admins {
        /** What the team owns. */
        TEAM_ADMIN,
        /** That, and what its members own. */
        WHOLE_TEAM
    }

    Route(String name, Auth auth, Optional<String> scope, Shape argument, Handler handler) {
        this(name, auth, scope, Optional.empty(), argument, handler);
    }

    /** A route of single accounts that admins can use, too. */
    static Route admin(String name, String scope, Admins admins, Shape argument, Handler handler) {
        return new Route(name, Auth.USER, Optional.of(scope), Optional.of(admins), argument, handler);
    }

    /** A route of the whole team. */
    static Route team(String name, String scope, Shape argument, Handler handler) {
        return new Route(name, Auth.TEAM, Optional.of(scope), argument, handler);
    }

    /** Does a route's work. */
    @FunctionalInterface
    interface Handler {
        /**
         * Does it.
         *
         * @return the result: a {@link Struct}, a list, or {@link Json#NULL}
         * @throws RouteError to answer 409 with this error
         */
        Object handle(Invocation call);
    }
}
