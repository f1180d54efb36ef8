package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * One HTTP request that arrived at the simulator, and what became of it. Immutable.
 *
 * @param at when, on the simulator's clock
 * @param host the host name the client meant, without port
 * @param method the HTTP method
 * @param route the path without {@code /2/}, e.g. {@code team/members/add_v2}, {@code oauth2/token}
 * @param selectUser the {@code Dropbox-API-Select-User} header
 * @param selectAdmin the {@code Dropbox-API-Select-Admin} header
 * @param argument the body; of forms a JSON object with secrets replaced
 * @param status the HTTP status that was answered; 0 if the connection was cut without an answer
 * @param requestId the {@code X-Dropbox-Request-Id} of the answer, also in audit events that the call wrote
 * @param effectApplied whether the call changed something: the team, a job, a token
 */
public record Call(
        Instant at,
        String host,
        String method,
        String route,
        Optional<String> selectUser,
        Optional<String> selectAdmin,
        String argument,
        int status,
        String requestId,
        boolean effectApplied) {}
