package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void stop() {
        Thread.interrupted();
        provider.close();
    }

    private Transport transport(OkHttpClient client, Limits limits) {
        return Transport.builder(time, Set.of(provider.host()))
                .client(client)
                .requestIdHeader("X-Request-Id")
                .limits(limits)
                .build();
    }

    private Transport transport() {
        return transport(provider.client(), Limits.DEFAULT);
    }

    private Request remove() {
        return Request.of(Effect.WRITES, "POST", "members/remove", provider.uri("/remove"))
                .body("application/json", "{}");
    }

    /** Without a body, which OkHttp by itself repeats more freely. */
    private Request delete() {
        return Request.of(Effect.WRITES, "DELETE", "members/delete", provider.uri("/delete"));
    }

    /** The fault, and two good answers for whoever tries again. */
    private void willMeet(MockResponse fault) {
        provider.answers(fault).answers(200, "{}").answers(200, "{}");
    }

    private static MockResponse.Builder answer(int status) {
        return new MockResponse.Builder().code(status).addHeader("X-Request-Id", "request-1");
    }

    private void isLost(Transport transport, Request request) {
        assertThatExceptionOfType(AnswerLostException.class)
                .isThrownBy(() -> transport.send(request))
                .withMessageContaining(request.route())
                .withMessageContaining("may have taken effect");
    }

    @Nested
    @DisplayName("one request on the wire")
    class OneRequest {

        @Test
        void theInstrumentSeesAnOrdinaryClientSendTwice() throws IOException {
            willMeet(answer(503).addHeader("Retry-After", "0").build());
            okhttp3.Request ordinary = new okhttp3.Request.Builder()
                    .url(provider.uri("/remove").toString())
                    .post(RequestBody.create(new byte[0]))
                    .build();

            provider.client().newCall(ordinary).execute().close();

            assertThat(provider.requests()).isEqualTo(2);
        }

        @Test
        void whenTheConnectionIsDroppedAfterTheRequestWasRead() {
            willMeet(answer(200).onResponseStart(new SocketEffect.CloseSocket()).build());

            isLost(transport(), remove());
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whenAPooledConnectionIsDroppedAfterTheRequestWasRead() {
            provider.answers(200, "{}");
            willMeet(answer(200).onResponseStart(new SocketEffect.CloseSocket()).build());
            Transport transport = transport();
            transport.send(remove());

            isLost(transport, remove());

            assertThat(provider.tookAll())
                    .hasSize(2)
                    .allSatisfy(
                            request -> assertThat(request.getConnectionIndex()).isZero());
        }

        @Test
        void whenAPooledConnectionIsResetWhileSending() {
            provider.answers(200, "{}");
            willMeet(answer(200).onRequestBody(new SocketEffect.CloseSocket()).build());
            Transport transport = transport();
            transport.send(remove());
            Request large = remove().body("application/json", new byte[4 << 20]);

            isLost(transport, large);

            assertThat(provider.requests()).isLessThanOrEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {300, 301, 302, 303, 307, 308, 408, 500, 501, 502, 503, 504, 599})
        void whenTheAnswerSaysNothingAboutTheRequest(int status) {
            MockResponse fault =
                    answer(status).addHeader("Location", "/elsewhere").build();
            willMeet(fault);

            isLost(transport(), delete());
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whenA503AsksForAnotherAtOnce() {
            willMeet(answer(503).addHeader("Retry-After", "0").build());

            assertThatExceptionOfType(AnswerLostException.class)
                    .isThrownBy(() -> transport().send(delete()))
                    .withMessageContaining("503");
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whenA503AsksForAnotherAtOnceAndThereIsABody() {
            willMeet(answer(503).addHeader("Retry-After", "0").build());

            isLost(transport(), remove());
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whenAnInterceptorOfTheUsersRepeatsIt() {
            willMeet(answer(200).body("{}").build());
            Interceptor repeating = chain -> {
                chain.proceed(chain.request()).close();
                return chain.proceed(chain.request());
            };
            OkHttpClient theirs =
                    provider.client().newBuilder().addInterceptor(repeating).build();

            isLost(transport(theirs, Limits.DEFAULT), remove());
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whenHttp2ClosesTheStreamAfterTheRequestWasRead() {
            try (FakeProvider http2 = FakeProvider.startHttp2()) {
                http2.answers(answer(200)
                        .onResponseStart(new SocketEffect.CloseStream())
                        .build());
                http2.answers(200, "{}").answers(200, "{}");
                Transport transport = Transport.builder(time, Set.of(http2.host()))
                        .client(http2.client())
                        .build();
                Request request = Request.of(Effect.WRITES, "POST", "members/remove", http2.uri("/"))
                        .body("text/plain", "x");

                isLost(transport, request);
                assertThat(http2.requests()).isEqualTo(1);
            }
        }
    }

    @Nested
    @DisplayName("an answer that can't be trusted is lost")
    class Lost {

        @Test
        void whenItIsCutOff() {
            willMeet(answer(200)
                    .body("{\"complete\":true}")
                    .onResponseBody(new SocketEffect.CloseSocket())
                    .build());

            isLost(transport(), remove());
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whenItIsTooLarge() {
            willMeet(answer(200).body("x".repeat(1001)).build());

            isLost(transport(provider.client(), Limits.DEFAULT.withAnswerBytes(1000)), remove());
        }

        @Test
        void whenItGrowsTooLargeAsItIsUnpacked() throws IOException {
            Buffer packed = new Buffer();
            try (var sink = Okio.buffer(new GzipSink(packed))) {
                sink.write(new byte[8 << 20]);
            }
            willMeet(answer(200)
                    .addHeader("Content-Encoding", "gzip")
                    .body(packed)
                    .build());

            isLost(transport(provider.client(), Limits.DEFAULT.withAnswerBytes(1 << 20)), remove());
        }

        @Test
        void whenItDoesNotComeInTime() {
            provider.answers(200, "{}");
            willMeet(answer(200).onResponseStart(SocketEffect.Stall.INSTANCE).build());
            transport().send(remove()); // leaves a connection, so that only the answer is awaited impatiently
            Interceptor impatient =
                    chain -> chain.withReadTimeout(1, TimeUnit.MILLISECONDS).proceed(chain.request());
            OkHttpClient theirs =
                    provider.client().newBuilder().addInterceptor(impatient).build();

            isLost(transport(theirs, Limits.DEFAULT), remove());
        }

        @Test
        void withTheRequestIdIfItHadArrived() {
            willMeet(answer(502).build());

            assertThatExceptionOfType(AnswerLostException.class)
                    .isThrownBy(() -> transport().send(remove()))
                    .satisfies(lost -> assertThat(lost.providerRequestId()).contains("request-1"));
        }

        @Test
        void whenAnInterceptorOfTheUsersFailsAfterTheSend() {
            willMeet(answer(200).body("{}").build());
            Interceptor failing = chain -> {
                chain.proceed(chain.request()).close();
                throw new UnsupportedOperationException("marker-of-the-users");
            };
            OkHttpClient theirs =
                    provider.client().newBuilder().addInterceptor(failing).build();

            isLost(transport(theirs, Limits.DEFAULT), remove());
        }

        @Test
        void whenTheThreadIsInterruptedWhileItWaitsAndTheFlagIsSetAgain() {
            willMeet(answer(200).body("{}").build());
            Interceptor interrupting = chain -> {
                Response response = chain.proceed(chain.request());
                Thread.currentThread().interrupt();
                return response;
            };
            OkHttpClient theirs = provider.client()
                    .newBuilder()
                    .addNetworkInterceptor(interrupting)
                    .build();

            isLost(transport(theirs, Limits.DEFAULT), remove());
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    @DisplayName("a request that never left")
    class NotSent {

        @Test
        void isTriedAgainAndThenUnavailable() {
            Request request = remove();
            Transport transport = transport();
            provider.close();

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> transport.send(request))
                    .withMessageContaining("Nothing was changed");
            assertThat(time.slept()).hasSize(2);
        }

        @Test
        void isUnavailableIfTheCertificateIsNotTrusted() {
            provider.answers(200, "{}");
            Transport distrusting =
                    Transport.builder(time, Set.of(provider.host())).build();

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> distrusting.send(remove()))
                    .withMessageContaining("SSL");
            assertThat(provider.requests()).isZero();
            distrusting.close();
        }

        @Test
        void isNotSentByAnInterruptedThread() {
            provider.answers(200, "{}");
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CallInterruptedException.class)
                    .isThrownBy(() -> transport().send(remove()));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(provider.requests()).isZero();
        }
    }
}
