package dev.gangway.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests a transport may still send again after a fault, so that a provider in trouble isn't sent three times its load: 20 in
 * hand, and one more for every ten that the provider answered, up to 20 again. A provider that fails all the time gets 20 more requests than
 * calls, however many calls there are. Thread-safe.
 */
final class RetryBudget {

    private static final int RETRY = 10;
    private static final int ANSWER = 1;
    private static final int MOST = 20 * RETRY;

    private final AtomicInteger left = new AtomicInteger(MOST);

    /** Earns something if the result says that the provider is at work. */
    void earn(CallAttempt.Result result) {
        if (result != CallAttempt.Result.PROVIDER_FAILED && left.get() < MOST) {
            left.updateAndGet(it -> Math.min(it + ANSWER, MOST));
        }
    }

    /** Takes one retry out of the budget; false if there is none. */
    boolean spend() {
        return left.getAndUpdate(it -> it < RETRY ? it : it - RETRY) >= RETRY;
    }
}
