package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dropbox.core.AccessErrorException;
import com.dropbox.core.BadRequestException;
import com.dropbox.core.BadResponseException;
import com.dropbox.core.DbxAppInfo;
import com.dropbox.core.DbxAuthFinish;
import com.dropbox.core.DbxException;
import com.dropbox.core.DbxPKCEWebAuth;
import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.DbxSessionStore;
import com.dropbox.core.DbxWebAuth;
import com.dropbox.core.InvalidAccessTokenException;
import com.dropbox.core.NetworkIOException;
import com.dropbox.core.RateLimitException;
import com.dropbox.core.RetryException;
import com.dropbox.core.ServerException;
import com.dropbox.core.TokenAccessType;
import com.dropbox.core.http.OkHttp3Requestor;
import com.dropbox.core.oauth.DbxCredential;
import com.dropbox.core.oauth.DbxOAuthException;
import com.dropbox.core.v2.DbxAppClientV2;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.auth.AuthError;
import com.dropbox.core.v2.auth.InvalidAccountTypeError;
import com.dropbox.core.v2.team.Feature;
import com.dropbox.core.v2.team.TeamGetInfoResult;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.TokenGetAuthenticatedAdminErrorException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider's official Java SDK talks to the simulator and takes it for real. */
class SdkTest {
    private static final String CALLBACK = "https://app.example.com/callback";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final DropboxSimulator simulator =
            DropboxSimulator.builder().clock(clock).start();
    private final OkHttpClient http =
            simulator.httpClient().newBuilder().retryOnConnectionFailure(false).build();
    private final DbxRequestConfig config = config(http);

    private boolean closed;

    @AfterEach
    void stop() {
        http.connectionPool().evictAll();
        if (!closed) {
            simulator.close();
        }
    }

    @Test
    void theCodeFlowLinksTheTeam() throws Exception {
        DbxWebAuth auth = new DbxWebAuth(config, new DbxAppInfo(simulator.appKey(), simulator.appSecret()));
        DbxSessionStore session = new OneValue();
        String page = auth.authorize(DbxWebAuth.newRequestBuilder()
                .withRedirectUri(CALLBACK, session)
                .withTokenAccessType(TokenAccessType.OFFLINE)
                .withScope(List.of("team_info.read", "members.read"))
                .build());

        URI back = simulator.approve(URI.create(page));
        DbxAuthFinish finish = auth.finishFromRedirect(CALLBACK, session, parameters(back));

        assertThat(finish.getTeamId()).startsWith("dbtid:");
        assertThat(finish.getUserId()).isEmpty();
        assertThat(finish.getScope()).isEqualTo("members.read team_info.read");
        assertThat(new DbxTeamClientV2(config, finish.getAccessToken())
                        .team()
                        .getInfo()
                        .getName())
                .isEqualTo("Example Ltd.");
    }

