package dev.gangway.analytics;

import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what a log tells of some steps, a month at a time if the log bears that, so that no more than a month is in memory. */
final class LogReading {

    /** How far before the first step it is looked whether the log reaches back so far. */
    private static final Duration LOOK_BACK = Duration.ofDays(366);

    private static final int LOOK_AT = 10;

    private final Steps steps;
    private final Instant now;
    private final Listing listing;

    LogReading(String what, Steps steps, Instant now) {
        this.steps = steps;
        this.now = now;
        this.listing = new Listing(what);
    }

    /** Reads a page of a range, whose end is empty for none. */
    @FunctionalInterface
    interface PageOf {
        PageEnd read(Instant from, Optional<Instant> to, Cursor cursor);
    }

    /** To be called for each thing on a page. */
    void told() {
        listing.told();
    }

    /**
     * Reads everything.
     *
     * @param bounded whether the log takes ranges with an end
     * @param span told before each span, and when it is read anew
     */
    void read(boolean bounded, Consumer<Steps.Span> span, PageOf page) {
        List<Steps.Span> begun = steps.spans(now);
        List<Steps.Span> spans = bounded || begun.isEmpty() ? begun : List.of(new Steps.Span(0, steps.count()));
        for (Steps.Span each : spans) {
            Instant end = steps.end(each.behind() - 1);
            Optional<Instant> to = Optional.of(end).filter(it -> bounded && !it.isAfter(now));
            listing.read(() -> span.accept(each), cursor -> page.read(steps.begin(each.first()), to, cursor));
        }
    }

    /** Reads a little from before the first step; {@link #told} is called only for what is from before it. */
    void lookBack(boolean bounded, PageOf page) {
        if (steps.begin().isAfter(now)) {
            return;
        }
        Optional<Instant> to = bounded ? Optional.of(steps.begin()) : Optional.empty();
        listing.look(LOOK_AT, cursor -> page.read(steps.begin().minus(LOOK_BACK), to, cursor));
    }
}
