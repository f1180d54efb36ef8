package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gangway.credential.Secret;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.http.CallAttempt.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallListenerTest {

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();
    private final List<CallAttempt> heard = new ArrayList<>();
    private final Transport transport = transport(heard::add);

    @AfterEach
    void stop() {
        provider.close();
    }

    private Transport transport(CallListener listener) {
        return Transport.builder(time, Set.of(provider.host()))
                .client(provider.client())
                .authorization(Authorization.bearer(Secret.of("marker-t0ps3cret-token")))
                .tokenRejectedWhen(reply -> reply.text().contains("token"))
                .requestIdHeader("X-Request-Id")
                .limits(Limits.DEFAULT.withAnswerBytes(1000))
                .listener(listener)
                .build();
    }

    private Request request(Effect effect) {
        return Request.of(effect, "POST", "members/list", provider.uri("/list?q=marker-query"))
                .header("X-Any", "marker-header")
                .body("text/plain", "marker-body");
    }

    @Test
    void anAnswerIsHeardWithAllItsFacts() {
        provider.dispatch(request -> {
            time.advance(Duration.ofMillis(70));
            return new MockResponse.Builder()
                    .code(409)
                    .addHeader("X-Request-Id", "request-1")
                    .build();
        });

        transport.send(request(Effect.WRITES));

        assertThat(heard)
                .containsExactly(new CallAttempt(
                        "members/list",
                        Effect.WRITES,
                        Result.ANSWERED,
                        OptionalInt.of(409),
                        1,
                        Duration.ofMillis(70),
                        Duration.ZERO,
                        Optional.of("request-1")));
    }

    @Test
    void eachAttemptIsHeardWithItsNumberAndThePauseBeforeIt() {
        provider.answers(
                new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "7")
                        .build(),
                new MockResponse.Builder().code(503).build(),
                new MockResponse.Builder().build());

        transport.send(request(Effect.READS));

        assertThat(heard).extracting(CallAttempt::attempt).containsExactly(1, 2, 3);
        assertThat(heard)
                .extracting(CallAttempt::result)
                .containsExactly(Result.RATE_LIMITED, Result.PROVIDER_FAILED, Result.ANSWERED);
        assertThat(heard)
                .extracting(CallAttempt::waited)
                .containsExactly(
                        Duration.ZERO, time.slept().get(0), time.slept().get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', ANSWERED",
        "304, '', ANSWERED",
        "404, '', ANSWERED",
        "401, scope, ANSWERED",
        "401, token, CREDENTIAL_REJECTED",
        "429, '', RATE_LIMITED",
        "408, '', PROVIDER_FAILED",
        "500, '', PROVIDER_FAILED",
        "302, '', PROVIDER_FAILED"
    })
    void anAnswersStatusDecides(int status, String body, Result result) {
        provider.dispatch(
                request -> new MockResponse.Builder().code(status).body(body).build());

        try {
            transport.send(request(Effect.WRITES).failingOnRateLimit());
        } catch (GangwayException expected) {
            assertThat(result).isNotEqualTo(Result.ANSWERED);
        }

        assertThat(heard).singleElement().satisfies(it -> {
            assertThat(it.result()).isEqualTo(result);
            assertThat(it.status()).hasValue(status);
        });
    }

    @Test
    void aConnectionThatBreaksIsHeard() {
        provider.answers(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThatExceptionOfType(AnswerLostException.class).isThrownBy(() -> transport.send(request(Effect.WRITES)));

        assertThat(heard).extracting(CallAttempt::result).containsExactly(Result.ANSWER_LOST);
        assertThat(heard.get(0).status()).isEmpty();
    }

    @Test
    void aProviderThatCannotBeReachedIsHeard() {
        Request request = request(Effect.WRITES).within(Duration.ofMillis(1));
        provider.close();

        assertThatExceptionOfType(GangwayException.class).isThrownBy(() -> transport.send(request));

        assertThat(heard).extracting(CallAttempt::result).containsExactly(Result.NOT_SENT);
    }

    @Test
    void anAnswerThatIsTooLargeIsHeard() {
        provider.answers(200, "x".repeat(1001));

        assertThatExceptionOfType(ProviderProtocolException.class)
                .isThrownBy(() -> transport.send(request(Effect.READS)));

        assertThat(heard).extracting(CallAttempt::result).containsExactly(Result.ANSWER_TOO_LARGE);
    }

    @Test
    void aReaderThatThrowsIsHeard() {
        provider.answers(200, "x");

        assertThatIllegalStateException()
                .isThrownBy(() -> transport.read(request(Effect.READS), (head, body) -> {
                    time.advance(Duration.ofMillis(5));
                    throw new IllegalStateException("marker-reader");
                }));

        assertThat(heard).singleElement().satisfies(it -> {
            assertThat(it.result()).isEqualTo(Result.THREW);
            assertThat(it.took()).isEqualTo(Duration.ofMillis(5));
        });
    }

    @Test
    void aRejectedTokenIsHeardBeforeTheCallFails() {
        provider.answers(401, "token");

        assertThatExceptionOfType(CredentialRejectedException.class)
                .isThrownBy(() -> transport.send(request(Effect.READS)));

        assertThat(heard).extracting(CallAttempt::result).containsExactly(Result.CREDENTIAL_REJECTED);
    }

    @Test
    void aListenerThatThrowsBreaksNothing() {
        provider.answers(503).answers(200, "fine");
        Transport deaf = transport(attempt -> {
            if (attempt.attempt() == 1) {
                throw new IllegalStateException("marker-listener");
            }
            throw new AssertionError("marker-listener");
        });

        assertThat(deaf.send(request(Effect.READS)).text()).isEqualTo("fine");
    }

    @Test
    void nothingThatIsHeardShowsASecret() {
        provider.answers(400, "marker-answer").answers(200, "marker-answer");

        transport.send(request(Effect.READS));
        transport.send(request(Effect.WRITES));

        assertThat(heard).hasSize(2).allSatisfy(it -> assertThat(it.toString()).doesNotContain("marker"));
    }
}
