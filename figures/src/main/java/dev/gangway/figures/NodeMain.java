package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A node: does what it is told on its standard input. {@link Node} starts it. */
final class NodeMain {

    private NodeMain() {}

    /**
     * Starts a node.
     *
     * @param arguments the setting, and the step to stop at
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Setting setting = Setting.parse(arguments);
        Step step = Step.valueOf(arguments[4]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Gangway gangway = setting.gangway(store -> new StoppingStore(store, step, setting.rotating()))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] words = line.split(" ", -1);
                Runnable work = work(gangway, words);
                int threads = Integer.parseInt(words[2]);
                int times = Integer.parseInt(words[3]);
                System.out.println(Crowd.doing(work, threads, times, Instant.parse(words[4]))
                        .line());
            }
        }
    }

    private static Runnable work(Gangway gangway, String[] words) {
        return switch (words[0]) {
            case "call" -> {
                FigureConnector.Calls calls = gangway.connection(new ConnectionId(words[1]))
                        .unwrap(FigureConnector.Calls.class)
                        .orElseThrow();
                yield calls::one;
            }
            case "finish" -> {
                URI callback = URI.create(words[1]);
                yield () -> gangway.connections().finishAuthorization(callback);
            }
            case "test" -> () -> gangway.connections().test(new ConnectionId(words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }
}
