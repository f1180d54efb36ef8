package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.fake.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest {

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();

    @AfterEach
    void stop() {
        Thread.interrupted();
        provider.close();
    }

    private Transport transport(Limits limits) {
        return Transport.builder(time, Set.of(provider.host()))
                .client(provider.client())
                .requestIdHeader("X-Request-Id")
                .limits(limits)
                .build();
    }

    private Transport transport() {
        return transport(Limits.DEFAULT);
    }

    private Request list() {
        return Request.get("members/list", provider.uri("/list?marker=in-query"));
    }

    private static MockResponse answer(int status) {
        return new MockResponse.Builder().code(status).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void isRepeatedAfterAFailureThatPasses(int status) {
        provider.answers(answer(status)).answers(200, "fine");

        assertThat(transport().send(list()).text()).isEqualTo("fine");
        assertThat(provider.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void isGivenUpAfterThreeAttempts(int status) {
        provider.answers(answer(status), answer(status), answer(status)).answers(200, "too late");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> transport().send(list()))
                .withMessageContaining("members/list")
                .withMessageContaining(Integer.toString(status));
        assertThat(provider.requests()).isEqualTo(3);
    }

    @Test
    void waitsLongerBeforeEachAttemptWithSomeJitter() {
        provider.answers(answer(500), answer(500), answer(500));

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> transport().send(list()));
        assertThat(time.slept()).hasSize(2);
        assertThat(time.slept().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(time.slept().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void isNotRepeatedBeyondItsDeadline() {
        provider.dispatch(request -> {
            time.advance(
                    Duration.ofSeconds(60).minusMillis(100)); // the shortest pause before another attempt is 250 ms
            return answer(500);
        });

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> transport().send(list().within(Duration.ofSeconds(60))))
                .withMessageContaining("500");
        assertThat(time.slept()).isEmpty();
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void isRepeatedByUsAndNeverByOkHttpAfterA503ThatSaysAtOnce() {
        MockResponse atOnce = new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .build();
        provider.answers(atOnce, atOnce, atOnce).answers(200, "too late");

        List<Exchange> heard = new ArrayList<>();

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> Exchanges.during(heard::add, () -> transport().send(list())))
                .withMessageContaining("503");
        assertThat(heard).extracting(exchange -> exchange.status().orElse(0)).containsExactly(503, 503, 503);
        assertThat(provider.requests()).isEqualTo(3);
        assertThat(time.slept()).hasSize(2);
    }

    @Test
    void isRepeatedWhenTheConnectionBreaks() {
        provider.answers(new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build())
                .answers(200, "fine");

        assertThat(transport().send(list()).text()).isEqualTo("fine");
    }

    @Test
    void isRepeatedWhenTheAnswerIsCutOff() {
        provider.answers(new MockResponse.Builder()
                        .body("fine")
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build())
                .answers(200, "fine");

        assertThat(transport().send(list()).text()).isEqualTo("fine");
        assertThat(provider.requests()).isEqualTo(2);
    }

    @Test
    void isNotRepeatedAfterAFailureThatStays() {
        provider.answers(501).answers(200, "too late");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> transport().send(list()));
        assertThat(provider.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void isNotRedirected(int status) {
        provider.answers(new MockResponse.Builder()
                        .code(status)
                        .addHeader("Location", provider.uri("/elsewhere").toString())
                        .build())
                .answers(200, "elsewhere");

        assertThatExceptionOfType(ProviderProtocolException.class)
                .isThrownBy(() -> transport().send(list()))
                .withMessageContaining("not followed");
        assertThat(provider.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 403, 404, 409, 422})
    void anUnderstoodAnswerIsTheConnectorsAffair(int status) {
        provider.answers(status, status == 204 ? "" : "said so");

        Reply reply = transport().send(list());

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text()).isEqualTo(status == 204 ? "" : "said so");
        assertThat(reply.successful()).isEqualTo(status < 300);
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerOfExactlyTheLimitIsRead() {
        provider.answers(200, "x".repeat(1000));

        assertThat(transport(Limits.DEFAULT.withAnswerBytes(1000)).send(list()).text())
                .hasSize(1000);
    }

    @Test
    void anAnswerBeyondTheLimitIsNotAskedForAgain() {
        provider.answers(200, "x".repeat(1001)).answers(200, "x");

        assertThatExceptionOfType(ProviderProtocolException.class)
                .isThrownBy(
                        () -> transport(Limits.DEFAULT.withAnswerBytes(1000)).send(list()))
                .withMessageContaining("1000 bytes");
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerIsMeasuredUnpacked() throws IOException {
        Buffer bomb = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(bomb))) {
            sink.writeUtf8("x".repeat(1 << 20));
        }
        assertThat(bomb.size()).isLessThan(10_000);
        provider.answers(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(bomb)
                .build());

        assertThatExceptionOfType(ProviderProtocolException.class)
                .isThrownBy(
                        () -> transport(Limits.DEFAULT.withAnswerBytes(10_000)).send(list()))
                .withMessageContaining("10000 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void whatComesBehindAPackedAnswerIsNeverDropped(int pause) throws IOException {
        MockResponse twoMembers = new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .chunkedBody(new Buffer().write(packed("a".repeat(10))).write(packed("b".repeat(10))), 30)
                .throttleBody(30, pause, TimeUnit.MILLISECONDS)
                .build();
        provider.answers(twoMembers);

        assertThat(transport(Limits.DEFAULT).send(list()).text()).isEqualTo("a".repeat(10) + "b".repeat(10));
    }

    private static ByteString packed(String text) throws IOException {
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(text);
        }
        return packed.readByteString();
    }

    @Test
    void anAnswerWithoutABodyIsNotUnpacked() {
        provider.answers(new MockResponse.Builder()
                .code(204)
                .addHeader("Content-Encoding", "gzip")
                .build());

        assertThat(transport(Limits.DEFAULT).send(list()).status()).isEqualTo(204);
    }

    @Test
    void aDrippingAnswerEndsAtTheTimeout() {
        MockResponse dripping = new MockResponse.Builder()
                .body("x".repeat(1000))
                .throttleBody(1, 50, TimeUnit.MILLISECONDS)
                .build();
        provider.answers(dripping, dripping, dripping);

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> transport(Limits.DEFAULT.withCallTimeout(Duration.ofMillis(300)))
                        .send(list()));
    }

    @Test
    void anInterruptWhileWaitingForTheNextAttemptEndsItAtOnce() {
        provider.answers(answer(500)).answers(200, "too late");
        Transport transport = transport();

        Exchanges.during(heard -> Thread.currentThread().interrupt(), () -> {
            assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(() -> transport.send(list()));
            return true;
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Nested
    @DisplayName("as a stream")
    class AsStream {

        @Test
        void handsTheAnswerOnWithItsHead() {
            provider.answers(new MockResponse.Builder()
                    .addHeader("X-Request-Id", "request-1")
                    .body("12345")
                    .build());

            String read = transport()
                    .read(
                            list(),
                            (head, body) ->
                                    head.status() + " " + head.requestId().orElseThrow() + " " + head.text()
                                            + new String(body.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(read).isEqualTo("200 request-1 12345");
        }

        @Test
        void startsAgainWhenTheAnswerBreaksOff() {
            provider.answers(new MockResponse.Builder()
                            .body("12345")
                            .onResponseBody(new SocketEffect.CloseSocket())
                            .build())
                    .answers(200, "12345");
            List<String> starts = new ArrayList<>();

            int size = transport().read(list(), (head, body) -> {
                starts.add("again");
                return body.readAllBytes().length;
            });

            assertThat(size).isEqualTo(5);
            assertThat(starts).hasSize(2);
        }

        @Test
        void endsAtTheSizeLimit() {
            provider.answers(200, "x".repeat(1001));

            assertThatExceptionOfType(ProviderProtocolException.class)
                    .isThrownBy(() -> transport(Limits.DEFAULT.withAnswerBytes(1000))
                            .read(list(), (head, body) -> body.readAllBytes().length));
        }

        @Test
        void isUnavailableWhenTheReaderFindsRubbishThreeTimes() {
            provider.answers(200, "<html>").answers(200, "<html>").answers(200, "<html>");

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> transport().read(list(), (head, body) -> {
                        throw new IOException("marker-in-body");
                    }))
                    .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("marker"));
        }

        @Test
        void isForReadingOnly() {
            Request write = Request.of(Effect.WRITES, "POST", "members/remove", provider.uri("/"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> transport().read(write, (head, body) -> 0))
                    .withMessageContaining("members/remove");
        }
    }
}
