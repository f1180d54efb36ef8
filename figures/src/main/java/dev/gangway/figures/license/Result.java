package dev.gangway.figures.license;

import dev.gangway.figures.license.Contestant.Found;
import java.util.Arrays;

/**
 * What a round took.
 *
 * @param nanos the time on the wall
 * @param allocated bytes that all threads allocated
 * @param live the most bytes that were left after a collection
 * @param found what came out
 */
record Result(long nanos, long allocated, long live, Found found) {

    static Result of(Contestant contestant, HeapMeter meter) throws Exception {
        meter.start();
        long start = System.nanoTime();
        Found found = contestant.round();
        long nanos = System.nanoTime() - start;
        long live = meter.live();
        return new Result(nanos, meter.allocated(), live, found);
    }

    String line() {
        return nanos + " " + allocated + " " + live + " " + found.people() + " " + found.lastSignIns() + " " + found.devices();
    }

    static Result parse(String line) {
        long[] values = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Result(values[0], values[1], values[2], new Found(values[3], values[4], values[5]));
    }

    double seconds() {
        return nanos / 1e9;
    }

    double megabytes() {
        return allocated / 1e6;
    }
}
