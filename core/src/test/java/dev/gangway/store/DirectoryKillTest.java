package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process writes a directory as fast as it can and is killed in the middle, again and again. Every record is then as the process last said
 * it was, or as it was about to make it. The profile {@code kills} does this 1,000 times.
 */
class DirectoryKillTest {

    private static final int KILLS = Integer.getInteger("gangway.kills", 30);

    @TempDir
    private Path directory;

    /** The process: writes number after number into one of a few records, erases some, and says what is done. */
    static final class Writer {
        private static final int RECORDS = 5;

        private Writer() {}

        public static void main(String[] arguments) {
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
            for (int number = Integer.parseInt(arguments[1]); ; number++) {
                String key = "record/" + number % RECORDS;
                long version = store.get(key).map(Versioned::version).orElse(0L);
                if (store.compareAndSet(key, version, content(number)).isEmpty()) {
                    throw new IllegalStateException("Nobody else writes here.");
                }
                System.out.println(number);
            }
        }

        /** The number again and again, in records of all sizes; nothing for each 11th number, which erases. */
        static byte[] content(int number) {
            String text = number + ",";
            int times = number % 11 == 0 ? 0 : 1 + number * 37 % 4_000;
            return text.repeat(times).getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aKilledWriterLeavesEveryRecordOldOrNew() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Integer> done = new HashMap<>();
        int next = 1;
        int unfinished = 0;
        int ahead = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int last = killed(next, random);
            for (int number = next; number <= last; number++) {
                done.put("record/" + number % Writer.RECORDS, number);
            }
            String when = "kill " + kill + ", seed " + seed;
            unfinished += unfinished();
            DirectoryStore store = DirectoryStore.open(directory);
            assertThat(unfinished()).as("unfinished files, " + when).isZero();
            String underWay = "record/" + (last + 1) % Writer.RECORDS;
            for (Map.Entry<String, Integer> record : done.entrySet()) {
                byte[] found = store.get(record.getKey()).map(Versioned::data).orElse(new byte[0]);
                boolean isNew = record.getKey().equals(underWay) && Arrays.equals(found, Writer.content(last + 1));
                ahead += isNew ? 1 : 0;
                assertThat(isNew || Arrays.equals(found, Writer.content(record.getValue())))
                        .as(record + " is old or new, " + when)
                        .isTrue();
            }
            assertThat(store.list(""))
                    .as("the list, " + when)
                    .allMatch(key -> store.get(key).isPresent());
            next = last + 1;
        }
        System.out.printf(
                "%,d kills of a process writing a directory, %,d changes: every record old or new, 0 torn, 0 lost;"
                        + " %,d kills left an unfinished file, %,d came between a change and its report%n",
                KILLS, next - 1, unfinished, ahead);
    }

    /** Lets a process write from this number on, kills it, and gives the last number that it said was done. */
    private int killed(int from, Random random) throws IOException, InterruptedException {
        Process writer = ChildJvm.start(Writer.class, directory, from);
        try (InputStream said = writer.getInputStream()) {
            StringBuilder numbers = new StringBuilder().append((char) said.read());
            LockSupport.parkNanos(random.nextInt(30_000_000));
            writer.toHandle().destroyForcibly(); // the process's own method would close its output unread
            writer.waitFor();
            numbers.append(new String(said.readAllBytes(), StandardCharsets.US_ASCII));
            String whole =
                    numbers.substring(0, numbers.lastIndexOf("\n") + 1); // it may have died in the middle of a number
            return whole.lines().mapToInt(Integer::parseInt).max().orElse(from - 1);
        } finally {
            writer.destroyForcibly();
        }
    }

    private int unfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("records"))) {
            return (int) files.filter(it -> Optional.ofNullable(it.getFileName())
                            .orElseThrow()
                            .toString()
                            .startsWith("t-"))
                    .count();
        }
    }
}
