package dev.gangway.analytics;

import dev.gangway.internal.text.Grid;
import dev.gangway.result.Fact;
import dev.gangway.result.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of time series for a terminal: storage in GB, times to the minute and in the time zone of the request. */
final class SeriesTable {

    private static final Text FROM = new Text("From", "Depuis");
    private static final Text STORED = new Text("GB stored", "Go stockés");
    private static final Text AT_LEAST =
            new Text("+ or more: the log may not tell all of it.", "+ ou plus : le journal peut être incomplet.");
    private static final Text READ = new Text("read at", "lecture du");
    private static final Text NOT_READ = new Text("not read now", "pas de lecture cette fois");
    private static final Text NO_COLUMN =
            new Text("no column, since no value is known: ", "pas de colonne, puisqu'aucune valeur n'est connue : ");
    private static final Text COLON = new Text(": ", " : ");
    private static final Text SEMICOLON = new Text("; ", " ; ");

    private static final double GIGABYTE = 1e9;
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final AnalyticsReport report;
    private final Locale language;
    private final StringBuilder text = new StringBuilder();

    SeriesTable(AnalyticsReport report, Locale language) {
        this.report = report;
        this.language = language;
    }

    String text() {
        List<Series> shown =
                report.series().stream().filter(SeriesTable::isKnown).toList();
        String[] head = Stream.concat(Stream.of(FROM), shown.stream().map(SeriesTable::name))
                .map(it -> it.in(language))
                .toArray(String[]::new);
        Grid grid = new Grid(1, head);
        List<Point> steps = report.series().get(0).points();
        for (int step = 0; step < steps.size(); step++) {
            int place = step;
            grid.row(Stream.concat(
                            Stream.of(date(steps.get(place))), shown.stream().map(it -> cell(it, place)))
                    .toArray(String[]::new));
        }
        text.append(grid.text());
        if (shown.stream().anyMatch(it -> IntStream.range(0, steps.size()).anyMatch(it::mayBeMore))) {
            line(AT_LEAST.in(language));
        }
        notes().forEach((note, names) -> line(String.join(", ", names) + COLON.in(language) + note));
        return text.toString();
    }

    private static boolean isKnown(Series series) {
        return series.points().stream().anyMatch(it -> it.value() instanceof Fact.Known<Long>);
    }

    private static Text name(Series series) {
        return series.measure() == Measure.STORAGE ? STORED : series.measure().words();
    }

    private String date(Point point) {
        return LocalDate.ofInstant(point.from(), report.request().zone()).toString();
    }

    private String minute(Instant at) {
        ZoneId zone = report.request().zone();
        return MINUTE.format(at.atZone(zone)) + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone);
    }

    private String cell(Series series, int place) {
        String more = series.mayBeMore(place) ? "+" : "";
        return series.points()
                .get(place)
                .value()
                .match(it -> (series.measure() == Measure.STORAGE ? gigabytes(it) : it.toString()) + more, why -> "?");
    }

    /** What is there is never shown as nothing. */
    private String gigabytes(long bytes) {
        Locale digits = language.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        double smallest = 0.1;
        double told = bytes / GIGABYTE;
        return bytes > 0 && told < smallest
                ? "<" + String.format(digits, "%.1f", smallest)
                : String.format(digits, "%.1f", told);
    }

    /** When series were read, and what isn't known of them, each with the names of those that it is true of. */
    private Map<String, List<String>> notes() {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        for (Series series : report.series()) {
            Stream.concat(read(series), isKnown(series) ? gaps(series) : Stream.of(noColumn(series)))
                    .forEach(note -> notes.computeIfAbsent(note, it -> new ArrayList<>())
                            .add(name(series).in(language)));
        }
        return notes;
    }

    /** Why a series without a column was not read now is among the reasons for that. */
    private Stream<String> read(Series series) {
        return series.readAt()
                .match(
                        it -> Stream.of(READ.in(language) + " " + minute(it)),
                        why -> isKnown(series) ? Stream.of(NOT_READ.in(language) + ", " + said(why)) : Stream.empty());
    }

    private String noColumn(Series series) {
        Set<String> reasons = new LinkedHashSet<>();
        series.readAt().match(it -> false, reasons::add);
        series.points().forEach(it -> it.value().match(value -> false, reasons::add));
        return NO_COLUMN.in(language)
                + String.join(
                        SEMICOLON.in(language), reasons.stream().map(this::said).toList());
    }

    /** Each reason why points are unknown, with the first and the last of them, and how many there are. */
    private Stream<String> gaps(Series series) {
        Map<String, List<Point>> gaps = new LinkedHashMap<>();
        for (Point point : series.points()) {
            if (point.value() instanceof Fact.Unknown<Long> it) {
                gaps.computeIfAbsent(it.why(), why -> new ArrayList<>()).add(point);
            }
        }
        return gaps.entrySet().stream().map(it -> {
            List<Point> points = it.getValue();
            String first = date(points.get(0));
            String times = points.size() == 1
                    ? first
                    : first + " … " + date(points.get(points.size() - 1)) + " (" + points.size() + ")";
            return "? " + times + ", " + said(it.getKey());
        });
    }

    private String said(String why) {
        return INSTANT.matcher(Reason.in(language, why)).replaceAll(it -> minute(it.group()));
    }

    /** A provider's own words may look like a time and be none. */
    private String minute(String at) {
        try {
            return minute(Instant.parse(at));
        } catch (DateTimeParseException none) {
            return at;
        }
    }

    private void line(String words) {
        text.append(Grid.wrapped("", words));
    }
}
