package dev.gangway.analytics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long the steps of a time series are. */
public enum TimeStep {
    /** A day, from midnight to midnight of the request's time zone; it may have 23 or 25 hours. */
    DAY,
    /** A week that begins on Monday (ISO 8601). */
    WEEK,
    /** A month of the calendar. */
    MONTH;

    /** The first day of the step that a day lies in. */
    LocalDate begin(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the step after one that begins so. */
    LocalDate next(LocalDate begin) {
        return switch (this) {
            case DAY -> begin.plusDays(1);
            case WEEK -> begin.plusWeeks(1);
            case MONTH -> begin.plusMonths(1);
        };
    }
}
