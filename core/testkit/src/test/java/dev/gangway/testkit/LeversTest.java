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

    private static String reason(Event aborted) {
        return aborted.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }

    @Test
    void aRuleWithoutItsLeverIsSkippedAndNamesTheLever() {
        Events events = ContractRun.of(selectClass(WithoutLevers.class)).tests();

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
        Events events = ContractRun.of(selectClass(WithoutCapabilities.class)).tests();

        assertThat(events.failed().map(LeversTest::reason)).isEmpty();
        assertThat(events.aborted().map(LeversTest::reason))
                .anyMatch(it -> it.contains("doesn't offer user lifecycle"))
                .anyMatch(it -> it.contains("doesn't offer license data"));
    }

    @Test
    void whatWasSkippedIsPrintedOnceAtTheEndWithItsReason() {
        String printed = ContractRun.of(selectClass(WithoutLevers.class)).printed();

        assertThat(printed.lines())
                .first()
                .asString()
                .matches("WithoutLevers: \\d+ rules were skipped and are not proved\\.");
        assertThat(printed)
                .containsOnlyOnce(
                        "  The lever withoutScope(…) isn't offered; override it in levers(). [A-13, C-06, C-08, L-08, L-28, T-16]")
                .containsOnlyOnce("not proved");
    }

    @Test
    void nothingIsPrintedWhenEveryRuleRan() {
        ContractRun run = ContractRun.of(selectClass(WithAllLevers.class));

        assertThat(run.tests().aborted().count()).isZero();
        assertThat(run.printed()).doesNotContain("not proved");
    }
}
