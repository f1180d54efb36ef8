package dev.gangway.testkit;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.user.UserId;

/**
 * What the team in memory decided about a request: the answer, and the effect that is still to be carried out.
 *
 * @param answer the answer once the effect is there
 * @param effect what to do; nothing for a refusal and for what is so already
 */
record Change(Outcome<UserId> answer, Runnable effect) {

    static Change to(UserId user, Runnable effect) {
        return new Change(Outcome.done(user), effect);
    }

    static Change none(UserId user) {
        return new Change(Outcome.alreadyDone(user), () -> {});
    }

    static Change refused(Refusal.Reason reason, String code) {
        return new Change(Outcome.refusedByProvider(reason, code), () -> {});
    }

    Outcome<UserId> carriedOut() {
        effect.run();
        return answer;
    }

    boolean changes() {
        return answer instanceof Outcome.Done<UserId> done && done.changed();
    }
}
