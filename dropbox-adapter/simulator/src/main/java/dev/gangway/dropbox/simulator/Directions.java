package dev.gangway.dropbox.simulator;

import java.net.URI;
import java.nio.file.Path;

/** How to point clients at a simulator that runs by itself. */
final class Directions {
    private static final String TEXT = """
            A simulated Dropbox team: %1$s

              endpoint        %2$s
              certificate     %3$s
              app key         %4$s
              app secret      %5$s
              refresh token   %6$s

            curl
              curl -s --cacert %3$s %2$s/oauth2/token \\
                -d grant_type=refresh_token -d refresh_token=%6$s \\
                -d client_id=%4$s -d client_secret=%5$s
              curl -s --cacert %3$s %2$s/2/team/get_info \\
                -X POST -H 'Authorization: Bearer ACCESS_TOKEN_FROM_ABOVE'

            The SDKs ask https://api.dropboxapi.com; what sends them here is in the simulator's README:
              Java    an OkHttp interceptor that changes host and port to %7$s, and the certificate as trusted
              Node    NODE_EXTRA_CA_CERTS=%3$s and a fetch that asks %2$s
              Python  a requests adapter that asks %2$s and verifies by %3$s

            Ctrl-C ends it; nothing is kept.""";

    private Directions() {}

    static String of(DropboxSimulator simulator, Path certificate) {
        URI endpoint = simulator.endpoint();
        World world = simulator.world();
        String team =
                world.locked(() -> world.team().name() + ", " + world.team().shownProvisioned()
                        + " people with a license of " + world.team().licenses());
        return TEXT.formatted(
                team,
                endpoint,
                certificate,
                simulator.appKey(),
                simulator.appSecret(),
                simulator.refreshToken(),
                endpoint.getAuthority());
    }
}
