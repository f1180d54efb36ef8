package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.result.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code token-answers.md}, and what a row can't hold. */
class TokenAnswersTest {

    private static final FakeProvider PROVIDER = FakeProvider.start();
    private static final OAuthTokens OLD = new OAuthTokens(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Secret.of("t0ps3cret-refresh")),
            Fact.of(Set.of("old.scope")));

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    static Stream<Arguments> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/token-answers.md")).stream()
                .filter(line -> line.matches("\\| \\d{3} \\|.*"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> Arguments.of(
                        cells[4], Integer.parseInt(cells[1]), cells[2].replace("`", ""), cells[3].replace("`", "")));
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @MethodSource("rows")
    void anAnswerMeansWhatTheDocumentSays(String meaning, int status, String header, String body) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
        if (!header.isEmpty()) {
            answer.addHeader(header);
        }

        assertThat(refreshed(answer.build())).isEqualTo(meaning);
    }

    @Test
    void theDocumentHasItsRows() throws IOException {
        List<Object> meanings = rows().map(row -> row.get()[0]).toList();

        assertThat(meanings).hasSizeGreaterThan(70).contains("Granted", "Revoked", "Misconfigured", "Transient");
    }

    static Stream<MockResponse> unusable() throws IOException {
        String granted = "{\"access_token\":\"t0ps3cret\"}";
        Buffer bomb = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(bomb))) {
            sink.writeUtf8("{\"access_token\":\"" + "x".repeat(2 << 20) + "\"}");
        }
        return Stream.of(
                new MockResponse.Builder().body("[".repeat(10_000)).build(),
                new MockResponse.Builder()
                        .code(400)
                        .body("{\"error\":\"invalid_grant\",\"x\":" + "{\"x\":".repeat(70) + "1" + "}".repeat(71))
                        .build(),
                new MockResponse.Builder()
                        .body("{\"access_token\":\"" + "x".repeat(2 << 20) + "\"}")
                        .build(),
                new MockResponse.Builder()
                        .addHeader("Content-Encoding", "gzip")
                        .body(bomb)
                        .build(),
                new MockResponse.Builder()
                        .addHeader("Content-Encoding", "gzip")
                        .body(granted)
                        .build(),
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build(),
                new MockResponse.Builder()
                        .body(granted)
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build(),
                new MockResponse.Builder().status("HTTP/9 200").body(granted).build());
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void anAnswerThatCannotBeUsedIsTransient(MockResponse answer) {
        assertThat(refreshed(answer)).isEqualTo("Transient");
    }

    private static String refreshed(MockResponse response) {
        PROVIDER.dispatch(request -> response);
        OAuthSpec spec = OAuthSpec.of(PROVIDER.uri("/authorize"), PROVIDER.uri("/token"), "app")
                .withLastingRefreshTokens();

        TokenAnswer answer =
                TokenEndpoint.of(spec, PROVIDER.client(), new FakeTime()).refresh(OLD);

        assertThat(answer.toString()).doesNotContain("t0ps3cret");
        String meaning = answer.match(a -> "Granted", a -> "Revoked", a -> "Misconfigured", a -> "Transient");
        assertThat(answer.getClass().getSimpleName()).isEqualTo(meaning);
        return meaning;
    }
}
