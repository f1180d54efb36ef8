package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.user.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final List<String> printed = new ArrayList<>();
    private final ProgressLines progress = new ProgressLines(printed::add);

    @Test
    void eachNewMessageIsPrintedWithTheTimeSinceTheCallBegan() {
        after(0, "sending");
        after(1500, "the provider is at work");
        after(62_000, "confirmed");

        assertThat(printed)
                .containsExactly("  0.0 s  sending", "  1.5 s  the provider is at work", " 62.0 s  confirmed");
    }

    @Test
    void aMessageThatKeepsComingIsPrintedOnceAndThenEverMoreRarely() {
        after(0, "sending");
        IntStream.rangeClosed(1, 60).forEach(second -> after(second * 1000, "the provider is at work"));

        assertThat(printed)
                .containsExactly(
                        "  0.0 s  sending",
                        "  1.0 s  the provider is at work",
                        "  2.0 s  no change yet",
                        "  4.0 s  no change yet",
                        "  8.0 s  no change yet",
                        " 16.0 s  no change yet",
                        " 32.0 s  no change yet");
    }

    private void after(int milliseconds, String message) {
        progress.accept(new Progress(START.plusMillis(milliseconds), message));
    }
}
