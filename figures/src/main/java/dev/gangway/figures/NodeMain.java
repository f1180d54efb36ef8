package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.Partners;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Secret;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A node: does what it is told on its standard input. {@link Node} starts it. */
final class NodeMain {

    private NodeMain() {}

    /**
     * Starts a node.
     *
     * @param arguments the setting, and the step to stop at
     */
    public static void main(String[] arguments) throws InterruptedException {
        Setting setting = Setting.parse(arguments);
        Step step = Step.valueOf(arguments[5]);
        BlockingQueue<String> input = input();
        try (Gangway gangway = setting.gangway(store -> new StoppingStore(store, step, setting.rotating()))) {
            while (true) {
                String[] words = input.take().split(" ", -1);
                Runnable work = work(gangway, words);
                int threads = Integer.parseInt(words[2]);
                int times = Integer.parseInt(words[3]);
                System.out.println(Crowd.doing(work, threads, times, Instant.parse(words[4]))
                        .line());
            }
        }
    }

    /** What it is told. Without the parent it ends, whatever it is doing. */
    private static BlockingQueue<String> input() {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                input.lines().forEach(lines::add);
            } catch (IOException broken) {
                System.err.println("A node can't hear its parent any more.");
            }
            Runtime.getRuntime().halt(0);
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
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
            case "test-all" -> {
                List<ConnectionId> ids = gangway.connections().list().stream()
                        .map(ConnectionInfo::id)
                        .toList();
                AtomicInteger next = new AtomicInteger();
                yield () -> gangway.connections().test(ids.get(next.getAndIncrement() % ids.size()));
            }
            case "reseal" -> () -> gangway.connections().reseal(progress -> {});
            case "look" ->
                () -> {
                    if (gangway.partners().look(Secret.of(words[1])).isEmpty()) {
                        throw new IllegalStateException("The link shows nothing.");
                    }
                };
            case "enter" -> () -> gangway.partners().enter(Secret.of(words[1]));
            case "act" -> {
                AtomicInteger next = new AtomicInteger();
                yield () -> actUntilRefused(gangway.partners(), words[1], next.getAndIncrement());
            }
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** A partner suspends somebody and ends the suspension, again and again. */
    private static void actUntilRefused(Partners partners, String session, int thread) {
        Users users = partners.resume(session).connection().users();
        UserRef person = UserRef.id(
                new UserId("user-" + ProcessHandle.current().pid() + "-" + thread + "-" + session.hashCode()));
        try {
            while (true) {
                users.suspend(person, Devices.KEEP);
                users.unsuspend(person);
            }
        } catch (AssistanceRefusedException refused) {
            if (!refused.getMessage().contains("revoked")) {
                throw refused;
            }
        }
    }
}
