package dev.gangway.analytics;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * From when to when, and in which steps, time series are wanted. Steps are whole: the first one is that in which {@code from} lies, the last
 * one that in which {@code to} lies. Start with {@link #of}. Immutable.
 *
 * @param from the first day; 1970 or later
 * @param to the last day; not before the first, and at most {@link #LONGEST_DAYS} days after it
 * @param step how long the steps are
 * @param zone where days begin at midnight
 * @param storage whether it is read how much people store, which takes a request for each person
 */
public record AnalyticsRequest(LocalDate from, LocalDate to, TimeStep step, ZoneId zone, boolean storage) {

    /** How many days lie between the first and the last day at most: 5 years. */
    public static final int LONGEST_DAYS = 5 * 366;

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /**
     * Checks the days.
     *
     * @param from the first day
     * @param to the last day
     * @param step how long the steps are
     * @param zone where days begin at midnight
     * @param storage whether storage is read
     * @throws IllegalArgumentException if {@code to} is before {@code from}, or too long after it, or a day isn't of the years 1970 to 9999
     */
    public AnalyticsRequest {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(zone, "zone");
        if (from.getYear() < FIRST_YEAR || to.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(
                    "Time series are of days from 1970 to 9999, and not from " + from + " to " + to + ".");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "The last day, " + to + ", is before the first, " + from + "; swap them.");
        }
        if (to.toEpochDay() - from.toEpochDay() > LONGEST_DAYS) {
            throw new IllegalArgumentException("From " + from + " to " + to + " is more than " + LONGEST_DAYS
                    + " days; ask for a shorter time, one after the other.");
        }
    }

    /**
     * Days in UTC, without storage.
     *
     * @param from the first day
     * @param to the last day
     * @return the request
     * @throws IllegalArgumentException as the constructor says
     */
    public static AnalyticsRequest of(LocalDate from, LocalDate to) {
        return new AnalyticsRequest(from, to, TimeStep.DAY, ZoneOffset.UTC, false);
    }

    /**
     * In other steps.
     *
     * @param length how long they are
     * @return the changed request
     */
    public AnalyticsRequest by(TimeStep length) {
        return new AnalyticsRequest(from, to, length, zone, storage);
    }

    /**
     * With the days of another time zone.
     *
     * @param place where days begin at midnight
     * @return the changed request
     */
    public AnalyticsRequest in(ZoneId place) {
        return new AnalyticsRequest(from, to, step, place, storage);
    }

    /**
     * With how much people store.
     *
     * @return the changed request
     */
    public AnalyticsRequest withStorage() {
        return new AnalyticsRequest(from, to, step, zone, true);
    }
}
