package dev.gangway.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code Retry-After}: seconds (some send fractions), or a date in any of the three forms of RFC 9110 section 5.6.7, counted from the
 * answer's own {@code Date} so that a wrong clock on either side doesn't matter. Of several, the longest counts. RFC 9110 section 10.2.3.
 */
final class RetryAfter {

    /** More than any quota's period; what is longer is taken for this. */
    static final Duration LONGEST = Duration.ofDays(31);

    private static final Pattern SECONDS = Pattern.compile("\\d+(\\.\\d+)?");
    /** The day's name says nothing that the date doesn't, and GMT is meant whatever stands there: the RFC knows no other zone. */
    private static final Pattern WEEKDAY_AND_ZONE =
            Pattern.compile("(?i)^\\p{Alpha}+,? +| +(GMT|UTC|UT|Z|[+-]00:?00)$");

    private static final List<DateTimeFormatter> DATES =
            List.of(format("d MMM uuuu HH:mm:ss"), format("MMM d HH:mm:ss uuuu"));
    private static final DateTimeFormatter RFC_850 = format("d-MMM-uu HH:mm:ss");

    private RetryAfter() {}

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ROOT);
    }

    /** How long to wait; empty if the answer doesn't say, or says nothing sensible. */
    static Optional<Duration> of(Reply reply, Instant now) {
        Instant start = reply.header("Date").flatMap(text -> date(text, now)).orElse(now);
        return reply.headers().getOrDefault("Retry-After", List.of()).stream()
                .map(String::strip)
                .flatMap(text -> wait(text, start).stream())
                .max(Duration::compareTo);
    }

    private static Optional<Duration> wait(String text, Instant start) {
        if (SECONDS.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text).min(BigDecimal.valueOf(LONGEST.toSeconds()));
            return Optional.of(Duration.ofMillis(
                    seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact()));
        }
        return date(text, start).map(end -> {
            Duration wait = Duration.between(start, end);
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        });
    }

    private static Optional<Instant> date(String text, Instant near) {
        String bare = WEEKDAY_AND_ZONE.matcher(text.strip()).replaceAll("").replaceAll(" +", " ");
        for (DateTimeFormatter form : DATES) {
            Optional<LocalDateTime> date = date(bare, form);
            if (date.isPresent()) {
                return date.map(it -> it.toInstant(ZoneOffset.UTC));
            }
        }
        return date(bare, RFC_850).map(it -> century(it, near).toInstant(ZoneOffset.UTC));
    }

    private static Optional<LocalDateTime> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form));
        } catch (DateTimeException anotherForm) {
            return Optional.empty();
        }
    }

    /** Two digits of a year mean the next such year, unless that is more than 50 years off. RFC 9110 section 5.6.7. */
    private static LocalDateTime century(LocalDateTime date, Instant near) {
        int year = near.atOffset(ZoneOffset.UTC).getYear();
        int same = year - Math.floorMod(year, 100) + Math.floorMod(date.getYear(), 100);
        return date.withYear(same > year + 50 ? same - 100 : same);
    }
}
