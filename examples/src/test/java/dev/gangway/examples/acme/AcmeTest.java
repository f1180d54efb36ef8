package dev.gangway.examples.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.LicenseReport;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.result.Outcome;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Onboarded;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connector under Gangway, and answers that the contract has no rule for. */
class AcmeTest {

    private final TestClock clock = new TestClock();
    private final FakeAcme acme = new FakeAcme(clock);
    private final AcmeLevers levers = new AcmeLevers(acme, clock);
    private final Gangway gangway = Gangway.builder()
            .connector(new AcmeConnector(acme.endpoint()))
            .httpClient(acme.httpClient())
            .time(clock)
            .build();

    @AfterEach
    void close() {
        gangway.close();
        acme.close();
    }

    private Connection connect() {
        return gangway.connection(gangway.connections()
                .connect(AcmeConnector.ID, "Example Corp's Acme", new Credential.ApiKey(acme.key()))
                .id());
    }

    @Test
    void licensesAreReported() {
        Secret key = acme.key();

        // [use]
        ConnectionId id = gangway.connections()
                .connect(AcmeConnector.ID, "Example Corp's Acme", new Credential.ApiKey(key))
                .id();
        LicenseReport report = gangway.connection(id).licenses().refresh();
        // [/use]

        assertThat(report.byType())
                .extracting(it -> it.name() + ", used " + it.used())
                .containsExactly("standard, used 1");
    }

    @Test
    void withOAuthTheConnectorWouldAskForEachRight() {
        OAuthSpec oauth = AcmeWithOAuth.spec("an-app", Secret.of("an-app-t0ps3cret"))
                .oauth()
                .orElseThrow();

        assertThat(oauth.scopes())
                .containsExactlyInAnyOrderElementsOf(
                        AcmeConnector.RIGHTS.stream().map(ScopeSpec::name).toList());
    }

    @Test
    void somebodyIsSeenOffAndBroughtBack() {
        UserId leo = levers.activePerson(NewUser.of("leo@example.com").named("Leo", "Fox"));
        Connection team = connect();

        OffboardingPlan plan = team.users()
                .planOffboarding(UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices());
        Receipt receipt = team.users()
                .execute(plan.confirmedBy("it@example.com"))
                .toOptional()
                .orElseThrow();
        assertThat(receipt.undoUntil()).contains(receipt.steps().get(0).at().plus(Duration.ofDays(30)));

        assertThat(team.users().undo(receipt).toOptional().orElseThrow().user().status())
                .isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void anAnswerThatLacksFieldsIsATroubleOfTheProtocol() {
        Connection team = connect();
        acme.garbleNextAnswer("GET");

        assertThatThrownBy(() -> team.users().find(UserRef.email("olga@example.com")))
                .isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void anInvitationWhoseAnswerCannotBeUnderstoodIsSettledByReading() {
        Connection team = connect();
        acme.garbleNextAnswer("POST");

        Outcome<Onboarded> outcome = team.users().onboard(NewUser.of("ana@example.com"));

        assertThat(outcome.toOptional().orElseThrow().user().status()).isEqualTo(UserStatus.INVITED);
        assertThat(acme.writes()).isEqualTo(1);
    }

    @Test
    void aKeyOfSomebodyWhoIsNoAdminIsRefused() {
        acme.with(team -> team.person("p-1").orElseThrow().admin = false);

        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(
                        ConnectFailedException.class,
                        it -> assertThat(it.diagnosis().problem()).isEqualTo(Diagnosis.Problem.NOT_AN_ADMIN));
    }
}
