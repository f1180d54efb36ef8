package dev.gangway.testkit;

import java.util.function.Supplier;

/** Counts the moments at which a node can die, and kills it at one of them. */
final class Fate {

    /** The process is gone. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int moments;
    private int fatal = Integer.MAX_VALUE;

    void dieAt(int moment) {
        moments = 0;
        fatal = moment;
    }

    boolean isDead() {
        return moments >= fatal;
    }

    private void moment() {
        moments++;
        if (isDead()) {
            throw new Crash();
        }
    }

    <T> T around(Supplier<T> call) {
        moment();
        T answer = call.get();
        moment();
        return answer;
    }
}
