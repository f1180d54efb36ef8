package dev.gangway.license;

import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** When the active people of a report last signed in, by weeks that are counted back from where sign-ins are complete. */
final class LoginTally {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST = 30;

    private final Instant since;
    private final Instant until;
    private final Duration step;
    private final long[] counts;
    private long none;
    private long unknown;

    /** Counts everybody once. */
    LoginTally(LicenseReport report, SignInHistory read) {
        this.since = read.since();
        this.until = read.until();
        long weeks = Math.max(1, ceil(Duration.between(since, until), WEEK));
        this.step = WEEK.multipliedBy((weeks + MOST - 1) / MOST);
        this.counts = new long[(int) Math.max(1, ceil(Duration.between(since, until), step))];
        for (LicenseUse use : report.people()) {
            if (use.status() == UserStatus.ACTIVE) {
                count(use.lastLogin());
            }
        }
    }

    private static long ceil(Duration all, Duration part) {
        return all.plus(part).minusNanos(1).dividedBy(part);
    }

    private void count(LastLogin login) {
        if (login instanceof LastLogin.SeenAt seen && seen.at().isBefore(since)) {
            none++; // a longer history was read once
        } else if (login instanceof LastLogin.SeenAt seen) {
            long back = seen.at().isBefore(until)
                    ? Duration.between(seen.at(), until).dividedBy(step)
                    : 0;
            counts[counts.length - 1 - (int) Math.min(back, counts.length - 1)]++;
        } else if (login instanceof LastLogin.NoneSince) {
            none++;
        } else {
            unknown++;
        }
    }

    /** One stretch of time, and how many people last signed in within it. */
    record Stretch(Instant from, Instant to, long people) {
        String days() {
            return Words.day(from) + " to " + Words.day(to);
        }
    }

    /** The oldest first. It begins where reading did. */
    List<Stretch> stretches() {
        List<Stretch> all = new ArrayList<>();
        for (int place = 0; place < counts.length; place++) {
            Instant to = until.minus(step.multipliedBy(counts.length - 1L - place));
            Instant from = to.minus(step);
            all.add(new Stretch(from.isBefore(since) ? since : from, to, counts[place]));
        }
        return all;
    }

    long weeks() {
        return step.dividedBy(WEEK);
    }

    long none() {
        return none;
    }

    long unknown() {
        return unknown;
    }

    long all() {
        return none + unknown + Arrays.stream(counts).sum();
    }
}
