package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gangway.credential.Secret;
import dev.gangway.error.GangwayException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.fake.Texts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();
    private final Transport transport = Transport.builder(time, Set.of(provider.host(), "api.example.com"))
            .client(provider.client())
            .authorization(Authorization.bearer(Secret.of("marker-t0ps3cret")))
            .requestIdHeader("X-Request-Id")
            .build();

    @AfterEach
    void stop() {
        provider.close();
    }

    private Request read() {
        return Request.get("members/list", provider.uri("/list?q=marker-query"));
    }

    private Request write() {
        return Request.of(Effect.WRITES, "POST", "members/remove", provider.uri("/remove"))
                .header("X-Custom", "marker-header")
                .body("text/plain", "marker-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.com/",
                "https://api.example.com:8443/",
                "https://api.example.com.evil.example/",
                "https://evil.example/?api.example.com",
                "https://localhost/",
                "http://api.example.com/",
                "http://api.example.com:443/",
                "ftp://api.example.com/"
            })
    void aRequestToAnotherPlaceIsRefusedBeforeAnythingIsSent(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport.send(Request.get("members/list", URI.create(address))))
                .withMessageContaining("was not sent");
        assertThat(provider.requests()).isZero();
    }

    @Test
    void aTransportNeedsAHost() {
        assertThatIllegalArgumentException().isThrownBy(() -> Transport.builder(time, Set.of()));
    }

    @Test
    void whatWasAskedArrives() {
        provider.answers(200);

        transport.send(write());

        var took = provider.took();
        assertThat(took.getRequestLine()).isEqualTo("POST /remove HTTP/1.1");
        assertThat(took.getHeaders().get("X-Custom")).isEqualTo("marker-header");
        assertThat(took.getHeaders().get("Content-Type")).isEqualTo("text/plain");
        assertThat(took.getHeaders().get("Authorization")).isEqualTo("Bearer marker-t0ps3cret");
        assertThat(took.getBody()).isNotNull().extracting(body -> body.utf8()).isEqualTo("marker-body");
    }

    @Test
    void headersOfAnAnswerAreFoundInAnyCase() {
        provider.answers(new MockResponse.Builder()
                .addHeader("x-REQUEST-id", "request-1")
                .addHeader("X-Two", "a")
                .addHeader("x-two", "b")
                .build());

        Reply reply = transport.send(read());

        assertThat(reply.requestId()).contains("request-1");
        assertThat(reply.header("x-tWO")).contains("a");
        assertThat(reply.headers().get("X-TWO")).containsExactly("a", "b");
        assertThat(reply.header("X-Three")).isEmpty();
    }

    @Test
    void aClosedTransportSendsNothingAndLeavesTheUsersClientAlone() {
        provider.answers(200).answers(200);
        transport.send(read());

        transport.close();
        transport.close();

        assertThatIllegalStateException().isThrownBy(() -> transport.send(read()));
        assertThat(provider.requests()).isEqualTo(1);
        assertThat(provider.client().dispatcher().executorService().isShutdown())
                .isFalse();
        assertThat(provider.client().connectionPool().connectionCount()).isEqualTo(1);
    }

    @Test
    void cookiesAreNotKept() {
        provider.answers(new MockResponse.Builder()
                        .addHeader("Set-Cookie", "who=somebody")
                        .build())
                .answers(200);
        transport.send(read());

        transport.send(read());

        assertThat(provider.tookAll())
                .allSatisfy(took -> assertThat(took.getHeaders().get("Cookie")).isNull());
    }

    @Test
    void nothingThatIsPrintedShowsASecret() {
        List<Object> printed = new ArrayList<>(List.of(transport, read(), write()));
        provider.answers(200, "marker-answer");
        printed.add(transport.send(read()));
        provider.answers(
                new MockResponse.Builder()
                        .code(500)
                        .body("marker-answer")
                        .addHeader("X-Any", "marker-answer")
                        .build(),
                new MockResponse.Builder().status("HTTP/1.1 marker-status").build(),
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build(),
                new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "999")
                        .build());

        for (int fault = 0; fault < 4; fault++) {
            assertThatExceptionOfType(GangwayException.class)
                    .isThrownBy(() -> Exchanges.during(printed::add, () -> transport.send(write())))
                    .satisfies(e -> printed.add(Texts.of(e)));
        }

        assertThat(printed)
                .hasSize(4 + 8)
                .allSatisfy(it -> assertThat(it.toString()).doesNotContain("marker"));
    }

    @Test
    void eachExchangeIsHeard() {
        provider.answers(new MockResponse.Builder()
                        .code(503)
                        .addHeader("X-Request-Id", "request-1")
                        .build())
                .answers(new MockResponse.Builder()
                        .addHeader("X-Request-Id", "not an id: it has spaces")
                        .build());
        List<Exchange> heard = new ArrayList<>();

        Exchanges.during(heard::add, () -> transport.send(read()));

        assertThat(heard).hasSize(2);
        assertThat(heard.get(0).route()).isEqualTo("members/list");
        assertThat(heard.get(0).effect()).isEqualTo(Effect.READS);
        assertThat(heard.get(0).status()).isEqualTo(OptionalInt.of(503));
        assertThat(heard.get(0).requestId()).contains("request-1");
        assertThat(heard.get(0).sent()).isTrue();
        assertThat(heard.get(1).at()).isAfter(heard.get(0).at());
        assertThat(heard.get(1).requestId()).isEmpty();
    }

    @Test
    void anExchangeThatNeverLeftSaysSo() {
        Request read = read().within(Duration.ofMillis(1));
        provider.close();
        List<Exchange> heard = new ArrayList<>();

        assertThatExceptionOfType(GangwayException.class)
                .isThrownBy(() -> Exchanges.during(heard::add, () -> transport.send(read)));

        assertThat(heard).singleElement().satisfies(exchange -> {
            assertThat(exchange.sent()).isFalse();
            assertThat(exchange.status()).isEmpty();
        });
    }

    @Test
    void listenersNestAndLeaveNothingBehind() {
        provider.answers(200).answers(200).answers(200);
        List<Exchange> outer = new ArrayList<>();
        List<Exchange> inner = new ArrayList<>();

        Exchanges.during(outer::add, () -> {
            Exchanges.during(inner::add, () -> transport.send(read()));
            return transport.send(read());
        });
        transport.send(read());

        assertThat(inner).hasSize(1);
        assertThat(outer).hasSize(2);
    }
}
