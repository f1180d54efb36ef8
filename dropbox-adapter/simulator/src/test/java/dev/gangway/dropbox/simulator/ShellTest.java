package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client without an SDK sees on the wire. */
class ShellTest {
    private static final String API = "https://api.dropboxapi.com/2/";
    private static final String PAGE = "https://www.dropbox.com/oauth2/authorize?response_type=code&client_id=";

    private final DropboxSimulator simulator = DropboxSimulator.start();
    private final OkHttpClient http =
            simulator.httpClient().newBuilder().followRedirects(false).build();

    @AfterEach
    void stop() {
        http.connectionPool().evictAll();
        simulator.close();
    }

    @Test
    void everyAnswerHasARequestIdThatTheCallsKnow() {
        Reply reply = post("team/get_info", "null", token());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Dropbox-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(simulator.calls("team/get_info"))
                .singleElement()
                .matches(call -> call.requestId().equals(reply.header("X-Dropbox-Request-Id"))
                        && call.host().equals("api.dropboxapi.com")
                        && !call.effectApplied());
    }

    @Test
    void anUnknownRouteIsABadRequest() {
        Reply reply = post("team/no/such/route", "null", token());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("team/no/such/route");
    }

    @Test
    void theTokenEndpointTakesItsParametersFromTheQueryToo() {
        Reply reply = send(new okhttp3.Request.Builder()
                .url("https://api.dropboxapi.com/oauth2/token?grant_type=refresh_token&refresh_token="
                        + simulator.refreshToken() + "&client_id=" + simulator.appKey() + "&client_secret="
                        + simulator.appSecret())
                .post(RequestBody.create(new byte[0], MediaType.get("application/json"))));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(simulator.calls("oauth2/token"))
                .singleElement()
                .matches(call -> !call.argument().contains(simulator.refreshToken()));
    }

    @Test
    void onlyPostIsTaken() {
        Reply reply = send(new okhttp3.Request.Builder().url(API + "team/get_info"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"POST\"");
    }

    @Test
    void theContentTypeMustBeJson() {
        Reply reply = send(authorized("team/get_info", token())
                .post(RequestBody.create("null", MediaType.get("application/x-www-form-urlencoded"))));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("Bad HTTP \"Content-Type\" header");
    }

    @Test
    void anArgumentWhereNoneBelongsIsRefused() {
        assertThat(post("team/get_info", "{}", token()).status()).isEqualTo(400);
        assertThat(post("team/get_info", "{", token()).body()).contains("could not decode input as JSON");
    }

    @Test
    void tokensAreMissingMalformedOrUnknown() {
        assertThat(post("team/get_info", "null", "short").body()).contains("malformed");
        assertThat(post("team/get_info", "null", "two words").body())
                .contains("Invalid authorization value in HTTP header", "Bearer two words");
        assertThat(post("team/get_info", "null", "sl.u.neverissuedbyanybody").status())
                .isEqualTo(401);
        assertThat(send(new okhttp3.Request.Builder().url(API + "team/get_info").post(json("null")))
                        .body())
                .contains("Must provide HTTP header");
    }

    @Test
    void errorSummariesEndInAVaryingNumberOfDots() {
        String token = token();

        var summaries = IntStream.range(0, 40)
                .mapToObj(i -> post("team/features/get_values", "{\"features\":[]}", token))
                .map(reply ->
                        String.valueOf(((Map<?, ?>) Json.parse(reply.body()).orElseThrow()).get("error_summary")))
                .distinct()
                .sorted()
                .toList();

        assertThat(summaries)
                .containsExactly(
                        "empty_features_list/",
                        "empty_features_list/.",
                        "empty_features_list/..",
                        "empty_features_list/...");
    }

    @Test
    void aLocaleBringsAUserMessage() {
        Reply reply = send(authorized("team/features/get_values", token())
                .header("Dropbox-API-User-Locale", "de")
                .post(json("{\"features\":[]}")));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body()).contains("\"user_message\":{").contains("\"locale\":\"de\"");
    }

