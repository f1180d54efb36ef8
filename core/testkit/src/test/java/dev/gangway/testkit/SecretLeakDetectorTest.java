package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.credential.Secret;
import dev.gangway.store.InMemoryStore;
import dev.gangway.testkit.SecretLeakDetector.Leak;
import dev.gangway.testkit.SecretLeakDetector.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SecretLeakDetectorTest {

    private static final String MARKER = "test-marker/secret+1";

    private final SecretLeakDetector detector = SecretLeakDetector.start();

    SecretLeakDetectorTest() {
        detector.watch(Secret.of(MARKER));
    }

    @AfterEach
    void close() {
        detector.close();
    }

    record Pair(String name, Optional<Object> value) {}

    private void assertFound(Place place, String shape) {
        assertThat(detector.leaks()).isNotEmpty().allSatisfy(leak -> {
            assertThat(leak.place()).isEqualTo(place);
            assertThat(leak.shape()).isEqualTo(shape);
            assertThat(leak.excerpt()).contains("[secret]").doesNotContain(MARKER);
        });
    }

    @Test
    void aSecretOnStandardOutputIsFound() {
        System.out.println("token " + MARKER);

        assertFound(Place.OUTPUT, "as it is");
    }

    @Test
    void aSecretOnStandardErrorIsFound() {
        System.err.println("token " + MARKER);

        assertFound(Place.OUTPUT, "as it is");
    }

    @Test
    void aSecretLoggedBySlf4jIsFound() {
        LoggerFactory.getLogger("test").trace("token {}", MARKER);

        assertThat(detector.hearsLogs()).isTrue();
        assertFound(Place.OUTPUT, "as it is");
    }

    @Test
    void aSecretLoggedByJavaUtilLoggingIsFound() {
        Logger.getLogger("test").log(Level.FINEST, "token {0}", MARKER);

        assertFound(Place.OUTPUT, "as it is");
    }

    @Test
    void aSecretInAnExceptionsCauseIsFound() {
        detector.examine(new IllegalStateException("outer", new IllegalArgumentException("Bearer " + MARKER)));

        assertFound(Place.EXCEPTION, "as it is");
    }

    @Test
    void aSecretDeepInAResultIsFound() {
        detector.examine(List.of(Map.of("key", new Pair("name", Optional.of(List.of(MARKER))))));

        assertFound(Place.VALUE, "as it is");
    }

    @Test
    void aSecretInASuppressedExceptionIsFound() {
        Exception outer = new IllegalStateException("outer");
        outer.addSuppressed(new IllegalArgumentException(MARKER));

        detector.examine(outer);

        assertFound(Place.EXCEPTION, "as it is");
    }

    @Test
    void aSecretStoredInClearIsFound() {
        InMemoryStore store = new InMemoryStore();
        store.compareAndSet("connection/1", 0, ("{\"token\":\"" + MARKER + "\"}").getBytes(StandardCharsets.UTF_8));

        detector.examine(store);

        assertFound(Place.VALUE, "as it is");
    }

    @Test
    void aSecretInHexadecimalIsFound() {
        detector.examine(HexFormat.of().formatHex(MARKER.getBytes(StandardCharsets.UTF_8)));

        assertFound(Place.VALUE, "in hexadecimal");
    }

    @Test
    void aSecretInAUrlIsFound() {
        detector.examine("https://example.com/?token=" + URLEncoder.encode(MARKER, StandardCharsets.UTF_8));

        assertFound(Place.VALUE, "URL-encoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "another user:"})
    void aSecretInBase64IsFoundWhereverItStands(String before) {
        byte[] text = (before + MARKER + " and more").getBytes(StandardCharsets.UTF_8);

        detector.examine("Basic " + Base64.getEncoder().encodeToString(text));
        assertFound(Place.VALUE, "in Base64");
        detector.examine("Basic " + Base64.getUrlEncoder().withoutPadding().encodeToString(text));
        assertFound(Place.VALUE, "in Base64");
    }

    @Test
    void whatHoldsNoSecretIsNotFound() {
        System.out.println("Secret[redacted]");
        detector.examine(Secret.of(MARKER));
        detector.examine(new Pair("name", Optional.of(Secret.of(MARKER))));

        assertThat(detector.leaks()).isEmpty();
    }

    @Test
    void aMarkerThatIsFoundByAccidentIsRefused() {
        assertThatThrownBy(() -> detector.watch(Secret.of("short"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStandardStreamsAreGivenBack() {
        detector.close();

        System.out.println(MARKER.substring(0, 4));
        Logger.getLogger("test").log(Level.SEVERE, "nothing to see {0}", MARKER.hashCode());

        assertThat(detector.leaks()).extracting(Leak::place).isEmpty();
    }
}
