package dev.gangway.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code Retry-After}: seconds (some send fractions), or a date, counted from the answer's own {@code Date} so that a wrong clock
 * on either side doesn't matter. RFC 9110 section 10.2.3.
 */
final class RetryAfter {

    /** More than any quota's period; what is longer is taken for this. */
    static final Duration LONGEST = Duration.ofDays(31);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

    private RetryAfter() {}

    /** How long to wait; empty if the answer doesn't say, or says nothing sensible. */
    static Optional<Duration> of(Reply reply, Instant now) {
        return reply.header("Retry-After").map(String::strip).flatMap(text -> {
            if (SECONDS.matcher(text).matches()) {
                BigDecimal seconds = new BigDecimal(text).min(BigDecimal.valueOf(LONGEST.toSeconds()));
                return Optional.of(Duration.ofMillis(seconds.movePointRight(3)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact()));
            }
            return date(text).map(end -> {
                Instant start = reply.header("Date").flatMap(RetryAfter::date).orElse(now);
                Duration wait = Duration.between(start, end);
                return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            });
        });
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(
                    DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).parse(text)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
