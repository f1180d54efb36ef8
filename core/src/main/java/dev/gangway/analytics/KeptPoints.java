package dev.gangway.analytics;

import dev.gangway.http.Deadline;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps what only the present tells: of each measure a point for each day in UTC, that of the day's latest reading, whichever node read. A
 * record holds a year, with a line for each point, such as {@code 2026-01-05 DEVICES 1767603600 12}: the day, the measure, when it was read
 * in seconds since 1970, and the value. Lines of measures that a later version added stay. Thread-safe.
 */
final class KeptPoints {

    /** The most records that a connection has; a further one drops the oldest. */
    static final int MOST_YEARS = 10;

    private static final Pattern LINE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d [A-Z_]{1,40}) (-?\\d{1,12}) (\\d{1,19})");

    private final Store store;
    private final String prefix;

    KeptPoints(AnalyticsSettings settings) {
        this.store = settings.store();
        this.prefix = "analytics/" + settings.connectionId() + "/";
    }

    /** A value that was read. */
    record Kept(Instant readAt, long value) {}

    /**
     * Keeps points of one day.
     *
     * @param now what was read later than that was read by a clock that was ahead, and gives way
     */
    void keep(Map<Measure, Kept> points, Instant now) {
        if (points.isEmpty()) {
            return;
        }
        Map<Integer, Map<Measure, Kept>> byYear = new TreeMap<>();
        points.forEach(
                (measure, kept) -> byYear.computeIfAbsent(day(kept.readAt()).getYear(), it -> new TreeMap<>())
                        .put(measure, kept));
        byYear.forEach((year, some) -> keep(year, some, now));
    }

    private void keep(int year, Map<Measure, Kept> points, Instant now) {
        while (true) {
            Deadline.check("keeping what was read");
            Optional<Versioned> record = store.get(key(year));
            Map<String, Kept> lines = record.map(KeptPoints::lines).orElseGet(() -> new TreeMap<>());
            points.forEach((measure, kept) -> lines.merge(
                    day(kept.readAt()) + " " + measure.name(),
                    kept,
                    (before, read) -> before.readAt().isAfter(read.readAt())
                                    && !before.readAt().isAfter(now)
                            ? before
                            : read));
            long version = record.map(Versioned::version).orElse(0L);
            if (store.compareAndSet(key(year), version, bytes(lines)).isPresent()) {
                if (version == 0) {
                    dropTheOldest();
                }
                return;
            }
        }
    }

    /** By number and not by our clock, which could be ahead. */
    private void dropTheOldest() {
        List<String> keys = store.list(prefix);
        keys.stream()
                .limit(Math.max(0, keys.size() - MOST_YEARS))
                .forEach(key -> store.get(key).ifPresent(it -> store.compareAndSet(key, it.version(), new byte[0])));
    }

    /** What was kept of some time, each measure's in the order in which it was read. */
    Map<Measure, List<Kept>> between(Instant from, Instant to) {
        int first = day(from).getYear();
        int last = day(to).getYear();
        TreeMap<String, Kept> lines = new TreeMap<>();
        IntStream.rangeClosed(first, last)
                .mapToObj(this::key)
                .forEach(key -> store.get(key).ifPresent(it -> lines.putAll(lines(it))));
        Map<Measure, List<Kept>> kept = new TreeMap<>();
        for (Measure measure : Measure.values()) {
            kept.put(
                    measure,
                    lines.entrySet().stream()
                            .filter(it -> it.getKey().endsWith(" " + measure.name()))
                            .map(Map.Entry::getValue)
                            .sorted(Comparator.comparing(Kept::readAt))
                            .toList());
        }
        return kept;
    }

    private String key(int year) {
        return String.format("%s%04d", prefix, year);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Map<String, Kept> lines(Versioned record) {
        TreeMap<String, Kept> lines = new TreeMap<>();
        new String(record.data(), StandardCharsets.US_ASCII).lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                parsed(matcher).ifPresent(kept -> lines.put(matcher.group(1), kept));
            }
        });
        return lines;
    }

    private static Optional<Kept> parsed(Matcher line) {
        try {
            return Optional.of(
                    new Kept(Instant.ofEpochSecond(Long.parseLong(line.group(2))), Long.parseLong(line.group(3))));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Map<String, Kept> lines) {
        return lines.entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue().readAt().getEpochSecond() + " "
                        + it.getValue().value() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
