package dev.gangway.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process, as its parent sees it: it is told a line and answers with a line. */
public final class Node implements AutoCloseable {

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
        List<String> arguments = new ArrayList<>(setting.arguments());
        arguments.add(step.name());
        return start(List.of("-Xss256k"), NodeMain.class, arguments);
    }

    /**
     * Starts a process.
     *
     * @param options the virtual machine's
     * @param main the class whose main method it runs
     * @param arguments what that is given
     * @return the process
     */
    public static Node start(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            return new Node(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Writes a line to its standard input.
     *
     * @param line the line
     */
    public void tell(String line) {
        input.println(line);
    }

    /**
     * The next line of its standard output.
     *
     * @return the line
     * @throws IllegalStateException if the process has ended
     */
    public String answer() {
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
