package dev.gangway.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import mockwebserver3.MockResponse;

/**
 * Gives a 429 every so many requests, to one request only: all others of all nodes have to hear of it from that one. One that arrives before
 * the time is over is early if the 429 was given more than {@link #UNDER_WAY} ago; if less, it is taken to have been under way. Thread-safe.
 */
final class Limiter {

    /** How long a request may be under way, and how long a 429 takes to be known to all threads of all nodes. */
    private static final Duration UNDER_WAY = Duration.ofMillis(500);

    /** The forms of Retry-After that RFC 9110 knows; dates have whole seconds. */
    private static final List<Function<Instant, String>> FORMS = List.of(
            it -> "1",
            it -> "2",
            date("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
            date("EEEE, dd-MMM-uu HH:mm:ss 'GMT'"),
            date("EEE MMM ppd HH:mm:ss uuuu"));

    private final int every;
    private Instant given = Instant.EPOCH;
    private Instant end = Instant.EPOCH;
    private int sinceLast;
    private int pauses;
    private int requests;
    private int underWay;
    private int early;
    private Duration latest = Duration.ZERO;

    Limiter(int every) {
        this.every = every;
    }

    private static Function<Instant, String> date(String pattern) {
        DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        return end -> form.format(end.atOffset(ZoneOffset.UTC));
    }

    /** A request has arrived. */
    synchronized Optional<MockResponse> arrived() {
        Instant now = Instant.now();
        requests++;
        if (now.isBefore(end)) {
            tooSoon(Duration.between(given, now));
            return Optional.empty();
        }
        sinceLast++;
        if (sinceLast < every) {
            return Optional.empty();
        }
        sinceLast = 0;
        pauses++;
        given = now;
        int form = pauses % FORMS.size();
        end = form < 2 ? now.plusSeconds(form + 1) : now.plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", FORMS.get(form).apply(end))
                .build());
    }

    private void tooSoon(Duration since) {
        if (since.compareTo(UNDER_WAY) > 0) {
            early++;
        } else {
            underWay++;
        }
        if (pauses > 1 && since.compareTo(latest) > 0) {
            latest = since;
        }
    }

    synchronized int pauses() {
        return pauses;
    }

    synchronized int requests() {
        return requests;
    }

    synchronized int underWay() {
        return underWay;
    }

    synchronized int early() {
        return early;
    }

    /** How long after a 429 the last request came that didn't heed it; the first 429 left out. */
    synchronized Duration latest() {
        return latest;
    }
}
