package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.http.SharedPause;
import dev.gangway.result.Fact;
import dev.gangway.store.InMemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenEndpointTest {

    private static final URI BACK = URI.create("https://host.example.com/back");
    private static final Pkce PKCE = new Pkce(Secret.of("t0ps3cret".repeat(5)));
    private static final OAuthTokens OLD = new OAuthTokens(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Secret.of("t0ps3cret-refresh")),
            Fact.of(Set.of("old.scope")));

    private final FakeTime time = new FakeTime();
    private final Instant start = time.instant();
    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void stop() {
        Thread.interrupted();
        provider.close();
    }

    private OAuthSpec spec() {
        return OAuthSpec.of(provider.uri("/authorize"), provider.uri("/token"), "app");
    }

    private TokenEndpoint endpoint(OAuthSpec spec) {
        return TokenEndpoint.of(spec, provider.client(), time, "X-Request-Id");
    }

    private TokenEndpoint endpoint() {
        return endpoint(spec().withLastingRefreshTokens());
    }

    @Nested
    @DisplayName("new tokens")
    class NewTokens {

        private OAuthTokens refreshed(String body) {
            provider.answers(200, body);
            return ((TokenAnswer.Granted) endpoint().refresh(OLD)).tokens();
        }

        @Test
        void keepTheOldRefreshTokenAndScopesIfThereAreNoNewOnes() {
            OAuthTokens tokens =
                    refreshed("{\"access_token\":\"t0ps3cret-a\",\"expires_in\":14400,\"refresh_token\":\"\"}");

            assertThat(tokens)
                    .isEqualTo(new OAuthTokens(
                            Optional.of(Secret.of("t0ps3cret-a")),
                            Optional.of(start.plusSeconds(14400)),
                            OLD.refreshToken(),
                            OLD.scopes()));
        }

        @Test
        void takeTheNewRefreshTokenAndScopes() {
            OAuthTokens tokens = refreshed(
                    "{\"access_token\":\"t0ps3cret-a\",\"refresh_token\":\"t0ps3cret-r2\",\"scope\":\"one  two one\"}");

            assertThat(tokens.refreshToken()).contains(Secret.of("t0ps3cret-r2"));
            assertThat(tokens.scopes()).isEqualTo(Fact.of(Set.of("one", "two")));
        }

        @Test
        void expireCountedFromTheStartOfTheRequest() {
            provider.dispatch(request -> {
                time.advance(Duration.ofSeconds(40));
                return new MockResponse.Builder()
                        .body("{\"access_token\":\"t0ps3cret-a\",\"expires_in\":100}")
                        .build();
            });

            OAuthTokens tokens = ((TokenAnswer.Granted) endpoint().refresh(OLD)).tokens();

            assertThat(tokens.expiresAt()).contains(start.plusSeconds(100));
        }

        @ParameterizedTest
        @CsvSource({
            "'\"3600\"', 3600",
            "1, 1",
            "999999999999999999, 315360000",
            "0, ",
            "-5, ",
            "null, ",
            "'\"soon\"', ",
            "true, "
        })
        void expireWhenTheyDoOrItIsNotKnown(String expiresIn, Long seconds) {
            OAuthTokens tokens = refreshed("{\"access_token\":\"t0ps3cret-a\",\"expires_in\":" + expiresIn + "}");

            assertThat(tokens.expiresAt())
                    .isEqualTo(Optional.ofNullable(seconds).map(start::plusSeconds));
        }
    }

    @Nested
    @DisplayName("what is sent")
    class Sent {

        private static final String EXCHANGE = "grant_type=authorization_code&code=the%20t0ps3cret"
                + "&redirect_uri=https%3A%2F%2Fhost.example.com%2Fback&code_verifier=" + "t0ps3cret".repeat(5);

        private String bodyOfAnExchange(OAuthSpec spec) {
            provider.answers(200, "{\"access_token\":\"t0ps3cret-a\"}");
            endpoint(spec).exchange(Secret.of("the t0ps3cret"), BACK, PKCE);
            return provider.took().getBody().utf8();
        }

        @Test
        void byAPublicClientHoldsItsId() {
            assertThat(bodyOfAnExchange(spec())).isEqualTo(EXCHANGE + "&client_id=app");
        }

        @Test
        void bySecretInTheBodyHoldsBoth() {
            assertThat(bodyOfAnExchange(spec().withSecret(Secret.of("test&t0ps3cret"), ClientAuthentication.BODY)))
                    .isEqualTo(EXCHANGE + "&client_id=app&client_secret=test%26t0ps3cret");
        }

        @Test
        void byBasicHoldsThemEncodedInTheHeader() {
            provider.answers(200, "{\"access_token\":\"t0ps3cret-a\"}");
            endpoint(spec().withSecret(Secret.of("test:t0ps3cret"), ClientAuthentication.BASIC))
                    .exchange(Secret.of("the t0ps3cret"), BACK, PKCE);

            var took = provider.took();
            assertThat(took.getHeaders().get("Authorization")).isEqualTo(Credentials.basic("app", "test%3At0ps3cret"));
            assertThat(took.getBody())
                    .isNotNull()
                    .extracting(body -> body.utf8())
                    .isEqualTo(EXCHANGE);
        }

        @Test
        void ofARefreshIsTheRefreshToken() {
            provider.answers(200, "{\"access_token\":\"t0ps3cret-a\"}");
            endpoint().refresh(OLD);

            var took = provider.took();
            assertThat(took.getRequestLine()).startsWith("POST /token ");
            assertThat(took.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(took.getBody())
                    .isNotNull()
                    .extracting(body -> body.utf8())
                    .isEqualTo("grant_type=refresh_token&refresh_token=t0ps3cret-refresh&client_id=app");
        }

        @Test
        void isNothingWithoutARefreshToken() {
            OAuthTokens bare = new OAuthTokens(
                    Optional.of(Secret.of("t0ps3cret-a")), Optional.empty(), Optional.empty(), Fact.unknown("x"));

            assertThatIllegalArgumentException().isThrownBy(() -> endpoint().refresh(bare));
        }
    }

    @Nested
    @DisplayName("how often")
    class HowOften {

        private static final String GRANTED = "{\"access_token\":\"t0ps3cret-a\"}";

        private TokenAnswer exchange() {
            return endpoint().exchange(Secret.of("t0ps3cret-code"), BACK, PKCE);
        }

        static Stream<MockResponse> faults() {
            return Stream.of(
                    new MockResponse.Builder().code(408).build(),
                    new MockResponse.Builder().code(429).build(),
                    new MockResponse.Builder()
                            .code(429)
                            .addHeader("Retry-After", "1")
                            .build(),
                    new MockResponse.Builder().code(500).build(),
                    new MockResponse.Builder()
                            .code(503)
                            .addHeader("Retry-After", "0")
                            .build(),
                    new MockResponse.Builder()
                            .code(307)
                            .addHeader("Location", "/token")
                            .build(),
                    new MockResponse.Builder()
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build(),
                    new MockResponse.Builder()
                            .body(GRANTED)
                            .onResponseBody(new SocketEffect.CloseSocket())
                            .build());
        }

        @ParameterizedTest
        @MethodSource("faults")
        void aCodeIsSentOnceWhateverHappens(MockResponse fault) {
            provider.answers(fault).answers(200, GRANTED).answers(200, GRANTED);

            assertThat(exchange()).isInstanceOf(TokenAnswer.Transient.class);
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void aSpentCodeIsRevoked() {
            provider.answers(
                    400, "{\"error\":\"invalid_grant\",\"error_description\":\"code doesn't exist or has expired\"}");

            assertThat(exchange()).isInstanceOf(TokenAnswer.Revoked.class);
        }

        @Test
        void aCodeGivesTheScopesThatWereAskedForIfTheAnswerDoesNotTell() {
            provider.answers(200, GRANTED);

            TokenAnswer answer =
                    endpoint(spec().withScopes(Set.of("s"))).exchange(Secret.of("t0ps3cret-code"), BACK, PKCE);

            assertThat(((TokenAnswer.Granted) answer).tokens().scopes()).isEqualTo(Fact.of(Set.of("s")));
        }

        @Test
        void aLastingRefreshTokenIsTriedThreeTimes() {
            provider.answers(500).answers(500).answers(500).answers(200, GRANTED);

            assertThat(endpoint().refresh(OLD)).isInstanceOf(TokenAnswer.Transient.class);
            assertThat(provider.requests()).isEqualTo(3);
        }

        @Test
        void aRotatingRefreshTokenIsTriedOnce() {
            provider.answers(500).answers(200, GRANTED);

            assertThat(endpoint(spec()).refresh(OLD)).isInstanceOf(TokenAnswer.Transient.class);
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void aLimitIsWaitedOutByARefresh() {
            provider.answers(new MockResponse.Builder()
                            .code(429)
                            .addHeader("Retry-After", "12")
                            .build())
                    .answers(200, GRANTED);

            assertThat(endpoint(spec()).refresh(OLD)).isInstanceOf(TokenAnswer.Granted.class);
            assertThat(time.slept()).containsExactly(Duration.ofSeconds(12));
        }

        @Test
        void aLongLimitIsToldWithItsTimeAndRequestId() {
            provider.answers(new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "300")
                    .addHeader("X-Request-Id", "request-1")
                    .build());

            TokenAnswer.Transient answer = (TokenAnswer.Transient) endpoint().refresh(OLD);

            assertThat(answer.retryAfter()).contains(Duration.ofSeconds(300));
            assertThat(answer.requestId()).contains("request-1");
        }

        @Test
        void aLimitHoldsBackOtherNodesToo() {
            provider.answers(new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "300")
                    .build());
            SharedPause pause = SharedPause.in(new InMemoryStore(time), "pause/token/acme");
            endpoint().withSharedPause(pause).refresh(OLD);

            TokenAnswer.Transient answer = (TokenAnswer.Transient) endpoint()
                    .withSharedPause(pause)
                    .withListener(attempt -> {})
                    .refresh(OLD);

            assertThat(answer.retryAfter()).contains(Duration.ofSeconds(300));
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void eachAttemptIsHeard() {
            provider.answers(500).answers(200, GRANTED);
            List<String> heard = new ArrayList<>();

            endpoint()
                    .withListener(attempt -> heard.add(attempt.route() + " " + attempt.result()))
                    .refresh(OLD);

            assertThat(heard).containsExactly("token/refresh PROVIDER_FAILED", "token/refresh ANSWERED");
        }

        @Test
        void anInterruptedThreadSendsNothing() {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(this::exchange);
            assertThat(provider.requests()).isZero();
        }
    }

    @Nested
    @DisplayName("trouble on the way")
    class OnTheWay {

        private final URI nowhere = URI.create("https://token.acme.invalid/token?key=marker");

        private TokenAnswer.Transient refreshed(URI tokenEndpoint, OkHttpClient client) {
            OAuthSpec spec = OAuthSpec.of(provider.uri("/authorize"), tokenEndpoint, "app");
            TokenAnswer answer = TokenEndpoint.of(spec, client, time).refresh(OLD);
            assertThat(answer.toString()).doesNotContain("marker");
            return (TokenAnswer.Transient) answer;
        }

        @Test
        void toAHostThatNobodyKnowsNamesIt() {
            OkHttpClient client = provider.client()
                    .newBuilder()
                    .dns(name -> {
                        throw new UnknownHostException(name + ": no such name");
                    })
                    .build();

            TokenAnswer.Transient answer = refreshed(nowhere, client);

            assertThat(answer.what())
                    .isEqualTo("The token endpoint at token.acme.invalid gave no usable answer (UnknownHostException: "
                            + "token.acme.invalid: no such name).");
            assertThat(answer.cause()).get(THROWABLE).hasMessageContaining("UnknownHostException");
        }

        @Test
        void toAPortThatRefusesNamesIt() throws IOException {
            try (Socket reserved = new Socket()) { // bound, and listening to nobody
                reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                URI refusing = URI.create("https://localhost:" + reserved.getLocalPort() + "/token");

                TokenAnswer.Transient answer = refreshed(refusing, provider.client());

                assertThat(answer.what())
                        .contains("localhost:" + reserved.getLocalPort(), "ConnectException", "Failed to connect");
                assertThat(answer.cause()).isPresent();
            }
        }

        @Test
        void toACertificateThatNobodyTrustsSaysSo() {
            TokenAnswer.Transient answer = refreshed(provider.uri("/token"), new OkHttpClient());

            assertThat(answer.what()).contains(provider.host(), "SSLHandshakeException", "certification path");
            assertThat(answer.cause()).isPresent();
            assertThat(provider.requests()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"403, Unexpected response code for CONNECT: 403", "407, Failed to authenticate with proxy"})
        void throughAProxyThatLetsNothingThroughSaysSo(int status, String words) throws IOException {
            try (MockWebServer proxy = new MockWebServer()) {
                proxy.setDispatcher(new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return new MockResponse.Builder()
                                .code(status)
                                .body("marker")
                                .build();
                    }
                });
                proxy.start();
                OkHttpClient client = provider.client()
                        .newBuilder()
                        .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", proxy.getPort())))
                        .build();

                assertThat(refreshed(nowhere, client).what()).contains("token.acme.invalid", words);
            }
        }

        @Test
        void atTheProviderTellsTheStatus() {
            provider.answers(503);

            TokenAnswer.Transient answer = refreshed(provider.uri("/token"), provider.client());

            assertThat(answer.what())
                    .isEqualTo("The token endpoint at " + provider.host() + " gave no usable answer (status 503).");
            assertThat(answer.cause()).isEmpty();
        }
    }

    @Test
    void aRefreshTokenAloneIsEnoughToStart() {
        provider.answers(200, "{\"access_token\":\"t0ps3cret-a\"}");

        TokenAnswer answer = endpoint().refresh(Credential.refreshToken(Secret.of("t0ps3cret-r")));

        assertThat(((TokenAnswer.Granted) answer).tokens().scopes()).isInstanceOf(Fact.Unknown.class);
    }
}
