package dev.gangway.license;

import java.time.Duration;
import java.util.Objects;

/**
 * What a license report is to hold. Immutable; the same request made twice at once is read once.
 *
 * @param history how far back sign-ins are read, counted from where they are surely complete; more than zero, at most {@link #LONGEST}
 * @param devices whether devices, web sessions and linked apps are read
 * @param storage whether it is read how much each person stores, which may take a request for each person
 */
public record ReportRequest(Duration history, boolean devices, boolean storage) {

    /** The longest history: 5 years. */
    public static final Duration LONGEST = Duration.ofDays(5 * 365);

    /** Sign-ins of 90 days, devices and apps, no storage. */
    public static final ReportRequest DEFAULT = new ReportRequest(Duration.ofDays(90), true, false);

    /**
     * Checks the parts.
     *
     * @param history how far back sign-ins are read
     * @param devices whether devices and linked apps are read
     * @param storage whether storage is read
     * @throws IllegalArgumentException if the history isn't more than zero, or is longer than {@link #LONGEST}
     */
    public ReportRequest {
        Objects.requireNonNull(history, "history");
        if (history.isNegative() || history.isZero() || history.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The history is longer than zero and at most " + LONGEST.toDays()
                    + " days; say how far back sign-ins matter to you.");
        }
    }

    /**
     * Sign-ins of another time.
     *
     * @param time how far back
     * @return the changed request
     * @throws IllegalArgumentException if it isn't more than zero, or longer than {@link #LONGEST}
     */
    public ReportRequest history(Duration time) {
        return new ReportRequest(time, devices, storage);
    }

    /**
     * Without devices, web sessions and linked apps: quicker, but idle people are then judged by their sign-ins alone.
     *
     * @return the changed request
     */
    public ReportRequest withoutDevices() {
        return new ReportRequest(history, false, storage);
    }

    /**
     * With how much each person stores.
     *
     * @return the changed request
     */
    public ReportRequest withStorage() {
        return new ReportRequest(history, devices, true);
    }
}
