package dev.gangway.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process with a {@code Gangway} of its own, as its parent sees it: it is told a line and answers with a line. */
final class Node implements AutoCloseable {

    private final Process process;
    private final PrintWriter input;
    private final BufferedReader output;

    private Node(Process process) {
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Node start(Setting setting) {
        return start(setting, Step.NONE);
    }

    /** One that stops for ever when it has done a step of a refresh, so that it can be killed there. */
    static Node start(Setting setting, Step step) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss256k",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName()));
        command.addAll(setting.arguments());
        command.add(step.name());
        try {
            return new Node(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void tell(String line) {
        input.println(line);
    }

    /** The next line that it says. */
    String answer() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("A node ended; see what it printed.");
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Count count() {
        return Count.parse(answer());
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
