package dev.gangway.examples;

import dev.gangway.connection.ConnectionCall;
import dev.gangway.connection.ConnectionCallListener;
import dev.gangway.http.CallAttempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/**
 * Times each attempt to get an answer from a provider, and each pause before one, in a Micrometer registry; a timer counts, too. Thread-safe.
 *
 * <p>The connection's id is no tag: each value of a tag makes time series of its own that a registry keeps until the process ends, so
 * thousands of customers would fill its memory. To see which connection is in trouble, listen to transitions; for one call, log the id.
 */
public final class CallMetrics implements ConnectionCallListener {

    private final MeterRegistry registry;

    /**
     * Into a registry.
     *
     * @param registry your application's
     */
    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(ConnectionCall call) {
        CallAttempt attempt = call.attempt();
        Tags tags = Tags.of(
                "connector", call.connector().value(),
                "route", attempt.route(),
                "result", attempt.result().name().toLowerCase(Locale.ROOT));
        registry.timer("gangway.attempts", tags).record(attempt.took());
        if (!attempt.waited().isZero()) {
            registry.timer("gangway.waits", tags).record(attempt.waited());
        }
    }
}
