package dev.gangway.analytics;

import dev.gangway.internal.text.Csv;
import java.io.IOException;
import java.util.List;

/** Writes time series as rows. */
final class SeriesCsv {

    private SeriesCsv() {}

    static void write(AnalyticsReport report, Appendable out) throws IOException {
        Csv.row(out, List.of("measure", "from", "value", "value_why", "may_be_more", "read_at", "read_at_why"));
        for (Series series : report.series()) {
            for (int place = 0; place < series.points().size(); place++) {
                Point point = series.points().get(place);
                Csv.row(
                        out,
                        List.of(
                                series.measure().name(),
                                point.from().toString(),
                                point.value().match(it -> Long.toString(it), why -> ""),
                                point.value().match(it -> "", Csv::text),
                                Boolean.toString(series.mayBeMore(place)),
                                series.readAt().match(it -> it.toString(), why -> ""),
                                series.readAt().match(it -> "", Csv::text)));
            }
        }
    }
}
