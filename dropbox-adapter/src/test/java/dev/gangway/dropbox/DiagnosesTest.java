package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gangway.Gangway;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.GangwayException;
import dev.gangway.testkit.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Dropbox answers to a new connection's first call, and what the application is told. */
class DiagnosesTest {

    private static final Subject TOKEN = Subject.field("token");
    private static final Subject ADMIN = Subject.role("Team admin");

    /** An answer of Dropbox, or the lack of one. */
    private interface Answer {
        Response to(Interceptor.Chain chain) throws IOException;
    }

    /** What comes of it. */
    private record Row(Answer answer, Problem problem, Who who, List<Subject> concerns, String what, String remedy) {
        @Override
        public String toString() {
            return problem + ": " + what;
        }
    }

    private static Row row(Answer answer, Problem problem, Who who, String what, String remedy, Subject... concerns) {
        return new Row(answer, problem, who, List.of(concerns), what, remedy);
    }

    private static Answer answer(int status, String type, String body) {
        return chain -> new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .header("X-Dropbox-Request-Id", Script.REQUEST_ID)
                .header(status == 429 ? "Retry-After" : "X-Server-Response-Time", "3600")
                .body(ResponseBody.create(body, MediaType.get(type)))
                .build();
    }

    private static Answer error(int status, String error) {
        return answer(status, "application/json", "{\"error_summary\":\"x/..\",\"error\":{\".tag\":" + error + "}}");
    }

    private static Answer text(String words) {
        return answer(400, "text/plain", "Error in call to API function \"team/get_info\": " + words);
    }

