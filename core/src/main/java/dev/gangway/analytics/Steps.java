package dev.gangway.analytics;

import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The whole steps of a request. Immutable. */
final class Steps {

    private static final Duration LONGEST_SPAN = Duration.ofDays(32);

    /** The beginning of each in seconds since 1970, and the end of the last. */
    private final long[] bounds;

    private Steps(long[] bounds) {
        this.bounds = bounds;
    }

    static Steps of(AnalyticsRequest request) {
        TimeStep step = request.step();
        LongStream.Builder bounds = LongStream.builder();
        LocalDate day = step.begin(request.from());
        for (; !day.isAfter(request.to()); day = step.next(day)) {
            bounds.add(second(day, request));
        }
        bounds.add(second(day, request));
        return new Steps(bounds.build().distinct().toArray()); // a day that a zone skipped is no step
    }

    private static long second(LocalDate day, AnalyticsRequest request) {
        return day.atStartOfDay(request.zone()).toEpochSecond();
    }

    int count() {
        return bounds.length - 1;
    }

    /** The number of the step that a moment lies in, or -1. */
    int of(long epochSecond) {
        int place = Arrays.binarySearch(bounds, epochSecond);
        int step = place >= 0 ? place : -place - 2;
        return step < count() ? step : -1;
    }

    Instant begin(int step) {
        return Instant.ofEpochSecond(bounds[step]);
    }

    Instant end(int step) {
        return Instant.ofEpochSecond(bounds[step + 1]);
    }

    Instant begin() {
        return begin(0);
    }

    Instant end() {
        return end(count() - 1);
    }

    /** Steps that are read in one go, from the first one's number to that behind the last. */
    record Span(int first, int behind) {
        boolean has(int step) {
            return step >= first && step < behind;
        }
    }

    /** All steps that have begun, in spans of a month or of a single step. */
    List<Span> spans(Instant now) {
        List<Span> spans = new ArrayList<>();
        int first = 0;
        for (int step = 0; step < count() && !begin(step).isAfter(now); step++) {
            if (Duration.between(begin(first), end(step)).compareTo(LONGEST_SPAN) > 0 && step > first) {
                spans.add(new Span(first, step));
                first = step;
            }
            if (step + 1 == count() || begin(step + 1).isAfter(now)) {
                spans.add(new Span(first, step + 1));
            }
        }
        return spans;
    }

    /** A point for each step; what is still to come isn't known. */
    List<Point> points(Instant now, IntFunction<Fact<Long>> value) {
        return IntStream.range(0, count())
                .mapToObj(it -> new Point(
                        begin(it), begin(it).isAfter(now) ? Fact.unknown(Reason.TO_COME.of()) : value.apply(it)))
                .toList();
    }
}
