package dev.gangway.leakwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.slf4j.LoggerFactory;

/** The watch is trusted because it finds these. */
@Tag(LeakWatch.ON_PURPOSE)
class LeakWatchTest {

    private static final String TOKEN = "a-" + Mark.TEXT + "-token";
    private static final ThreadLocal<Executable> UNDER_TEST = new ThreadLocal<>();

    /** Run by {@link EngineTestKit} only. */
    @ExtendWith(LeakWatch.class)
    static class Watched {
        @Test
        void runs() throws Throwable {
            UNDER_TEST.get().execute();
        }
    }

    /** Run by {@link EngineTestKit} only. */
    @Tag(LeakWatch.ON_PURPOSE)
    static class WatchedOnPurpose extends Watched {}

    private static List<String> failures(Class<?> watched, Executable test) {
        UNDER_TEST.set(test);
        String name = Thread.currentThread().getName();
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(watched))
                    .execute()
                    .allEvents()
                    .failed()
                    .stream()
                    .map(it -> it.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .orElseThrow())
                    .flatMap(it -> Stream.concat(Stream.of(it), Stream.of(it.getSuppressed())))
                    .map(Throwable::getMessage)
                    .toList();
        } finally {
            UNDER_TEST.remove();
            Thread.currentThread().setName(name);
        }
    }

    /** As somebody would write it who doesn't think of secrets. */
    private record Leaky(URI address, Map<String, String> headers) {}

    static Stream<Arguments> leaks() {
        return Stream.of(
                leak("printed or logged", () -> System.out.println(TOKEN)),
                leak("printed or logged", () -> System.err.println(TOKEN)),
                leak("printed or logged", LeakWatchTest::printElsewhere),
                leak("printed or logged", () -> LoggerFactory.getLogger("test").trace("token {}", TOKEN)),
                leak("printed or logged", () -> LoggerFactory.getLogger("test").warn("no", new IOException(TOKEN))),
                leak("logged by test", () -> Logger.getLogger("test").log(Level.FINEST, "token {0}", TOKEN)),
                leak("logged by test", () -> Logger.getLogger("test").log(Level.FINE, "no", new Unprintable())),
                leak("in an exception", () -> caught(new IllegalStateException("Bearer " + TOKEN))),
                leak("in an exception", () -> caught(new IllegalStateException("no", new IOException(TOKEN)))),
                leak("in an exception", () -> caught(suppressing(new IOException(TOKEN)))),
                leak("in an exception", () -> caught(new AssertionError(TOKEN))),
                leak("in an exception", LeakWatchTest::parse),
                leak("in a thread's name", () -> Thread.currentThread().setName(TOKEN)),
                leak("thrown by the test", () -> {
                    throw new Unprintable();
                }),
                leak(
                        "a record",
                        () -> LeakWatch.examine(
                                "a record",
                                new Leaky(URI.create("https://example.com/?state=" + TOKEN), Map.of()).toString())),
                leak("a store", () -> LeakWatch.examine("a store", "{\"refreshToken\":\"" + TOKEN + "\"}")));
    }

    private static Arguments leak(String where, Executable test) {
        return arguments(where, test);
    }

    private static void printElsewhere() throws InterruptedException {
        Thread other = new Thread(() -> System.out.println(TOKEN));
        other.start();
        other.join();
    }

    private static void parse() {
        try {
            URI.create("https://example.com/?code=" + TOKEN + " ");
        } catch (IllegalArgumentException quotesItsInput) {
            LoggerFactory.getLogger("test").debug("not an address");
        }
    }

    private static void caught(Throwable thrown) {
        try {
            throw thrown;
        } catch (Throwable swallowed) {
            assertThat(swallowed).isSameAs(thrown);
        }
    }

    private static Exception suppressing(Exception suppressed) {
        Exception outer = new IllegalStateException("no");
        outer.addSuppressed(suppressed);
        return outer;
    }

    /** Its message is made when it is asked for. */
    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return TOKEN;
        }
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void aLeakIsFoundAndToldWithoutTheMark(String where, Executable test) {
        assertThat(failures(Watched.class, test))
                .anySatisfy(it -> assertThat(it).contains("A secret leaked. " + where, "a-[secret]-token"))
                .noneMatch(it -> it.startsWith("A secret leaked.") && Mark.isIn(it));
    }

    @Test
    void aTestThatLeaksNothingPasses() {
        assertThat(failures(Watched.class, () -> {
                    System.out.println("Secret[redacted]");
                    caught(new IllegalStateException("Secret[redacted]"));
                }))
                .isEmpty();
    }

    @Test
    void aClassThatLeaksOnPurposePasses() {
        assertThat(failures(WatchedOnPurpose.class, () -> {
                    System.out.println(TOKEN);
                    caught(new IllegalStateException(TOKEN));
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aSecretIsFoundInAnyShapeWhereverItStands(String text) {
        assertThat(Mark.isIn(text)).isTrue();
    }

    static Stream<String> shapes() {
        Stream<String> base64 = Stream.of("", "u", "us", "user:", "another user:")
                .map(before -> (before + TOKEN + " and more").getBytes(StandardCharsets.UTF_8))
                .flatMap(bytes -> Stream.of(
                        Base64.getEncoder().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
        byte[] bytes = TOKEN.getBytes(StandardCharsets.UTF_8);
        return Stream.concat(
                base64,
                Stream.of(
                        "Bearer " + TOKEN,
                        "code=%20" + TOKEN,
                        HexFormat.of().formatHex(bytes),
                        HexFormat.of().withUpperCase().formatHex(bytes)));
    }

    @Test
    void whatIsMadeUpAtRandomIsMarkedIfItCanBeASecret() {
        byte[] secret = random(32);

        assertThat(Mark.isIn(Base64.getUrlEncoder().encodeToString(secret))).isTrue();
        assertThat(Mark.isIn(HexFormat.of().formatHex(secret))).isTrue();
        assertThat(secret).isNotEqualTo(random(32));
        assertThat(Mark.isIn(HexFormat.of().formatHex(random(16)))).isFalse();
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
