package dev.gangway.dropbox.simulator;

import com.dropbox.core.DbxAppInfo;
import com.dropbox.core.DbxException;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.DbxWebAuth;
import com.dropbox.core.http.OkHttp3Requestor;
import com.dropbox.core.oauth.DbxCredential;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.team.DbxTeamTeamRequests;
import com.dropbox.core.v2.team.MembersGetInfoItemV2;
import com.dropbox.core.v2.team.TeamMemberInfoV2;
import com.dropbox.core.v2.team.UserSelectorArg;
import com.dropbox.core.v2.teamlog.DbxTeamTeamLogRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A simulator with an official client that is linked to its team. For one test on one thread. */
final class LinkedTeam implements AutoCloseable {
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-02T09:00:00Z"));
    final DropboxSimulator simulator;
    DbxTeamTeamRequests team;
    DbxTeamTeamLogRequests teamLog;
    private final OkHttpClient http;
    private final DbxRequestConfig config;
    private String accessToken;

    LinkedTeam(DropboxSimulator.JobStyle jobs) {
        this(builder -> builder.jobs(jobs));
    }

    LinkedTeam(UnaryOperator<SimulatorBuilder> choices) {
        simulator = choices.apply(DropboxSimulator.builder().clock(clock)).start();
        http = simulator
                .httpClient()
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build();
        config = DbxRequestConfig.newBuilder("gangway-tests")
                .withHttpRequestor(new OkHttp3Requestor(http))
                .build();
        link();
    }

    static UserSelectorArg user(String name) {
        return UserSelectorArg.email(name + "@example.com");
    }

    /** What the service tells about a member. */
    TeamMemberInfoV2 info(String name) throws DbxException {
        MembersGetInfoItemV2 item =
                team.membersGetInfoV2(List.of(user(name))).getMembersInfo().get(0);
        return item.getMemberInfoValue();
    }

    String status(String name) throws DbxException {
        return info(name).getProfile().getStatus().tag().name();
    }

    /** The model's member. */
    Member member(String name) {
        World world = simulator.world();
        return world.locked(() -> world.team().byEmail(name + "@example.com").orElseThrow());
    }

    /** A change of the model that no route makes. */
    void change(Runnable change) {
        simulator.world().locked(() -> {
            change.run();
            return true;
        });
    }

    /** The newest events as JSON, oldest first, each as its type and its details; with single quotes for double ones. */
    List<String> events(int newest) {
        World world = simulator.world();
        return world.locked(() -> {
            List<Event> all = world.log().arrived(world.now());
            return all.subList(all.size() - newest, all.size()).stream()
                    .map(event ->
                            event.type().name() + event.details().toString().replace('"', '\''))
                    .toList();
        });
    }

    /** How many events there are. */
    int eventCount() {
        World world = simulator.world();
        return world.locked(() -> world.log().arrived(world.now()).size());
    }

    /**
     * Posts JSON that a client might refuse to send, with single quotes for double ones; the status and the body.
     *
     * @param headers names and values in turn, in place of the usual ones or besides
     */
    String post(String route, String json, String... headers) {
        okhttp3.Request.Builder request = new okhttp3.Request.Builder()
                .url("https://api.dropboxapi.com/2/" + route)
                .header("Authorization", "Bearer " + accessToken)
                .post(RequestBody.create(json.replace('\'', '"'), MediaType.get("application/json")));
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals("Authorization")) {
                request.removeHeader("Authorization");
            }
            request.addHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    String accessToken() {
        return accessToken;
    }

    /** The official client in a member's name. */
    DbxClientV2 asMember(String name) {
        return new DbxTeamClientV2(config, accessToken).asMember(member(name).id());
    }

    /** Calls a user's route with the same Select header twice; the status and the body. */
    String postTwiceSelected(String route, String json, String name) {
        String id = member(name).id();
        return post(route, json, "Dropbox-API-Select-User", id, "Dropbox-API-Select-User", id);
    }

    private String send(okhttp3.Request request) {
        try (Response response = http.newCall(request).execute()) {
            return response.code() + " " + response.body().string();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tag of the error with which a call is refused, or all of an answer that isn't a refusal. */
    String refusal(String route, String json, String... headers) {
        String answer = post(route, json, headers);
        return answer.startsWith("409 ")
                ? answer.replaceFirst("(?s).*\"error\":\\{\"\\.tag\":\"(\\w+)\".*", "$1")
                : answer;
    }

    /** Has an admin consent to the app once more; an access token of that consent. */
    String consent(String name) throws DbxException {
        String callback = "http://localhost/callback";
        simulator.people().browseAs(name + "@example.com");
        URI back = simulator.approve(URI.create("https://www.dropbox.com/oauth2/authorize?response_type=code&client_id="
                + simulator.appKey() + "&redirect_uri=" + callback));
        String code = Request.parameters(back.getRawQuery()).get("code");
        return new DbxWebAuth(config, new DbxAppInfo(simulator.appKey(), simulator.appSecret()))
                .finishFromCode(code, callback)
                .getAccessToken();
    }

    /** Lets time pass; the client then has a fresh access token, since they live for four hours. */
    void pass(Duration time) {
        clock.advance(time);
        link();
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
        simulator.close();
    }

    private void link() {
        try {
            accessToken = new DbxCredential(
                            "none", 0L, simulator.refreshToken(), simulator.appKey(), simulator.appSecret())
                    .refresh(config)
                    .getAccessToken();
        } catch (DbxException e) {
            throw new IllegalStateException(e);
        }
        DbxTeamClientV2 client = new DbxTeamClientV2(config, accessToken);
        team = client.team();
        teamLog = client.teamLog();
    }
}
