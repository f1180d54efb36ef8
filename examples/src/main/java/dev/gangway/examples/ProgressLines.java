package dev.gangway.examples;

import dev.gangway.user.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints the progress of one call, with the time since it began. Each new message is printed at once; while the same one keeps coming, a
 * line tells now and then that nothing has changed, each time after twice as long. Not thread-safe.
 */
final class ProgressLines implements Consumer<Progress> {

    private final Consumer<String> out;
    private Optional<Instant> began = Optional.empty();
    private String message = "";
    private Duration printed = Duration.ZERO;

    ProgressLines(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void accept(Progress progress) {
        Instant start = began.orElse(progress.at());
        began = Optional.of(start);
        Duration passed = Duration.between(start, progress.at());
        if (!progress.message().equals(message)) {
            print(passed, progress.message());
        } else if (passed.compareTo(printed.multipliedBy(2)) >= 0) {
            print(passed, "no change yet");
        }
        message = progress.message();
    }

    private void print(Duration passed, String text) {
        out.accept(String.format(Locale.ROOT, "%5.1f s  %s", passed.toMillis() / 1000.0, text));
        printed = passed;
    }
}
