package dev.gangway.figures;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import java.util.Optional;

/**
 * What the library says became of one person. Immutable.
 *
 * @param email who
 * @param how in a word
 * @param words in its own words
 * @param handle of what isn't settled
 */
record Told(String email, How how, String words, Optional<JobHandle> handle) {

    enum How {
        DONE,
        /** It was so before. */
        ALREADY,
        /** The person left, and the files were not moved: the receipt says so. */
        PARTLY,
        REFUSED,
        UNSETTLED,
        NOT_ATTEMPTED,
        /** The call ended in an exception. */
        THREW
    }

    static Told of(String email, Outcome<?> outcome, boolean partly) {
        return outcome.match(
                done -> new Told(
                        email, partly ? How.PARTLY : done.changed() ? How.DONE : How.ALREADY, "done", Optional.empty()),
                refused -> new Told(email, How.REFUSED, refused.refusal().toString(), Optional.empty()),
                unsettled -> new Told(email, How.UNSETTLED, unsettled.why(), Optional.of(unsettled.handle())));
    }

    static Told threw(String email, Exception trouble) {
        return new Told(email, How.THREW, String.valueOf(trouble.getMessage()), Optional.empty());
    }

    /** Whether asking again would change nothing; what is to be asked again later isn't an end, but for a plan, which is to be made anew. */
    boolean isEnd(boolean planned) {
        return how == How.DONE
                || how == How.ALREADY
                || how == How.PARTLY
                || (how == How.REFUSED && (planned || !words.startsWith(Reason.TRY_LATER.name())));
    }

    boolean claimsDone() {
        return how == How.DONE || how == How.ALREADY;
    }
}
