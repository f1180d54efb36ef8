package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.FaultTest.Row.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gangway.dropbox.simulator.Fault.Place;
import dev.gangway.dropbox.simulator.Fault.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.EventListener;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault does, as a client without an SDK sees it, and whether the work was done. */
class FaultTest {
    private static final String ADD = "team/members/add_v2";
    private static final String NEW = "{\"new_members\":[{\"member_email\":\"new@example.com\"}]}";
    private static final String SUSPEND = "team/members/suspend";
    private static final String LEO = "{\"user\":{\".tag\":\"email\",\"email\":\"leo@example.com\"}}";
    private static final String ADDED = "\\{\".tag\":\"complete\",\"complete\":\\[\\{\".tag\":\"success\",.*}]}";
    private static final String HTML = "<html>.*</html>";
    private static final String MORE = "\"field_of_a_newer_service\":\"unheard of\"";
    private static final Instant FIRST_OF_DECEMBER = Instant.parse("2026-12-01T09:00:00Z");
    private static final Duration LATE = Duration.ofMillis(400);

    private final DropboxSimulator simulator = DropboxSimulator.builder()
            .clock(new SettableClock(Instant.parse("2026-11-02T09:00:00Z")))
            .jobs(DropboxSimulator.JobStyle.NEVER)
            .start();
    private OkHttpClient http =
            simulator.httpClient().newBuilder().retryOnConnectionFailure(false).build();
    private boolean closed;

    @AfterEach
    void stop() {
        http.connectionPool().evictAll();
        if (!closed) {
            simulator.close();
        }
    }

