package dev.gangway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final URI SOMEWHERE = URI.create("https://api.example.com/x");

    @ParameterizedTest
    @ValueSource(
            strings = {"authorization", "Accept-Encoding", "HOST", "Content-Length", "Cookie", "Transfer-Encoding"})
    void aHeaderOfTheTransportsOwnIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.get("x", SOMEWHERE).header(name, "t0ps3cret"))
                .withMessageContaining(name)
                .withMessageNotContaining("t0ps3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0ps3cret\r\nX-Other: 1", "t0ps3cret\u0000", "t0ps3crét"})
    void aHeaderThatCouldBecomeTwoIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.get("x", SOMEWHERE).header("X-Any", value))
                .withMessageNotContaining("mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void aRouteThatCouldForgeALogLineIsRefused(String route) {
        assertThatIllegalArgumentException().isThrownBy(() -> Request.get(route, SOMEWHERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/relative", "https:///nohost", "mailto:a@example.com", "https://user:t0ps3cret@example.com/"})
    void anAddressWithoutHostOrWithUserIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.get("x", URI.create(address)))
                .withMessageNotContaining("t0ps3cret");
    }

    @Test
    void aGetHasNoBody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.get("x", SOMEWHERE).body("text/plain", "b"));
    }

    @Test
    void aDeadlineIsPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Request.get("x", SOMEWHERE).within(Duration.ZERO));
    }

    @Test
    void changingABodyAfterwardsChangesNothing() {
        byte[] bytes = {1};
        Request request = Request.of(Effect.WRITES, "post", "x", SOMEWHERE).body("application/octet-stream", bytes);

        bytes[0] = 2;

        assertThat(request.body().orElseThrow()).containsExactly(1);
        assertThat(request.method()).isEqualTo("POST");
    }

    @Test
    void printsAsEffectAndRoute() {
        assertThat(Request.get("members/list", SOMEWHERE)).hasToString("READS members/list");
    }
}
