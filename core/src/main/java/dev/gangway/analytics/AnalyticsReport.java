package dev.gangway.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Time series of one team. Immutable.
 *
 * @param request what was asked for
 * @param readAt when reading began
 * @param series one for each {@link Measure}, in their order
 */
public record AnalyticsReport(AnalyticsRequest request, Instant readAt, List<Series> series) {

    /**
     * Copies the series.
     *
     * @param request what was asked for
     * @param readAt when reading began
     * @param series one for each measure
     * @throws IllegalArgumentException if there isn't one for each measure, in their order
     */
    public AnalyticsReport {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(readAt, "readAt");
        series = List.copyOf(series);
        if (!series.stream().map(Series::measure).toList().equals(List.of(Measure.values()))) {
            throw new IllegalArgumentException("A report has a series for each measure, in their order.");
        }
    }

    /**
     * The time series of a measure.
     *
     * @param measure which
     * @return the series, whose points say why if nothing is known
     */
    public Series series(Measure measure) {
        Objects.requireNonNull(measure, "measure");
        return series.stream().filter(it -> it.measure() == measure).findFirst().orElseThrow();
    }

    /**
     * The values of a measure.
     *
     * @param measure which
     * @return one for each step, in order
     */
    public List<Point> points(Measure measure) {
        return series(measure).points();
    }

    /**
     * A table for a terminal of 100 columns: a row for each step, a column for each measure of which anything is known, and below it what
     * isn't known, and why. Storage is in GB of a billion bytes, and times are to the minute in the time zone of the request.
     *
     * @param language for the words: French, or English for everybody else; what a provider gives as the reason stays as it is
     * @return lines
     */
    public String table(Locale language) {
        return new SeriesTable(this, Objects.requireNonNull(language, "language")).text();
    }

    /**
     * All values as CSV (RFC 4180, with a header), a row for each measure and step. No text in it is a formula to a spreadsheet.
     *
     * @return the rows: measure, the step's beginning, value, why it is unknown, whether it may be more, when it was read
     */
    public String csv() {
        StringBuilder rows = new StringBuilder();
        try {
            SeriesCsv.write(this, rows);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return rows.toString();
    }
}