    @Test
    void theCodeFlowWorksWithPkceAndWithoutSecret() throws Exception {
        DbxPKCEWebAuth auth = new DbxPKCEWebAuth(config, new DbxAppInfo(simulator.appKey()));
        DbxSessionStore session = new OneValue();
        String page = auth.authorize(DbxWebAuth.newRequestBuilder()
                .withRedirectUri(CALLBACK, session)
                .withTokenAccessType(TokenAccessType.OFFLINE)
                .build());

        DbxAuthFinish finish =
                auth.finishFromRedirect(CALLBACK, session, parameters(simulator.approve(URI.create(page))));
        DbxCredential credential = new DbxCredential(
                finish.getAccessToken(), finish.getExpiresAt(), finish.getRefreshToken(), simulator.appKey());

        assertThat(credential.refresh(config).getAccessToken()).isNotEqualTo(finish.getAccessToken());
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        DbxWebAuth auth = new DbxWebAuth(config, new DbxAppInfo(simulator.appKey(), simulator.appSecret()));
        DbxSessionStore session = new OneValue();
        String page = auth.authorize(DbxWebAuth.newRequestBuilder()
                .withRedirectUri(CALLBACK, session)
                .build());
        String code = parameters(simulator.approve(URI.create(page))).get("code")[0];
        auth.finishFromCode(code, CALLBACK);

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> auth.finishFromCode(code, CALLBACK))
                .withMessageContaining("code doesn't exist or has expired");
    }

    @Test
    void pressingDenyIsToldAsAccessDenied() throws Exception {
        DbxWebAuth auth = new DbxWebAuth(config, new DbxAppInfo(simulator.appKey(), simulator.appSecret()));
        DbxSessionStore session = new OneValue();
        String page = auth.authorize(DbxWebAuth.newRequestBuilder()
                .withRedirectUri(CALLBACK, session)
                .build());

        URI back = simulator.deny(URI.create(page));

        assertThatThrownBy(() -> auth.finishFromRedirect(CALLBACK, session, parameters(back)))
                .isInstanceOf(DbxWebAuth.NotApprovedException.class);
    }

    @Test
    void aRefreshTokenGivesAccessTokensThatWorkSideBySide() throws Exception {
        String first = refreshed();
        String second = refreshed();

        assertThat(first).isNotEqualTo(second);
        assertThat(team(first).team().getInfo().getTeamId())
                .isEqualTo(team(second).team().getInfo().getTeamId());
    }

    @Test
    void teamInfoCountsTheLicensesInUse() throws Exception {
        TeamGetInfoResult info = team().team().getInfo();

        assertThat(info.getNumLicensedUsers()).isEqualTo(15);
        assertThat(info.getNumUsedLicenses()).isEqualTo(7);
        assertThat(info.getNumProvisionedUsers()).isEqualTo(7);
    }

    @Test
    void featuresAreTold() throws Exception {
        var values = team().team()
                .featuresGetValues(List.of(Feature.HAS_TEAM_FILE_EVENTS, Feature.UPLOAD_API_RATE_LIMIT))
                .getValues();

        assertThat(values.get(0).getHasTeamFileEventsValue().getEnabledValue()).isTrue();
        assertThat(values.get(1).getUploadApiRateLimitValue().getLimitValue()).isEqualTo(1_000_000_000L);
    }

    @Test
    void theAuthorizingAdminIsKnown() throws Exception {
        TeamMemberProfile admin = team().team().tokenGetAuthenticatedAdmin().getAdminProfile();

        assertThat(admin.getEmail()).isEqualTo("olga@example.com");
        assertThat(admin.getGroups()).hasSize(1);
        assertThat(admin.getAccountId()).hasSize(40);
    }

    @Test
    void anAccessTokenExpiresAfterFourHours() throws Exception {
        DbxTeamClientV2 team = team();

        clock.advance(Duration.ofHours(4));

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> team.team().getInfo())
                .matches(e -> e.getAuthError().isExpiredAccessToken());
    }

    @Test
    void revokingKillsTheWholeFamily() throws Exception {
        String used = refreshed();
        DbxTeamClientV2 sibling = team();

        new DbxClientV2(config, used).auth().tokenRevoke();

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> sibling.team().getInfo())
                .matches(e -> e.getAuthError().isInvalidAccessToken());
        assertThatExceptionOfType(DbxOAuthException.class)
                .isThrownBy(this::refreshed)
                .matches(e -> e.getDbxOAuthError().getError().equals("invalid_grant"));
    }

    @Test
    void aUserRouteNeedsASelectHeader() throws Exception {
        String token = refreshed();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> new DbxClientV2(config, token).check().user("hello"))
                .withMessageContaining("operates on a single Dropbox account");
        String ana = memberId("ana@example.com");
        assertThat(team(token).asMember(ana).check().user("hello").getResult()).isEqualTo("hello");
    }

    @Test
    void aSuspendedMemberCannotBeSelected() throws Exception {
        DbxClientV2 sam = team().asMember(memberId("sam@example.com"));

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> sam.check().user("hello"))
                .matches(e -> e.getAuthError().isUserSuspended());
    }

    @Test
    void somebodyInvitedCanBeSelected() throws Exception {
        DbxClientV2 ivy = team().asMember(memberId("ivy@example.com"));

        assertThat(ivy.check().user("hello").getResult()).isEqualTo("hello");
    }

    @Test
    void somebodyWhoLeftCannotBeSelected() throws Exception {
        DbxClientV2 rob = team().asMember(memberId("rob@example.com"));

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> rob.check().user("hello"))
                .matches(e -> e.getAuthError().isInvalidSelectUser());
    }

    @Test
    void theHeaderForAdminsIsRefusedWhereNotSpecified() throws Exception {
        DbxClientV2 olga = team().asAdmin(memberId("olga@example.com"));

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> olga.check().user("hello"))
                .withMessageContaining("Dropbox-API-Select-Admin");
    }

    @Test
    void theAppsKeyAndSecretCanBeChecked() throws Exception {
        var app = new DbxAppClientV2(config, simulator.appKey(), simulator.appSecret());

        assertThat(app.check().app("hello").getResult()).isEqualTo("hello");
    }

    @Test
    void aScopeThatTheTokenLacksIsNamed() throws Exception {
        simulator.inject(Fault.at("team/get_info").missingScope());

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> team().team().getInfo())
                .extracting(InvalidAccessTokenException::getAuthError)
                .isEqualTo(AuthError.missingScope(new com.dropbox.core.v2.auth.TokenScopeError("team_info.read")));
    }

    @Test
    void aScopeThatTheAppLacksIsABadRequest() throws Exception {
        DbxTeamClientV2 team = team();
        simulator.untickScope("team_info.read");

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> team.team().getInfo())
                .withMessageContaining("required scope 'team_info.read'");
    }

    @Test
    void aTeamCanBeDeniedWhatItsPlanLacks() {
        simulator.inject(Fault.at("team/legal_holds/list_policies").call(1).denyAccess("invalid_account_type/feature"));
        simulator.inject(Fault.at("team/legal_holds/list_policies").call(2).denyAccess("team_access_denied"));

        assertThatExceptionOfType(AccessErrorException.class)
                .isThrownBy(() -> team().team().legalHoldsListPolicies())
                .matches(e -> e.getAccessError().getInvalidAccountTypeValue() == InvalidAccountTypeError.FEATURE);
        assertThatExceptionOfType(AccessErrorException.class)
                .isThrownBy(() -> team().team().legalHoldsListPolicies())
                .matches(e -> e.getAccessError().isTeamAccessDenied());
    }

    @Test
    void rateLimitsSayHowLongToWait() throws Exception {
        simulator.inject(Fault.at("team/get_info").rateLimited(Duration.ofSeconds(7)));

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> team().team().getInfo())
                .matches(e -> e.getBackoffMillis() == 7_000);
    }

    @Test
    void rateLimitsMayComeWithoutAHeaderOrWithADate() throws Exception {
        simulator.inject(Fault.at("team/get_info").call(1).rateLimited(Fault.RateLimit.withoutHeader()));
        simulator.inject(Fault.at("team/get_info")
                .call(2)
                .rateLimited(Fault.RateLimit.until(clock.instant()).inPlainText()));

        assertThatExceptionOfType(BadResponseException.class)
                .isThrownBy(() -> team().team().getInfo());
        assertThatExceptionOfType(BadResponseException.class)
                .isThrownBy(() -> team().team().getInfo());
    }

    @Test
    void serverErrorsStrikeAtTheNamedCallOnly() throws Exception {
        simulator.inject(Fault.at("team/get_info").call(1).serverError(500));
        simulator.inject(Fault.at("team/get_info").call(2).serverError(503));
        DbxTeamClientV2 team = team();

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> team.team().getInfo());
        assertThatExceptionOfType(RetryException.class)
                .isThrownBy(() -> team.team().getInfo());
        assertThat(team.team().getInfo().getName()).isEqualTo("Example Ltd.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aLostAnswerLeavesTheWorkDone(Protocol protocol) throws Exception {
        String token = refreshed();
        simulator.inject(Fault.at("auth/token/revoke").loseAnswer());

        assertThatExceptionOfType(NetworkIOException.class)
                .isThrownBy(() ->
                        new DbxClientV2(config(over(protocol)), token).auth().tokenRevoke());

        assertThat(simulator.calls("auth/token/revoke"))
                .singleElement()
                .matches(call -> call.status() == 0 && call.effectApplied());
        assertThatExceptionOfType(DbxOAuthException.class).isThrownBy(this::refreshed);
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aCutConnectionLeavesNothingDone(Protocol protocol) throws Exception {
        String token = refreshed();
        simulator.inject(Fault.at("auth/token/revoke").cutBeforeHandling());

        assertThatExceptionOfType(NetworkIOException.class)
                .isThrownBy(() ->
                        new DbxClientV2(config(over(protocol)), token).auth().tokenRevoke());

        assertThat(simulator.calls("auth/token/revoke")).singleElement().matches(call -> !call.effectApplied());
        assertThat(refreshed()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aTruncatedBodyIsNoAnswer(Protocol protocol) throws Exception {
        String token = refreshed();
        simulator.inject(Fault.at("team/get_info").truncateBody());

        assertThatExceptionOfType(DbxException.class)
                .isThrownBy(() -> new DbxTeamClientV2(config(over(protocol)), token)
                        .team()
                        .getInfo());

        assertThat(simulator.calls("team/get_info")).singleElement().matches(call -> call.status() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>oops</html>", "[]", "{\"name\":"})
    void aWrongBodyIsABadResponse(String body) throws Exception {
        simulator.inject(Fault.at("team/get_info").wrongBody("text/html", body));

        assertThatExceptionOfType(BadResponseException.class)
                .isThrownBy(() -> team().team().getInfo());
    }

    @Test
    void anExpiredTokenStaysExpired() throws Exception {
        DbxTeamClientV2 team = team();
        simulator.inject(Fault.at("team/get_info").expireToken());

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> team.team().getInfo());
        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> team.team().getInfo())
                .matches(e -> e.getAuthError().isExpiredAccessToken());
    }

    @Test
    void aGrantCanBeRevokedAtTheTokenEndpoint() {
        simulator.inject(Fault.at("oauth2/token").revokeGrant());

        assertThatExceptionOfType(DbxOAuthException.class).isThrownBy(this::refreshed);
    }

    @Test
    void anUnheardOfTagIsTakenForOther() throws Exception {
        simulator.inject(Fault.at("team/get_info").unknownTag("emm_state", "sometimes"));

        assertThat(team().team().getInfo().getPolicies().getEmmState().name()).isEqualTo("OTHER");
    }

    @Test
    void anUnheardOfErrorTagIsTakenForOther() throws Exception {
        simulator.inject(Fault.at("team/token/get_authenticated_admin").unknownErrorTag("on_holiday"));

        assertThatExceptionOfType(TokenGetAuthenticatedAdminErrorException.class)
                .isThrownBy(() -> team().team().tokenGetAuthenticatedAdmin())
                .matches(e -> e.errorValue.name().equals("OTHER"));
    }

    @Test
    void fieldsOfANewerServiceAreSkipped() throws Exception {
        simulator.inject(Fault.at("team/get_info").extraField());

        assertThat(team().team().getInfo().getName()).isEqualTo("Example Ltd.");
    }

    @Test
    void aFaultThatWasNeverMetFailsTheClosing() {
        closed = true;
        simulator.inject(Fault.at("team/members/remove").call(2).loseAnswer());

        assertThatIllegalStateException()
                .isThrownBy(simulator::close)
                .withMessageContaining("LoseAnswer")
                .withMessageContaining("call 2 of team/members/remove");
    }

    @Test
    void whoUnlinksTheAppEndsItsTokens() throws Exception {
        DbxTeamClientV2 team = team();

        simulator.people().unlinkApp();

        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> team.team().getInfo());
    }

    private DbxTeamClientV2 team() throws DbxException {
        return team(refreshed());
    }

    private DbxTeamClientV2 team(String token) {
        return new DbxTeamClientV2(config, token);
    }

    private String refreshed() throws DbxException {
        return new DbxCredential("none", 0L, simulator.refreshToken(), simulator.appKey(), simulator.appSecret())
                .refresh(config)
                .getAccessToken();
    }

    private String memberId(String email) {
        return simulator
                .world()
                .locked(() ->
                        simulator.world().team().byEmail(email).orElseThrow().id());
    }

    private OkHttpClient over(Protocol protocol) {
        List<Protocol> protocols =
                protocol == Protocol.HTTP_1_1 ? List.of(protocol) : List.of(protocol, Protocol.HTTP_1_1);
        return http.newBuilder().protocols(protocols).build();
    }

    private static DbxRequestConfig config(OkHttpClient client) {
        return DbxRequestConfig.newBuilder("gangway-tests")
                .withHttpRequestor(new OkHttp3Requestor(client))
                .build();
    }

    private static Map<String, String[]> parameters(URI back) {
        Map<String, String[]> parameters = new java.util.HashMap<>();
        Request.parameters(back.getRawQuery()).forEach((name, value) -> parameters.put(name, new String[] {value}));
        return parameters;
    }

    private static final class OneValue implements DbxSessionStore {
        private String value;

        @Override
        public String get() {
            return value;
        }

        @Override
        public void set(String changed) {
            value = changed;
        }

        @Override
        public void clear() {
            value = null;
        }
    }
}