    static Stream<Row> faults() {
        return Stream.of(
                row("delay", at -> at.delay(LATE)).answers(200, ADDED).works(),
                row("cut", Place::cutBeforeHandling).answers(0, ""),
                row("lost answer", Place::loseAnswer).answers(0, "").works(),
                row("half a body", Place::truncateBody)
                        .answers(200, "broken off")
                        .works(),
                row("wrong body", at -> at.wrongBody("text/html", "<html>oops</html>"))
                        .answers(200, "<html>oops</html>")
                        .with("Content-Type", "text/html")
                        .works(),
                row("500", at -> at.serverError(500)).answers(500, ""),
                row("502", at -> at.serverError(502)).answers(502, HTML),
                row("503 after the work", at -> at.serverErrorAfterEffect(503))
                        .answers(503, "")
                        .works(),
                row("504 after the work", at -> at.serverErrorAfterEffect(504))
                        .answers(504, HTML)
                        .with("Content-Type", "text/html; charset=utf-8")
                        .works(),
                row("429", at -> at.rateLimited(RateLimit.withoutHeader())).limits("too_many_requests", ""),
                row("429 with seconds", at -> at.rateLimited(Duration.ofSeconds(7)))
                        .limits("too_many_requests", "7"),
                row("429 with a date", at -> at.rateLimited(RateLimit.until(FIRST_OF_DECEMBER)))
                        .limits("too_many_requests", "Tue, 01 Dec 2026 09:00:00 GMT"),
                row(
                                "429 for writes",
                                at -> at.rateLimited(
                                        RateLimit.after(Duration.ofSeconds(7)).forWriteOperations()))
                        .limits("too_many_write_operations", "7"),
                row(
                                "429 for writes with a date",
                                at -> at.rateLimited(
                                        RateLimit.until(FIRST_OF_DECEMBER).forWriteOperations()))
                        .limits("too_many_write_operations", "Tue, 01 Dec 2026 09:00:00 GMT"),
                row(
                                "429 in plain text",
                                at -> at.rateLimited(
                                        RateLimit.after(Duration.ofSeconds(7)).inPlainText()))
                        .answers(429, "too_many_requests")
                        .with("Content-Type", "text/plain; charset=utf-8")
                        .with("Retry-After", "7"),
                row(
                                "429 in plain text with a date",
                                at -> at.rateLimited(
                                        RateLimit.until(FIRST_OF_DECEMBER).inPlainText()))
                        .answers(429, "too_many_requests")
                        .with("Retry-After", "Tue, 01 Dec 2026 09:00:00 GMT"),
                row("expired token", Place::expireToken)
                        .fails(401, "{\".tag\":\"expired_access_token\"}")
                        .leaves(401, 200),
                row("revoked grant", Place::revokeGrant)
                        .fails(401, "{\".tag\":\"invalid_access_token\"}")
                        .leaves(401, 400),
                row("missing scope", Place::missingScope)
                        .fails(401, "{\".tag\":\"missing_scope\",\"required_scope\":\"members.write\"}"),
                row("denied access", at -> at.denyAccess("team_access_denied"))
                        .fails(403, "{\".tag\":\"team_access_denied\"}"),
                row("refusal", at -> at.refuse("photo_error/transient_error"))
                        .fails(409, "{\".tag\":\"photo_error\",\"photo_error\":{\".tag\":\"transient_error\"}}"),
                row("unknown error", at -> at.unknownErrorTag("too_windy")).fails(409, "{\".tag\":\"too_windy\"}"),
                row("refused items", at -> at.refuseItems("user_on_another_team"))
                        .answers(
                                200,
                                Pattern.quote("{\".tag\":\"complete\",\"complete\":[{\".tag\":\"user_on_another_team\","
                                        + "\"user_on_another_team\":\"new@example.com\"}]}")),
                row("unknown tag", at -> at.unknownTag("too_windy"))
                        .answers(200, Pattern.quote("{\".tag\":\"too_windy\"}"))
                        .works(),
                row("unknown tag under a name", at -> at.unknownTag("complete", "too_windy"))
                        .answers(200, Pattern.quote("{\".tag\":\"complete\",\"complete\":[{\".tag\":\"too_windy\"}]}"))
                        .works(),
                row("extra field", Place::extraField)
                        .answers(
                                200,
                                "\\{\".tag\":\"complete\",.*\"name\":\\{[^}]*," + MORE + "}.*," + MORE + "}]," + MORE
                                        + "}")
                        .works(),
                row("stuck job", Place::stuckJob)
                        .answers(200, "\\{\".tag\":\"async_job_id\",\"async_job_id\":\"[^\"]+\"}"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultShowsOnTheWireAndLeavesTheWorkDoneOrNot(Row row) {
        String token = token();
        simulator.inject(row.fault());

        Reply reply = post(ADD, NEW, token);

        assertThat(reply.status()).isEqualTo(row.status());
        assertThat(reply.body()).matches(Pattern.compile(row.body(), Pattern.DOTALL));
        row.headers().forEach((name, value) -> assertThat(reply.header(name)).isEqualTo(value));
        assertThat(isAboard("new@example.com")).isEqualTo(row.done());
        assertThat(post("team/get_info", "null", token).status()).isEqualTo(row.tokenAfter());
        assertThat(refresh().status()).isEqualTo(row.refreshAfter());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aClientWithoutSocketsHearsTheSame(Row row) {
        http = simulator.clientWithoutSockets();

        aFaultShowsOnTheWireAndLeavesTheWorkDoneOrNot(row);
    }

    @Test
    void whatComesTooLateWithoutASocketWasSentAllTheSame() {
        http = simulator.clientWithoutSockets();
        String token = token();
        simulator.inject(Fault.at(ADD).delay(Duration.ofHours(1)));
        AtomicBoolean sent = new AtomicBoolean();
        http = http.newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void requestHeadersStart(okhttp3.Call call) {
                        sent.set(true);
                    }
                })
                .build();

        assertThat(post(ADD, NEW, token).status()).isZero();

        assertThat(sent).isTrue();
        assertThat(isAboard("new@example.com")).isTrue();
    }

    @Test
    void oneThatDoesNotListenIsReachedWithoutSocketsAlone() throws IOException {
        try (DropboxSimulator deaf = DropboxSimulator.builder().withoutSockets().start()) {
            okhttp3.Request request = new okhttp3.Request.Builder()
                    .url("https://api.dropboxapi.com/2/team/get_info")
                    .post(RequestBody.create("null", MediaType.get("application/json")))
                    .build();

            try (Response response =
                    deaf.clientWithoutSockets().newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(400); // no token
            }
            assertThat(deaf.calls("team/get_info")).hasSize(1);
            assertThatIllegalStateException().isThrownBy(deaf::endpoint).withMessageContaining("without sockets");
            assertThatIllegalStateException().isThrownBy(deaf::httpClient);
        }
    }

    @Test
    void aDelayedAnswerComesThatLate() {
        String token = token();
        simulator.inject(Fault.at("team/get_info").call(2).delay(LATE));

        Duration usual = time(() -> post("team/get_info", "null", token));
        Duration delayed = time(() -> post("team/get_info", "null", token));

        assertThat(delayed).isGreaterThanOrEqualTo(LATE).isGreaterThan(usual);
    }

    @Test
    void aStuckJobNeitherEndsNorWorks() {
        String token = token();
        simulator.inject(Fault.at(ADD).stuckJob());
        String job = field("async_job_id", post(ADD, NEW, token));

        for (int i = 0; i < 20; i++) {
            assertThat(post("team/members/add/job_status/get_v2", "{\"async_job_id\":\"" + job + "\"}", token)
                            .body())
                    .isEqualTo("{\".tag\":\"in_progress\"}");
        }
        assertThat(isAboard("new@example.com")).isFalse();
    }

    @Test
    void aCursorThatIsResetIsGoodNoMore() {
        String token = token();
        Reply first = post("team/devices/list_members_devices", "{}", token);
        simulator.inject(Fault.at("team/devices/list_members_devices").resetCursor());

        Reply reset = post("team/devices/list_members_devices", "{\"cursor\":\"any\"}", token);

        assertThat(first.status()).isEqualTo(200);
        assertThat(reset.status()).isEqualTo(409);
        assertThat(reset.body()).contains("\"error\":{\".tag\":\"reset\"}");
    }

    @Test
    void aRepeatedPageIsThePreviousOneAndThenItGoesOn() {
        String token = token();
        simulator.inject(Fault.at("team/members/list/continue_v2").repeatPage());

        Reply first = post("team/members/list_v2", "{\"limit\":2}", token);
        Reply repeated = next(first, token);
        Reply second = next(repeated, token);

        assertThat(members(repeated)).isNotEmpty().isEqualTo(members(first));
        assertThat(members(second)).isNotEmpty().doesNotContainAnyElementsOf(members(first));
    }

    @Test
    void anEmptyPageSaysThereIsMore() {
        String token = token();
        simulator.inject(Fault.at("team/members/list_v2").emptyPage());

        Reply empty = post("team/members/list_v2", "{\"limit\":2}", token);

        assertThat(members(empty)).isEmpty();
        assertThat(empty.body()).contains("\"has_more\":true");
        assertThat(members(next(empty, token))).hasSize(2);
    }

    static Stream<List<Fault>> faultsOfWhichTheFirstHasNothingToDo() {
        Place place = Fault.at(SUSPEND);
        return Stream.of(
                List.of(Fault.at(SUSPEND).call(2).loseAnswer()),
                List.of(Fault.at("team/members/recover").everyCall().loseAnswer()),
                List.of(place.unknownTag("too_windy")),
                List.of(place.unknownTag("status", "too_windy")),
                List.of(place.extraField()),
                List.of(place.refuseItems("user_on_another_team")),
                List.of(place.stuckJob()),
                List.of(place.resetCursor()),
                List.of(place.repeatPage()),
                List.of(place.unknownTag("no_such_field", "too_windy"), place.refuse("user_not_found")),
                List.of(place.unknownTag("error", "too_windy"), place.refuse("too_windy")),
                List.of(place.expireToken(), place.refuse("user_not_found")),
                List.of(place.refuse("user_not_found"), place.serverError(500)),
                List.of(place.delay(LATE), place.loseAnswer()),
                List.of(place.wrongBody("text/html", ""), place.serverErrorAfterEffect(500)),
                List.of(place.truncateBody(), place.serverErrorAfterEffect(500)),
                List.of(place.extraField(), place.wrongBody("application/json", "{}")));
    }

    @ParameterizedTest
    @MethodSource("faultsOfWhichTheFirstHasNothingToDo")
    void aFaultThatChangedNothingFailsTheClosing(List<Fault> faults) {
        closed = true;
        String token = token();
        faults.forEach(simulator::inject);
        post(SUSPEND, LEO, token);

        assertThatIllegalStateException()
                .isThrownBy(simulator::close)
                .withMessage("these faults were never met: " + faults.subList(0, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {500, 1_001, -1_000})
    void aWaitThatNoHeaderCanSayIsRefused(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.at(ADD).rateLimited(Duration.ofMillis(millis)))
                .withMessageContaining("whole seconds")
                .withMessageContaining(Duration.ofMillis(millis).toString());
    }

    private boolean isAboard(String email) {
        World world = simulator.world();
        return world.locked(() -> world.team().byEmail(email).isPresent());
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Reply next(Reply page, String token) {
        return post("team/members/list/continue_v2", "{\"cursor\":\"" + field("cursor", page) + "\"}", token);
    }

    private static List<Object> members(Reply page) {
        return List.copyOf((List<?>) json(page).get("members"));
    }

    private static String field(String name, Reply reply) {
        return String.valueOf(json(reply).get(name));
    }

    private static Map<?, ?> json(Reply reply) {
        return (Map<?, ?>) Json.parse(reply.body()).orElseThrow();
    }

    private String token() {
        return field("access_token", refresh());
    }

    private Reply refresh() {
        return send(new okhttp3.Request.Builder()
                .url("https://api.dropboxapi.com/oauth2/token")
                .post(new FormBody.Builder()
                        .add("grant_type", "refresh_token")
                        .add("refresh_token", simulator.refreshToken())
                        .add("client_id", simulator.appKey())
                        .add("client_secret", simulator.appSecret())
                        .build()));
    }

    private Reply post(String route, String json, String token) {
        return send(new okhttp3.Request.Builder()
                .url("https://api.dropboxapi.com/2/" + route)
                .header("Authorization", "Bearer " + token)
                .post(RequestBody.create(json, MediaType.get("application/json"))));
    }

    /** Status 0 stands for a connection that ended without an answer. */
    private Reply send(okhttp3.Request.Builder request) {
        try (Response response = http.newCall(request.build()).execute()) {
            return new Reply(response.code(), response.headers(), body(response));
        } catch (IOException noAnswer) {
            return new Reply(0, okhttp3.Headers.of(), "");
        }
    }

    private static String body(Response response) {
        try {
            return response.body().string();
        } catch (IOException e) {
            return "broken off";
        }
    }

    private record Reply(int status, okhttp3.Headers headers, String body) {
        String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    /**
     * A fault of the call that adds somebody, and what comes of it.
     *
     * @param body a pattern of the whole body
     * @param headers their values; "null" for one that isn't sent
     * @param done whether the person is on the team afterwards
     * @param tokenAfter the status of the next call with the same token
     * @param refreshAfter the status of the next refresh
     */
    record Row(
            String name,
            Fault fault,
            int status,
            String body,
            Map<String, String> headers,
            boolean done,
            int tokenAfter,
            int refreshAfter) {
        static Row row(String name, Function<Place, Fault> fault) {
            return new Row(name, fault.apply(Fault.at(ADD)), -1, "", Map.of("Retry-After", "null"), false, 200, 200);
        }

        Row answers(int answered, String pattern) {
            return new Row(name, fault, answered, pattern, headers, done, tokenAfter, refreshAfter);
        }

        /** The envelope of errors, whose keys come in any order. */
        Row fails(int answered, String error) {
            String quoted = "\"error\":" + Pattern.quote(error);
            String summary = "\"error_summary\":\"[a-z_/]+/\\.*\"";
            return answers(answered, "\\{(" + quoted + "," + summary + "|" + summary + "," + quoted + ")}")
                    .with("Content-Type", "application/json");
        }

        Row limits(String reason, String retryAfter) {
            return fails(429, "{\"reason\":{\".tag\":\"" + reason + "\"}}")
                    .with("Retry-After", retryAfter.isEmpty() ? "null" : retryAfter);
        }

        Row with(String header, String value) {
            Map<String, String> changed = new TreeMap<>(headers);
            changed.put(header, value);
            return new Row(name, fault, status, body, changed, done, tokenAfter, refreshAfter);
        }

        Row works() {
            return new Row(name, fault, status, body, headers, true, tokenAfter, refreshAfter);
        }

        Row leaves(int token, int refresh) {
            return new Row(name, fault, status, body, headers, done, token, refresh);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
