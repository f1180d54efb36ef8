package dev.gangway.dropbox.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs a simulator by itself, for clients in any language, until Ctrl-C. */
public final class Standalone {
    private static final int RUNNING_FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private Standalone() {}

    /**
     * Starts a simulator, prints how to reach it, and serves until the process is ended. Exits with status 2 if the arguments are
     * wrong, with 1 if it can't listen or can't write the certificate.
     *
     * @param arguments {@code --help} prints what there is
     */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.out, System.err, simulator -> untilInterrupted());
        System.exit(status);
    }

    /** The same, with a choice what to do while it serves. */
    static int run(List<String> arguments, PrintStream out, PrintStream err, Consumer<DropboxSimulator> meanwhile) {
        if (arguments.contains("--help")) {
            out.println(LaunchOptions.HELP);
            return 0;
        }
        LaunchOptions options;
        try {
            options = LaunchOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage() + "\n\n" + LaunchOptions.HELP);
            return WRONG_ARGUMENTS;
        }
        try (DropboxSimulator simulator = started(options)) {
            Path certificate = written(simulator, options.certificate(simulator.endpoint()));
            out.println(Directions.of(simulator, certificate));
            out.flush();
            meanwhile.accept(simulator);
            return 0;
        } catch (UncheckedIOException failure) {
            err.println(failure.getMessage());
            return RUNNING_FAILED;
        }
    }

    private static DropboxSimulator started(LaunchOptions options) {
        try {
            return DropboxSimulator.builder()
                    .team(options.team())
                    .port(options.port())
                    .seed(options.seed())
                    .start();
        } catch (UncheckedIOException failure) {
            throw new UncheckedIOException(
                    "Cannot listen on port " + options.port()
                            + ": it is in use or not allowed here. Choose another by --port, or"
                            + " --port 0 for any free one.",
                    new IOException(failure));
        }
    }

    private static Path written(DropboxSimulator simulator, Path file) {
        try {
            return Files.writeString(file.toAbsolutePath(), simulator.certificatePem());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Cannot write the certificate to " + file + " ("
                            + failure.getClass().getSimpleName()
                            + "). Choose a file in a folder that exists by --certificate.",
                    failure);
        }
    }

    private static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
