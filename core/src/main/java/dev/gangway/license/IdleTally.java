package dev.gangway.license;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long ago idle candidates last signed in. */
final class IdleTally {

    private static final int STEPS = 5;

    private IdleTally() {}

    /** So many people last signed in so long ago. */
    record Step(String words, long people) {}

    /** From the rule's time on, in steps of as many days; the last two are all longer ago, and no sign-in at all in what was read. */
    static List<Step> of(IdlePeople idle, IdleRule rule) {
        long days = Math.max(1, rule.time().toDays());
        long[] counts = new long[STEPS];
        long none = 0;
        for (IdlePerson person : idle.candidates()) {
            if (person.who().lastLogin() instanceof LastLogin.SeenAt seen) {
                long ago = Duration.between(seen.at(), idle.until()).toDays() / days;
                counts[(int) Math.max(0, Math.min(STEPS, ago) - 1)]++;
            } else {
                none++;
            }
        }
        List<Step> steps = new ArrayList<>();
        int last = STEPS;
        while (last > 1 && counts[last - 1] == 0) {
            last--;
        }
        for (int step = 1; step <= last; step++) {
            steps.add(new Step(
                    step == STEPS
                            ? Words.number(days * step) + " days or more"
                            : Words.number(days * step) + " to " + Words.number(days * (step + 1)) + " days ago",
                    counts[step - 1]));
        }
        steps.add(new Step("no sign-in at all", none));
        return steps;
    }
}
