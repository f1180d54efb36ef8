package dev.gangway.analytics;

import dev.gangway.internal.text.Grid;
import dev.gangway.result.Fact;
import dev.gangway.result.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of time series for a terminal. */
final class SeriesTable {

    private static final Text FROM = new Text("From", "Depuis");
    private static final Text AT_LEAST =
            new Text("+ or more: the log may not tell all of it.", "+ ou plus : le journal peut être incomplet.");
    private static final Text READ = new Text("read at", "lu le");
    private static final Text NOT_READ = new Text("not read now", "non lu cette fois");

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
        String[] head = Stream.concat(
                        Stream.of(FROM), shown.stream().map(it -> it.measure().words()))
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
        notes().forEach((note, names) -> line(String.join(", ", names) + ": " + note));
        return text.toString();
    }

    private static boolean isKnown(Series series) {
        return series.points().stream().anyMatch(it -> it.value() instanceof Fact.Known<Long>);
    }

    private String date(Point point) {
        return LocalDate.ofInstant(point.from(), report.request().zone()).toString();
    }

    private static String cell(Series series, int place) {
        String more = series.mayBeMore(place) ? "+" : "";
        return series.points().get(place).value().match(it -> it + more, why -> "?");
    }

    /** When series were read, and what isn't known of them, each with the names of those that it is true of. */
    private Map<String, List<String>> notes() {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        for (Series series : report.series()) {
            String read = series.readAt()
                    .match(it -> READ.in(language) + " " + it, why -> NOT_READ.in(language) + ", " + why);
            Stream.concat(Stream.of(read), gaps(series))
                    .forEach(note -> notes.computeIfAbsent(note, it -> new ArrayList<>())
                            .add(series.measure().words().in(language)));
        }
        return notes;
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
            return "? " + times + ", " + it.getKey();
        });
    }

    private void line(String words) {
        text.append(Grid.wrapped("", words));
    }
}
