package dev.gangway.figures.license;

import dev.gangway.figures.Node;
import dev.gangway.figures.license.Server.Served;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server and the contestants, each in a process of its own. Not thread-safe. */
final class Contest implements AutoCloseable {

    private final Size size;
    private final Node server;
    private final String port;
    private final String certificate;
    private final Map<String, Node> contestants = new LinkedHashMap<>();

    Contest(Size size) {
        this.size = size;
        server = Node.start(
                List.of("-Xmx3g", "-XX:+UseParallelGC", "-Dsun.net.httpserver.nodelay=true"),
                ServerMain.class,
                size.arguments());
        port = server.answer();
        certificate = server.answer();
    }

    /** What the server has. */
    String described() {
        return server.answer();
    }

    void enter(String name, int megabytes, int windows) {
        List<String> options = List.of(
                "-Xmx" + megabytes + "m", "-Xms" + megabytes + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
        contestants.put(
                name,
                Node.start(
                        options,
                        ContestantMain.class,
                        ContestantMain.arguments(name, port, certificate, windows, size)));
    }

    /** One round of one contestant: everything anew, or what is new. Empty once it has ended, for want of memory for example. */
    Optional<Result> round(String name, String what) {
        Node contestant = contestants.get(name);
        if (contestant == null) {
            return Optional.empty();
        }
        contestant.tell(what);
        Optional<Result> result = answered(contestant);
        if (result.isEmpty()) {
            System.out.println(name + " has ended.");
            contestant.close();
            contestants.remove(name);
        }
        return result;
    }

    private static Optional<Result> answered(Node contestant) {
        try {
            return Result.parse(contestant.answer());
        } catch (IllegalStateException ended) {
            return Optional.empty();
        }
    }

    String tellServer(String line) {
        server.tell(line);
        return server.answer();
    }

    /** What was served on each route since this was asked last. */
    Map<String, Served> served() {
        return ServerMain.served(tellServer("served"));
    }

    @Override
    public void close() {
        new ArrayList<>(contestants.values()).forEach(Node::close);
        server.close();
    }
}
