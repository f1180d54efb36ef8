package dev.gangway.http;

/**
 * Hears of each attempt of a transport to get an answer: for metrics, and for the health of a connection. Called in the thread that makes
 * the call, after the attempt and before the next one, so it must be quick. What it throws is logged by its class name and otherwise left
 * alone. Implementations are thread-safe.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * An attempt is over. A call that is refused without one, because a pause is longer than its deadline or there is no token, isn't heard
     * of.
     *
     * @param attempt what came of it
     */
    void on(CallAttempt attempt);
}