    @Test
    void aWrongSecretIsToldInsideTheErrorField() {
        Reply reply = tokenRequest(new FormBody.Builder()
                .add("grant_type", "refresh_token")
                .add("refresh_token", simulator.refreshToken())
                .add("client_id", simulator.appKey())
                .add("client_secret", "not-the-secret"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("{\"error\":\"invalid_client: Invalid client_id or client_secret\"}");
    }

    @Test
    void aRefreshMayNarrowTheScopeAndNeverRotatesTheToken() {
        Reply reply = refresh("scope", "members.read");

        assertThat(reply.body()).contains("\"scope\":\"members.read\"").doesNotContain("refresh_token");
        assertThat(post("team/get_info", "null", accessToken(reply)).body())
                .contains("\"required_scope\":\"team_info.read\"");
    }

    @Test
    void tokenRequestsAreKeptWithoutTheirSecrets() {
        token();

        assertThat(simulator.calls("oauth2/token"))
                .singleElement()
                .extracting(Call::argument)
                .asString()
                .contains("[redacted]")
                .doesNotContain(simulator.refreshToken())
                .doesNotContain(simulator.appSecret());
    }

    @Test
    void aBrowserCanClickThroughTheConsentPage() {
        Reply page =
                send(new okhttp3.Request.Builder().url(page("&redirect_uri=http://localhost/callback&state=s%261")));
        String form = page.body().replaceAll("(?s).*name=\"form\" value=\"([^\"]*)\".*", "$1");

        Reply click = send(new okhttp3.Request.Builder()
                .url("https://www.dropbox.com/oauth2/authorize")
                .post(new FormBody.Builder()
                        .add("form", form)
                        .add("decision", "allow")
                        .build()));

        assertThat(page.body()).contains("Allow").contains("Deny").contains("olga@example.com");
        assertThat(click.status()).isEqualTo(302);
        assertThat(click.header("Location"))
                .startsWith("http://localhost/callback?code=")
                .endsWith("&state=s%261");
    }

    @Test
    void aFormOfTheConsentPageIsGoodOnce() {
        FormBody form = new FormBody.Builder()
                .add("form", "forged")
                .add("decision", "allow")
                .build();

        Reply click = send(new okhttp3.Request.Builder()
                .url("https://www.dropbox.com/oauth2/authorize")
                .post(form));

        assertThat(click.status()).isEqualTo(403);
    }

    @Test
    void withoutRedirectUriThePageShowsTheCode() {
        assertThatIllegalStateException()
                .isThrownBy(() -> simulator.approve(URI.create(page(""))))
                .withMessageContaining("simulated-t0ps3cret-code-");
    }

    @Test
    void whoIsNoTeamAdminIsRefused() {
        simulator.people().browseAs("uma@example.com");

        assertThatIllegalStateException()
                .isThrownBy(() -> simulator.approve(URI.create(page("&redirect_uri=http://localhost/callback"))))
                .withMessageContaining("You must be a team administrator");
    }

    @Test
    void anUnregisteredRedirectUriIsToldOnThePageOnly() {
        assertThatIllegalStateException()
                .isThrownBy(() -> simulator.approve(URI.create(page("&redirect_uri=http://evil.example/"))))
                .withMessageContaining("Invalid redirect_uri");
    }

    @Test
    void aWrongScopeGoesBackAsAnError() {
        URI back = simulator.approve(URI.create(page("&redirect_uri=http://localhost/callback&scope=everything")));

        assertThat(back.getQuery()).contains("error=invalid_scope");
    }

    @Test
    void aLinkOfOnlyUserScopesIsAUsersAndNoTeams() {
        Reply reply = linkAsUser();

        assertThat(reply.body()).contains("\"account_id\":\"dbid:").doesNotContain("team_id");
        assertThat(post("check/user", "{\"query\":\"q\"}", accessToken(reply)).body())
                .isEqualTo("{\"result\":\"q\"}");
        assertThat(post("team/get_info", "null", accessToken(reply)).status()).isEqualTo(400);
    }

    @Test
    void aSuspendedOrRemovedUsersTokenIsDead() {
        String token = accessToken(linkAsUser());
        change(Member.Status.SUSPENDED);

        assertThat(post("check/user", "{}", token).body()).contains("user_suspended");
        change(Member.Status.REMOVED);
        assertThat(post("check/user", "{}", token).body()).contains("invalid_access_token");
    }

    private void change(Member.Status status) {
        World world = simulator.world();
        world.locked(() -> {
            world.team().changeStatus(world.browserUser(), status, world.now());
            return world;
        });
    }

    private Reply linkAsUser() {
        URI back =
                simulator.approve(URI.create(page("&redirect_uri=http://localhost/callback&scope=account_info.read")));
        return tokenRequest(new FormBody.Builder()
                .add("grant_type", "authorization_code")
                .add("code", Request.parameters(back.getRawQuery()).get("code"))
                .add("redirect_uri", "http://localhost/callback")
                .add("client_id", simulator.appKey())
                .add("client_secret", simulator.appSecret()));
    }

    private String page(String more) {
        return PAGE + simulator.appKey() + more;
    }

    @Test
    void aBrowserIsNotToldThatThisMachineSpeaksHttpsOnly() {
        Reply local = send(new okhttp3.Request.Builder().url("https://localhost/oauth2/authorize"));
        Reply named = send(new okhttp3.Request.Builder().url("https://www.dropbox.com/oauth2/authorize"));

        assertThat(local.header("Strict-Transport-Security")).isNull();
        assertThat(named.header("Strict-Transport-Security")).isNotNull();
    }

    private String token() {
        return accessToken(refresh("", ""));
    }

    private static String accessToken(Reply reply) {
        return String.valueOf(((Map<?, ?>) Json.parse(reply.body()).orElseThrow()).get("access_token"));
    }

    private Reply refresh(String name, String value) {
        return tokenRequest(new FormBody.Builder()
                .add("grant_type", "refresh_token")
                .add("refresh_token", simulator.refreshToken())
                .add("client_id", simulator.appKey())
                .add("client_secret", simulator.appSecret())
                .add(name, value));
    }

    private Reply tokenRequest(FormBody.Builder form) {
        return send(new okhttp3.Request.Builder()
                .url("https://api.dropboxapi.com/oauth2/token")
                .post(form.build()));
    }

    private Reply post(String route, String body, String token) {
        return send(authorized(route, token).post(json(body)));
    }

    private static okhttp3.Request.Builder authorized(String route, String token) {
        return new okhttp3.Request.Builder().url(API + route).header("Authorization", "Bearer " + token);
    }

    private static RequestBody json(String body) {
        return RequestBody.create(body, MediaType.get("application/json"));
    }

    private Reply send(okhttp3.Request.Builder request) {
        try (Response response = http.newCall(request.build()).execute()) {
            return new Reply(response, response.body().string());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record Reply(Response response, String body) {
        int status() {
            return response.code();
        }

        String header(String name) {
            return response.header(name);
        }
    }
}
