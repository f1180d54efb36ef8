package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.http.Time;
import dev.gangway.license.LicenseData;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.UserLifecycle;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class LeversTest {

    /** Run by {@link EngineTestKit} only. */
    static class WithoutLevers extends ConnectorContract {
        final TestClock clock = new TestClock();
        final InMemoryConnector team = new InMemoryConnector(clock);

        @Override
        protected Connector connector() {
            return team;
        }

        @Override
        protected Credential credential() {
            return team.credential();
        }

        @Override
        protected Time time() {
            return clock;
        }
    }

    /** Run by {@link EngineTestKit} only. */
    static class WithoutCapabilities extends WithoutLevers {
        @Override
        protected Connector connector() {
            return new ForwardingConnector(team) {
                @Override
                public Session open(ConnectorContext context) {
                    return new ForwardingSession(super.open(context)) {
                        @Override
                        public Optional<UserLifecycle> users() {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<LicenseData> licenses() {
                            return Optional.empty();
                        }
                    };
                }
            };
        }

        @Override
        protected Levers levers() {
            return new InMemoryLevers(team, clock);
        }
    }

    /** Run by {@link EngineTestKit} only. */
    static class WithAllLevers extends WithoutLevers {
        @Override
        protected Levers levers() {
            return new InMemoryLevers(team, clock);
        }
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Events run(Class<?> subject) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(subject))
                    .execute()
                    .testEvents();
        } finally {
            System.setOut(out);
        }
    }

    private static String reason(Event aborted) {
        return aborted.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }

    @Test
    void aRuleWithoutItsLeverIsSkippedAndNamesTheLever() {
        Events events = run(WithoutLevers.class);

        assertThat(events.failed().map(LeversTest::reason)).isEmpty();
        assertThat(events.succeeded().count()).isPositive();
        assertThat(events.aborted().map(LeversTest::reason))
                .isNotEmpty()
                .allMatch(it -> it.matches("The lever \\w+\\(…\\) isn't offered; override it in levers\\(\\)\\."))
                .anyMatch(it -> it.contains("loseNextAnswer") || it.contains("activePerson"))
                .anyMatch(it -> it.contains("revokeCredential"));
    }

    @Test
    void aRuleWithoutItsCapabilityIsSkippedAndNamesTheCapability() {
        Events events = run(WithoutCapabilities.class);

        assertThat(events.failed().map(LeversTest::reason)).isEmpty();
        assertThat(events.aborted().map(LeversTest::reason))
                .anyMatch(it -> it.contains("doesn't offer user lifecycle"))
                .anyMatch(it -> it.contains("doesn't offer license data"));
    }

    @Test
    void whatWasSkippedIsPrintedOnceAtTheEndWithItsReason() {
        run(WithoutLevers.class);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .first()
                .asString()
                .matches("WithoutLevers: \\d+ rules were skipped and are not proved\\.");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce(
                        "  The lever withoutScope(…) isn't offered; override it in levers(). [C-06, C-08, L-08]")
                .containsOnlyOnce("not proved");
    }

    @Test
    void nothingIsPrintedWhenEveryRuleRan() {
        Events events = run(WithAllLevers.class);

        assertThat(events.aborted().count()).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("not proved");
    }
}
