package dev.gangway.figures.license;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The server as a process: says its port, its certificate and what it has, then does what its standard input says until that ends. */
final class ServerMain {

    private ServerMain() {}

    /**
     * Starts it.
     *
     * @param arguments the size
     */
    public static void main(String[] arguments) throws Exception {
        try (Server server = new Server(Size.parse(List.of(arguments)));
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(server.port());
            System.out.println(
                    Base64.getEncoder().encodeToString(server.certificate().getBytes(StandardCharsets.US_ASCII)));
            System.out.println(server.described());
            String line;
            while ((line = input.readLine()) != null) {
                System.out.println(done(server, line.split(" ", -1)));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static String done(Server server, String[] words) {
        switch (words[0]) {
            case "delay" -> server.delay(Duration.ofMillis(Long.parseLong(words[1])));
            case "add" -> server.addSignIns(Integer.parseInt(words[1]));
            case "served" -> {
                return server.served().entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue().calls() + " "
                                + it.getValue().items())
                        .collect(Collectors.joining(";"));
            }
            case "last" -> {
                return String.valueOf(server.lastSignIns());
            }
            case "processor" -> {
                return String.valueOf(Result.processorSoFar());
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "done";
    }

    static Map<String, Server.Served> served(String line) {
        return line.isEmpty()
                ? Map.of()
                : List.of(line.split(";", -1)).stream()
                        .map(it -> it.split(" ", -1))
                        .collect(Collectors.toMap(
                                it -> it[0], it -> new Server.Served(Long.parseLong(it[1]), Long.parseLong(it[2]))));
    }
}
