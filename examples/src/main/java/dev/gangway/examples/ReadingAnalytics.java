package dev.gangway.examples;

import dev.gangway.analytics.Analytics;
import dev.gangway.analytics.AnalyticsReport;
import dev.gangway.analytics.AnalyticsRequest;
import dev.gangway.analytics.Measure;
import dev.gangway.analytics.Point;
import dev.gangway.analytics.TimeStep;
import dev.gangway.connection.Connection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;

/** What an application asks about use over time; it is the code of the page on analytics. */
final class ReadingAnalytics {

    private ReadingAnalytics() {}

    static AnalyticsReport lastWeeks(Connection connection, LocalDate today, Consumer<String> page) {
        // [analytics-read]
        Analytics analytics = connection.analytics();
        AnalyticsRequest request = AnalyticsRequest.of(today.minusWeeks(3), today)
                .by(TimeStep.WEEK) // or MONTH; DAY if nothing is said
                .in(ZoneId.of("Europe/Paris")) // UTC if nothing is said
                .withStorage(); // a request for each person
        AnalyticsReport report = analytics.read(request);

        for (Point point : report.points(Measure.ACTIVE_USERS)) {
            page.accept(point.from() + ": " + point.value().match(Object::toString, why -> "not known, " + why));
        }
        page.accept(report.table(Locale.FRENCH));
        String csv = report.csv();
        // [/analytics-read]
        page.accept(csv);
        return report;
    }
}
