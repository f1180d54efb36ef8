package dev.gangway.dropbox;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.Outcome;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Optional;

/** People of whom Dropbox does not say what became. */
final class Lost {

    static final String AT_WORK = "Dropbox works on it in the background";

    private Lost() {}

    /** One of several: unsettled, and a lost answer when asked for alone. */
    static Outcome<UserId> person(String who, String why) {
        return new Job(Job.Kind.LOST, who, why).unsettled("Dropbox did not say what became of it (" + why + ")");
    }

    /** If nothing is known of anybody, the answer as a whole is lost. */
    static List<Outcome<UserId>> unlessAll(List<Outcome<UserId>> outcomes) {
        if (!outcomes.isEmpty() && outcomes.stream().allMatch(Lost::isLost)) {
            throw answer(((Outcome.Unsettled<UserId>) outcomes.get(0)).why());
        }
        return outcomes;
    }

    static AnswerLostException answer(String what) {
        return new AnswerLostException(
                what + ". It may have taken effect: look before doing it again.", Optional.empty());
    }

    private static boolean isLost(Outcome<UserId> outcome) {
        return outcome instanceof Outcome.Unsettled<UserId> it
                && Job.of(it.handle()).kind() == Job.Kind.LOST;
    }
}