    private static Answer fault(IOException fault) {
        return chain -> {
            throw fault;
        };
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(
                        error(401, "\"invalid_access_token\""),
                        Problem.CREDENTIAL_REJECTED,
                        Who.TEAM_ADMIN,
                        "revoked",
                        "connect again",
                        TOKEN),
                row(
                        error(401, "\"expired_access_token\""),
                        Problem.CREDENTIAL_EXPIRED,
                        Who.APPLICATION_OPERATOR,
                        "four hours",
                        "refresh token",
                        TOKEN),
                row(
                        text("The given OAuth 2 access token is malformed."),
                        Problem.CREDENTIAL_REJECTED,
                        Who.APPLICATION_OPERATOR,
                        "none of Dropbox's",
                        "Copy the whole token",
                        TOKEN),
                row(
                        error(401, "\"missing_scope\",\"required_scope\":\"team_info.read\""),
                        Problem.SCOPE_MISSING,
                        Who.TEAM_ADMIN,
                        "credential lacks the scope team_info.read",
                        "connect again",
                        Subject.scope("team_info.read")),
                row(
                        text(
                                "Your app is not permitted to access this endpoint because it does not have the required scope"
                                        + " 'team_info.read'."),
                        Problem.SCOPE_MISSING,
                        Who.APPLICATION_OPERATOR,
                        "app itself lacks the scope team_info.read",
                        "tab Permissions",
                        Subject.scope("team_info.read")),
                row(
                        text("This token is not associated with a team"),
                        Problem.NOT_A_TEAM,
                        Who.TEAM_ADMIN,
                        "single Dropbox account",
                        "admin of the team",
                        ADMIN),
                row(
                        text("This is a DfB team management function."),
                        Problem.NOT_A_TEAM,
                        Who.TEAM_ADMIN,
                        "single Dropbox account",
                        "admin of the team",
                        ADMIN),
                row(
                        error(401, "\"user_suspended\""),
                        Problem.OWNER_DEACTIVATED,
                        Who.TEAM_ADMIN,
                        "suspended",
                        "Have another team admin connect again",
                        ADMIN),
                row(
                        error(401, "\"invalid_select_user\""),
                        Problem.OWNER_DEACTIVATED,
                        Who.TEAM_ADMIN,
                        "not on the team any more",
                        "Have another team admin connect again",
                        ADMIN),
                row(
                        error(401, "\"invalid_select_admin\""),
                        Problem.NOT_AN_ADMIN,
                        Who.TEAM_ADMIN,
                        "no team admin",
                        "role Team admin",
                        ADMIN),
                row(
                        error(401, "\"route_access_denied\""),
                        Problem.PERMISSION_DENIED,
                        Who.APPLICATION_OPERATOR,
                        "route_access_denied",
                        "App Console"),
                row(
                        error(403, "\"team_access_denied\""),
                        Problem.PERMISSION_DENIED,
                        Who.TEAM_ADMIN,
                        "this team",
                        "plan includes it and is paid for"),
                row(
                        error(403, "\"invalid_account_type\",\"invalid_account_type\":{\".tag\":\"feature\"}"),
                        Problem.PERMISSION_DENIED,
                        Who.TEAM_ADMIN,
                        "plan doesn't include it",
                        "Change the team's plan"),
                row(
                        error(403, "\"no_permission\""),
                        Problem.PERMISSION_DENIED,
                        Who.TEAM_ADMIN,
                        "may not do it",
                        "connect again",
                        ADMIN),
                row(
                        error(403, "\"too_windy\""),
                        Problem.PERMISSION_DENIED,
                        Who.TEAM_ADMIN,
                        "too_windy",
                        "the role of the admin"),
                row(
                        answer(200, "application/json", SessionTest.team(0)),
                        Problem.NO_LICENSES,
                        Who.TEAM_ADMIN,
                        "has no licenses",
                        "Buy licenses"),
                row(
                        answer(429, "text/plain", "too_many_requests"),
                        Problem.RATE_LIMITED,
                        Who.NOBODY,
                        "3600 s",
                        "after that"),
                row(
                        answer(501, "text/html", "<html>not here</html>"),
                        Problem.PROVIDER_UNAVAILABLE,
                        Who.NOBODY,
                        "fails on its side",
                        "later"),
                row(
                        answer(200, "text/html", "<html>Sign in to the hotel's network</html>"),
                        Problem.OTHER,
                        Who.APPLICATION_OPERATOR,
                        "on the way",
                        Script.REQUEST_ID),
                row(
                        fault(new SSLHandshakeException("not trusted")),
                        Problem.PROVIDER_UNAVAILABLE,
                        Who.APPLICATION_OPERATOR,
                        "SSLHandshakeException",
                        "certificates"),
                row(
                        fault(new UnknownHostException("api.dropboxapi.com")),
                        Problem.PROVIDER_UNAVAILABLE,
                        Who.APPLICATION_OPERATOR,
                        "UnknownHostException",
                        "name, proxy"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachAnswerHasADiagnosisOfItsOwn(Row row) {
        Diagnosis diagnosis = diagnosis(row.answer());

        assertThat(diagnosis.problem()).isEqualTo(row.problem());
        assertThat(diagnosis.who()).isEqualTo(row.who());
        assertThat(diagnosis.concerns()).isEqualTo(row.concerns());
        assertThat(diagnosis.what()).contains(row.what());
        assertThat(diagnosis.remedy()).contains(row.remedy());
    }

    /** The two old and new words for a personal account mean the same. */
    @Test
    void noTwoAnswersAreToldTheSame() {
        assertThat(rows().map(row -> diagnosis(row.answer())).distinct()).hasSize((int) rows().count() - 1);
    }

    private static final Subject CLIENT_ID = Subject.setting("clientId");
    private static final Subject CLIENT_SECRET = Subject.setting("clientSecret");
    private static final Subject REDIRECT_URI = Subject.setting("redirectUri");

    /** What the browser brings back, what the token endpoint answers to it, and what the application is told. */
    private record Return(String query, Answer answer, Row row) {
        @Override
        public String toString() {
            return query + ", " + row;
        }
    }

    private static Return refused(String error, Problem problem, Who who, String what, Subject... concerns) {
        Answer unasked = fault(new IOException("nothing was to be asked"));
        return new Return("error=" + error, unasked, row(unasked, problem, who, what, "", concerns));
    }

    private static Return redeemed(String error, Problem problem, Who who, String what, Subject... concerns) {
        Answer answer = tokenError(error);
        return new Return("code=t0ps3cret-code", answer, row(answer, problem, who, what, "", concerns));
    }

    static Stream<Return> returns() {
        Subject[] scopes =
                Scopes.ALL.names().stream().sorted().map(Subject::scope).toArray(Subject[]::new);
        return Stream.of(
                refused("access_denied", Problem.CONSENT_DENIED, Who.TEAM_ADMIN, "did not consent"),
                refused("server_error", Problem.PROVIDER_UNAVAILABLE, Who.NOBODY, "consent page"),
                refused("invalid_scope", Problem.APP_MISCONFIGURED, Who.APPLICATION_OPERATOR, "members.delete", scopes),
                refused(
                        "unauthorized_client",
                        Problem.APP_MISCONFIGURED,
                        Who.APPLICATION_OPERATOR,
                        "doesn't let this app ask",
                        CLIENT_ID),
                refused(
                        "invalid_request",
                        Problem.APP_MISCONFIGURED,
                        Who.APPLICATION_OPERATOR,
                        "can't make sense",
                        REDIRECT_URI),
                refused(
                        "unsupported_response_type",
                        Problem.APP_MISCONFIGURED,
                        Who.APPLICATION_OPERATOR,
                        "refuses the app",
                        CLIENT_ID,
                        CLIENT_SECRET,
                        REDIRECT_URI),
                refused("too_windy", Problem.CONSENT_FAILED, Who.APPLICATION_OPERATOR, "a reason of its own"),
                redeemed("invalid_grant", Problem.CONSENT_EXPIRED, Who.TEAM_ADMIN, "was used or has expired"),
                redeemed(
                        "invalid_client: Invalid client_id or client_secret",
                        Problem.APP_MISCONFIGURED,
                        Who.APPLICATION_OPERATOR,
                        "id or secret",
                        CLIENT_ID,
                        CLIENT_SECRET));
    }

    @ParameterizedTest
    @MethodSource("returns")
    void eachEndOfAConsentHasADiagnosisOfItsOwn(Return from) {
        OkHttpClient client =
                new OkHttpClient.Builder().addInterceptor(from.answer()::to).build();
        try (Gangway gangway = gangway(client)) {
            URI callback = URI.create("https://app.example.com/callback");
            String state = HttpUrl.get(gangway.connections()
                            .beginAuthorization(DropboxConnector.ID, "Acme", callback)
                            .uri())
                    .queryParameter("state");

            ConnectFailedException thrown = catchThrowableOfType(
                    ConnectFailedException.class,
                    () -> gangway.connections()
                            .finishAuthorization(URI.create(callback + "?" + from.query() + "&state=" + state)));

            Diagnosis diagnosis = thrown.diagnosis();
            assertThat(diagnosis.problem()).isEqualTo(from.row().problem());
            assertThat(diagnosis.who()).isEqualTo(from.row().who());
            assertThat(diagnosis.concerns()).isEqualTo(from.row().concerns());
            assertThat(diagnosis.what()).contains(from.row().what());
        }
    }

    static Stream<Row> renewals() {
        return Stream.of(
                row(
                        tokenError("invalid_grant"),
                        Problem.CREDENTIAL_REJECTED,
                        Who.TEAM_ADMIN,
                        "doesn't accept the refresh token",
                        "connect again",
                        Subject.field("refreshToken")),
                row(
                        tokenError("invalid_client: Invalid client_id or client_secret"),
                        Problem.APP_MISCONFIGURED,
                        Who.APPLICATION_OPERATOR,
                        "invalid_client",
                        "the connection itself may be in order",
                        CLIENT_ID,
                        CLIENT_SECRET));
    }

    private static Answer tokenError(String error) {
        return answer(400, "application/json", "{\"error\":\"" + error + "\"}");
    }

    @ParameterizedTest
    @MethodSource("renewals")
    void aRefreshTokenThatBringsNoTokenIsTellingToo(Row row) {
        Diagnosis diagnosis = diagnosis(row.answer(), Credential.refreshToken(Secret.of("refresh-t0ps3cret")));

        assertThat(diagnosis.problem()).isEqualTo(row.problem());
        assertThat(diagnosis.who()).isEqualTo(row.who());
        assertThat(diagnosis.concerns()).isEqualTo(row.concerns());
        assertThat(diagnosis.what()).contains(row.what());
        assertThat(diagnosis.remedy()).contains(row.remedy());
    }

    private static Gangway gangway(OkHttpClient client) {
        return Gangway.builder()
                .connector(DropboxConnector.forPublicApp("app"))
                .httpClient(client)
                .time(new TestClock())
                .build();
    }

    private static Diagnosis diagnosis(Answer answer) {
        return diagnosis(answer, Credential.bearer(Secret.of("sl.t0ps3cret")));
    }

    private static Diagnosis diagnosis(Answer answer, Credential credential) {
        OkHttpClient client =
                new OkHttpClient.Builder().addInterceptor(answer::to).build();
        try (Gangway gangway = gangway(client)) {
            GangwayException thrown = catchThrowableOfType(
                    GangwayException.class,
                    () -> gangway.connections().connect(DropboxConnector.ID, "Acme", credential));
            assertThat(gangway.connections().list()).isEmpty();
            return Diagnosis.of(thrown).orElseThrow();
        }
    }
}
