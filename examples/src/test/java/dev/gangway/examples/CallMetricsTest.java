package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.testkit.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an application's dashboard gets to see of its connections. */
class CallMetricsTest {

    private static final String ROUTE = "team/members/list_v2";

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Timer timer(String name, String result) {
        return registry.get(name)
                .tags("connector", "dropbox", "route", ROUTE, "result", result)
                .timer();
    }

    @Test
    void attemptsAndPausesAreTimedByConnectorRouteAndResult() {
        try (Sandbox sandbox = Sandbox.open(it -> it.time(new TestClock()).callListener(new CallMetrics(registry)))) {
            registry.clear(); // of what connecting took
            sandbox.dropbox().inject(Fault.at(ROUTE).call(1).rateLimited(Duration.ofSeconds(7)));

            assertThat(sandbox.gangway().connection(sandbox.id()).users().stream())
                    .hasSize(8);
        }

        assertThat(timer("gangway.attempts", "rate_limited").count()).isEqualTo(1);
        assertThat(timer("gangway.attempts", "answered").count()).isEqualTo(1);
        assertThat(timer("gangway.waits", "answered").totalTime(TimeUnit.SECONDS))
                .isGreaterThanOrEqualTo(7);
        assertThat(registry.find("gangway.waits").timers()).hasSize(1);
    }

    @Test
    void noTagNamesAConnection() {
        String id;
        try (Sandbox sandbox = Sandbox.open(it -> it.callListener(new CallMetrics(registry)))) {
            sandbox.gangway().connections().test(sandbox.id());
            id = sandbox.id().value();
        }

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getId().getTags().toString()).doesNotContain(id));
    }
}
