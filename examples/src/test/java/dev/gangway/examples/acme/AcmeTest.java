package dev.gangway.examples.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.CredentialForm;
import dev.gangway.connector.FieldSpec;
import dev.gangway.connector.InvalidFieldException;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.Kind;
import dev.gangway.credential.Secret;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.LicenseReport;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.result.Outcome;
import dev.gangway.result.Text;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    private final List<String> shown = new ArrayList<>();

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
    void aFormIsDrawnFilledInAndConnected() {
        // [form]
        Locale french = Locale.FRENCH;
        for (ConnectorSpec provider : gangway.connections().connectors()) {
            for (CredentialForm form : provider.forms()) {
                shown.add(provider.displayName() + ": " + form.label().in(french));
                for (FieldSpec field : form.fields()) {
                    shown.add(field.label().in(french) + (field.secret() ? " (masqué)" : ""));
                }
            }
        }
        // [/form]

        assertThat(shown)
                .startsWith("Acme: Clé d'API", "Clé Acme (masqué)", "Valable jusqu'au")
                .contains("Acme: Nom d'utilisateur et mot de passe", "Mot de passe (masqué)");
    }

    @ParameterizedTest
    @MethodSource("entered")
    void eachKindIsConnectedFromWhatWasEntered(Kind kind, Map<String, String> entered) {
        Map<String, String> values = new HashMap<>(entered);
        values.put("expiresAt", "2099-12-31");
        Credential credential = gangway.connections().connectors().get(0).credential(kind, values);

        ConnectionInfo info = gangway.connections().connect(AcmeConnector.ID, "Example Corp's Acme", credential);

        assertThat(credential.endsAt()).contains(Instant.parse("2099-12-31T00:00:00Z"));
        assertThat(gangway.connection(info.id()).licenses().refresh().byType()).hasSize(1);
    }

    static Stream<Arguments> entered() {
        return Stream.of(
                Arguments.of(Kind.API_KEY, Map.of("key", "acme-t0ps3cret-of-a-test")),
                Arguments.of(Kind.BEARER_TOKEN, Map.of("token", "token-t0ps3cret-of-a-test")),
                Arguments.of(
                        Kind.USER_PASSWORD, Map.of("user", "olga@example.com", "password", "pass word t0ps3cret")));
    }

    @Test
    void aKeyThatCanNotBeOneOfAcmesIsRefusedBeforeAnyRequest() {
        Credential wrong = new Credential.ApiKey(Secret.of("sk-t0ps3cret"));

        assertThatThrownBy(() -> gangway.connections().connect(AcmeConnector.ID, "Example Corp's Acme", wrong))
                .isInstanceOfSatisfying(InvalidFieldException.class, it -> {
                    assertThat(it.field()).isEqualTo("key");
                    assertThat(it.words().in(Locale.FRENCH)).contains("Clé Acme", "traits d'union");
                })
                .hasMessageNotContaining("t0ps3cret");
        assertThat(acme.requests()).isZero();
        assertThat(gangway.connections().list()).isEmpty();
    }

    @Test
    void whatAcmeDoesNotKnowIsNamedByItsFields() {
        assertThat(rejected(new Credential.ApiKey(Secret.of("acme-t0ps3cret-of-nobody"))))
                .containsExactly(Subject.field("key"));
        assertThat(rejected(new Credential.UserPassword("olga@example.com", Secret.of("t0ps3cret of nobody"))))
                .containsExactly(Subject.field("user"), Subject.field("password"));
    }

    private List<Subject> rejected(Credential credential) {
        return catchThrowableOfType(
                        ConnectFailedException.class,
                        () -> gangway.connections().connect(AcmeConnector.ID, "Example Corp's Acme", credential))
                .diagnosis()
                .concerns();
    }

    @Test
    void eachTextIsInBothLanguagesAndEachSecretIsTypedUnseen() {
        ConnectorSpec spec = new AcmeConnector(acme.endpoint()).spec();
        List<Text> texts =
                new ArrayList<>(spec.scopes().stream().map(ScopeSpec::purpose).toList());
        spec.forms()
                .forEach(form -> form.fields().forEach(field -> {
                    texts.addAll(List.of(form.label(), form.help(), field.label(), field.help(), field.shape()));
                    assertThat(field.secret())
                            .isEqualTo(Set.of("key", "token", "password").contains(field.id()));
                }));

        assertThat(texts).allSatisfy(it -> assertThat(it.in(Locale.FRENCH)).isNotEqualTo(it.in(Locale.ENGLISH)));
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
