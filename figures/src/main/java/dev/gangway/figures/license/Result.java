package dev.gangway.figures.license;

import com.sun.management.OperatingSystemMXBean;
import dev.gangway.figures.license.Contestant.Found;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a round took.
 *
 * @param nanos the time on the wall
 * @param processor nanoseconds of processor time, of which a machine that others use adds less than to the time on the wall
 * @param allocated bytes that all threads allocated
 * @param live the most bytes that were left after a collection
 * @param found what came out
 */
record Result(long nanos, long processor, long allocated, long live, Found found) {

    static Result of(Contestant contestant, HeapMeter meter) throws Exception {
        meter.start();
        long processor = processorSoFar();
        long start = System.nanoTime();
        Supplier<Found> found = contestant.round();
        long nanos = System.nanoTime() - start;
        processor = processorSoFar() - processor;
        long live = meter.live();
        return new Result(nanos, processor, meter.allocated(), live, found.get());
    }

    /** What this process has used so far. */
    static long processorSoFar() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    String line() {
        return nanos + " " + processor + " " + allocated + " " + live + " " + found.people() + " " + found.lastSignIns()
                + " " + found.devices();
    }

    /** Empty if the line is something else: a virtual machine that is out of memory says so before it ends. */
    static Optional<Result> parse(String line) {
        if (!line.matches("[0-9 ]+")) {
            System.out.println(line);
            return Optional.empty();
        }
        long[] values =
                Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return Optional.of(
                new Result(values[0], values[1], values[2], values[3], new Found(values[4], values[5], values[6])));
    }

    double seconds() {
        return nanos / 1e9;
    }

    double megabytes() {
        return allocated / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f s, %.1f s of processor, %,.0f MB allocated, %.0f MB live",
                seconds(),
                processor / 1e9,
                megabytes(),
                live / 1e6);
    }
}
