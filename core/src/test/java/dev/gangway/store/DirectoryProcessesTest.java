package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one directory, and a process whose disk is full. */
class DirectoryProcessesTest {

    private static final int TIMES = 60;

    @TempDir
    private Path temporary;

    private Path root() {
        return temporary.resolve("store");
    }

    private static String text(Versioned record) {
        return new String(record.data(), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A process that adds 1 to a counter so many times, with two threads, and takes leases that it notes down. */
    static final class Counter {
        private Counter() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread second = new Thread(() -> count(arguments));
            second.start();
            count(arguments);
            second.join();
        }

        private static void count(String[] arguments) {
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
            for (int i = 0; i < TIMES / 2; i++) {
                increment(store);
                store.lease("lease/" + i, Duration.ofHours(1)).ifPresent(lease -> System.out.println(lease.isHeld()));
            }
        }

        private static void increment(DirectoryStore store) {
            boolean done = false;
            while (!done) {
                Optional<Versioned> record = store.get("counter");
                int value = record.map(it -> Integer.parseInt(text(it))).orElse(0);
                done = store.compareAndSet(
                                "counter",
                                record.map(Versioned::version).orElse(0L),
                                bytes(Integer.toString(value + 1)))
                        .isPresent();
            }
        }
    }

    @Test
    void twoProcessesLoseNoUpdateAndGetNoLeaseTwice() throws IOException, InterruptedException {
        List<Process> processes = List.of(ChildJvm.start(Counter.class, root()), ChildJvm.start(Counter.class, root()));

        String leases = "";
        for (Process process : processes) {
            leases += new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        Versioned counter = DirectoryStore.open(root()).get("counter").orElseThrow();
        assertThat(text(counter)).isEqualTo(Integer.toString(2 * TIMES));
        assertThat(leases.lines()).as("leases given").containsOnly("true").hasSize(TIMES / 2);
    }

    /** A process that writes a record which its disk has no room for. */
    static final class Filler {
        private Filler() {}

        public static void main(String[] arguments) {
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
            try {
                store.compareAndSet("a", Long.parseLong(arguments[1]), new byte[200_000]);
            } catch (StoreException full) {
                System.out.println(full.getMessage());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRecordThatTheDiskHasNoRoomForLeavesTheOldOne() throws IOException, InterruptedException {
        DirectoryStore store = DirectoryStore.open(root());
        long version = store.compareAndSet("a", 0, bytes("old")).orElseThrow();

        List<String> limit = List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"); // no file above 16 blocks
        Process process = ChildJvm.start(limit, Filler.class, root(), version);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(said).startsWith("The record a can't be written in").contains("full disk");
        assertThat(store.get("a").map(DirectoryProcessesTest::text)).contains("old");
        try (Stream<Path> files = Files.list(root().resolve("records"))) {
            assertThat(files).hasSize(1);
        }
    }
}
