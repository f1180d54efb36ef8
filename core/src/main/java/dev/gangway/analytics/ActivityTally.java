package dev.gangway.analytics;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Counts events of links and devices for each step. Not thread-safe. */
final class ActivityTally {

    static final Map<ActivityKind, Measure> MEASURES = new EnumMap<>(Map.of(
            ActivityKind.LINK_CREATED, Measure.SHARED_LINKS_CREATED,
            ActivityKind.DEVICE_LINKED, Measure.DEVICES_LINKED,
            ActivityKind.DEVICE_UNLINKED, Measure.DEVICES_UNLINKED));
    private static final byte THERE = 1;

    private final Steps steps;
    private final LogReading reading;
    private final Reach reach;
    private final Map<Measure, long[]> counts = new EnumMap<>(Measure.class);
    private final Numbers seen = new Numbers();
    private Steps.Span span = new Steps.Span(0, 0);

    private ActivityTally(Steps steps, Instant now) {
        this.steps = steps;
        this.reading = new LogReading("links and devices in the log", steps, now);
        this.reach = new Reach(steps);
        MEASURES.values().forEach(it -> counts.put(it, new long[steps.count()]));
    }

    static ActivityTally read(ActivityData provider, Steps steps, Instant now) {
        ActivityTally tally = new ActivityTally(steps, now);
        Set<ActivityKind> counted = Set.copyOf(MEASURES.keySet());
        tally.reading.read(
                true,
                tally::begin,
                (from, to, cursor) ->
                        provider.activities(new ActivityRange(from, to), counted, cursor, tally::activity));
        tally.reading.lookBack(
                true,
                (from, to, cursor) -> provider.activities(new ActivityRange(from, to), counted, cursor, tally::before));
        return tally;
    }

    private void begin(Steps.Span next) {
        span = next;
        counts.values().forEach(it -> Arrays.fill(it, next.first(), next.behind(), 0));
        seen.clear();
    }

    private void before(Activity activity) {
        if (reach.before(activity.at().getEpochSecond())) {
            reading.told();
        }
    }

    private void activity(Activity activity) {
        reading.told();
        Measure measure = MEASURES.get(activity.kind());
        int step = steps.of(activity.at().getEpochSecond());
        if (measure == null || !span.has(step)) {
            return;
        }
        reach.told(activity.at().getEpochSecond());
        if (seen.put(Numbers.hash(0, activity.key()), THERE) == Numbers.NONE) {
            Objects.requireNonNull(counts.get(measure))[step]++;
        }
    }

    Reach reach() {
        return reach;
    }

    Fact<Long> count(Measure measure, int step) {
        return Fact.of(Objects.requireNonNull(counts.get(measure))[step]);
    }
}
