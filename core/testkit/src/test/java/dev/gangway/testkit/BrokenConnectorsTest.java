package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.gangway.connector.Connector;
import dev.gangway.credential.Credential;
import dev.gangway.http.Time;
import dev.gangway.leakwatch.LeakWatch;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit is trusted because it catches these. */
@Tag(LeakWatch.ON_PURPOSE)
@Tag("once")
class BrokenConnectorsTest {

    private static final Pattern SECRET_RULE = Pattern.compile("\\[(S-\\d\\d)]");
    private static final DiscoverySelector[] WHOLE = {selectClass(BrokenSubject.class)};
    /** The rules that people and their files have a part in; the others are left out, since all of them take a while. */
    private static final DiscoverySelector[] ABOUT_PEOPLE = Stream.of(
                    ConnectorContract.Connections.class,
                    ConnectorContract.Finding.class,
                    ConnectorContract.Onboarding.class,
                    ConnectorContract.Batches.class,
                    ConnectorContract.Suspending.class,
                    ConnectorContract.Removing.class,
                    ConnectorContract.Recovering.class,
                    ConnectorContract.RolesAndGroups.class,
                    ConnectorContract.Sending.class,
                    ConnectorContract.Jobs.class,
                    ConnectorContract.Profiles.class,
                    ConnectorContract.Sessions.class,
                    ConnectorContract.Leavers.class,
                    ConnectorContract.Secrets.class)
            .map(it -> selectNestedClass(List.of(BrokenSubject.class), it))
            .toArray(DiscoverySelector[]::new);

    /** The same for license data. */
    private static final DiscoverySelector[] ABOUT_LICENSES = Stream.of(
                    ConnectorContract.Licensing.class,
                    ConnectorContract.SigningIn.class,
                    ConnectorContract.Equipment.class,
                    ConnectorContract.Secrets.class)
            .map(it -> selectNestedClass(List.of(BrokenSubject.class), it))
            .toArray(DiscoverySelector[]::new);

    private static final DiscoverySelector[] ABOUT_TEAM_FOLDERS = Stream.of(
                    ConnectorContract.TeamFolders.class, ConnectorContract.Secrets.class)
            .map(it -> selectNestedClass(List.of(BrokenSubject.class), it))
            .toArray(DiscoverySelector[]::new);

    private static final DiscoverySelector[] ABOUT_ACTIVITY = Stream.of(
                    ConnectorContract.Activity.class, ConnectorContract.Secrets.class)
            .map(it -> selectNestedClass(List.of(BrokenSubject.class), it))
            .toArray(DiscoverySelector[]::new);

    private static final DiscoverySelector[] ABOUT_CONTROLS = Stream.of(
                    ConnectorContract.Controls.class, ConnectorContract.Secrets.class)
            .map(it -> selectNestedClass(List.of(BrokenSubject.class), it))
            .toArray(DiscoverySelector[]::new);

    private static final DiscoverySelector[] ABOUT_USER_DATA = Stream.of(
                    ConnectorContract.UserData.class, ConnectorContract.Secrets.class)
            .map(it -> selectNestedClass(List.of(BrokenSubject.class), it))
            .toArray(DiscoverySelector[]::new);

    private static final ThreadLocal<Broken> UNDER_TEST = new ThreadLocal<>();

    static List<Broken> brokenConnectors() {
        return Stream.of(
                        BrokenSessions.all(),
                        BrokenReading.all(),
                        BrokenLicenses.all(),
                        BrokenSignIns.all(),
                        BrokenWriting.all(),
                        BrokenBatches.all(),
                        BrokenBelongings.all(),
                        BrokenLeaving.all(),
                        BrokenTeamFolders.all(),
                        BrokenActivity.all(),
                        BrokenControls.all(),
                        BrokenUserData.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Run by {@link EngineTestKit} only. */
    static class BrokenSubject extends ConnectorContract {
        private static final OkHttpClient CLIENT = new OkHttpClient();
        private final TestClock clock = new TestClock();
        private final InMemoryConnector team = new InMemoryConnector(clock);

        @Override
        protected Connector connector() {
            return UNDER_TEST.get().connector().apply(team);
        }

        @Override
        protected Credential credential() {
            return team.credential();
        }

        @Override
        protected Levers levers() {
            return new InMemoryLevers(team, clock);
        }

        @Override
        protected Time time() {
            return clock;
        }

        @Override
        protected OkHttpClient httpClient() {
            return CLIENT;
        }
    }

    private record Failure(String rule, Throwable why) {}

    private static List<Failure> failures(Broken broken) {
        UNDER_TEST.set(broken);
        try {
            return ContractRun.of(about(broken.rule()))
                    .tests()
                    .failed()
                    .map(BrokenConnectorsTest::failure)
                    .toList();
        } finally {
            UNDER_TEST.remove();
        }
    }

    private static DiscoverySelector[] about(String rule) {
        return switch (rule.substring(0, 2)) {
            case "L-" -> ABOUT_LICENSES;
            case "T-" -> ABOUT_TEAM_FOLDERS;
            case "A-" -> ABOUT_ACTIVITY;
            case "P-" -> ABOUT_CONTROLS;
            case "D-" -> ABOUT_USER_DATA;
            case "U-", "F-" -> ABOUT_PEOPLE;
            default -> WHOLE;
        };
    }

    private static Failure failure(Event event) {
        Throwable why = event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        Matcher secret = SECRET_RULE.matcher(String.valueOf(why.getMessage()));
        org.junit.platform.engine.support.descriptor.MethodSource source =
                (org.junit.platform.engine.support.descriptor.MethodSource)
                        event.getTestDescriptor().getSource().orElseThrow();
        return new Failure(
                secret.find()
                        ? secret.group(1)
                        : source.getJavaMethod().getAnnotation(Rule.class).value(),
                why);
    }

    @ParameterizedTest
    @MethodSource("brokenConnectors")
    void breaksItsRuleAndNoOther(Broken broken) {
        List<Failure> failures = failures(broken);

        assertThat(failures).as("failures of " + broken).isNotEmpty();
        assertThat(failures).extracting(Failure::rule).containsOnly(broken.rule());
        assertThat(failures).allSatisfy(it -> assertThat(it.why()).hasMessageContaining(broken.reason()));
    }

    @Test
    void everyRuleIsBrokenByAConnector() throws IOException {
        assertThat(brokenConnectors())
                .extracting(Broken::rule)
                .containsExactlyInAnyOrderElementsOf(
                        ContractDocumentTest.rules("C", "U", "F", "L", "T", "A", "P", "D", "S"));
    }
}
