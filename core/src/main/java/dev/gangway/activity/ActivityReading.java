package dev.gangway.activity;

import java.time.Instant;
import java.util.Objects;

/**
 * How a reading of what is new ended. Immutable.
 *
 * @param handedOver how many events were handed over
 * @param completeUntil what happened before this moment has been handed over by now; what happened later may come in a later reading, since
 *     the provider's log lags
 * @param overtaken whether another reading under the same name went on meanwhile, so that this one stopped; what it handed over last may be
 *     handed over there, too, and nothing is lost
 */
public record ActivityReading(int handedOver, Instant completeUntil, boolean overtaken) {
    /**
     * Checks the parts.
     *
     * @param handedOver how many events
     * @param completeUntil until when it is complete
     * @param overtaken whether another reading went on
     */
    public ActivityReading {
        Objects.requireNonNull(completeUntil, "completeUntil");
    }
}
