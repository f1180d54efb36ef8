package dev.gangway.license;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The last report that was read whole, how old it is, and why there is no newer one if reading one failed. Immutable.
 *
 * @param report the report
 * @param age how old it is: the time since reading it began
 * @param failure the last refresh, if it failed after this report was read
 */
public record LastReport(LicenseReport report, Duration age, Optional<Failure> failure) {
    /**
     * Checks the parts.
     *
     * @param report the report
     * @param age how old it is
     * @param failure the last refresh, if it failed
     */
    public LastReport {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * The same for a person.
     *
     * @return how old it is and why, such as "read 3 hours ago, at 2026-11-21T09:00:00Z; reading it again failed at …: …"
     */
    public String words() {
        String read = "read " + ago() + ", at " + report.readAt();
        return failure.map(it -> read + "; reading it again failed at " + it.at() + ": " + it.message())
                .orElse(read);
    }

    private String ago() {
        if (age.toDays() > 1) {
            return age.toDays() + " days ago";
        }
        if (age.toHours() > 1) {
            return age.toHours() + " hours ago";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + " minutes ago" : "just now";
    }

    /**
     * A refresh that failed.
     *
     * @param at when it ended
     * @param message what went wrong, for a person
     */
    public record Failure(Instant at, String message) {
        /**
         * Checks the parts.
         *
         * @param at when it ended
         * @param message what went wrong
         */
        public Failure {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(message, "message");
        }
    }
}
