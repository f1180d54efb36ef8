package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionCause;
import dev.gangway.connection.Connections;
import dev.gangway.connection.TenantId;
import dev.gangway.connection.Transition;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.CredentialForm;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.error.PermissionDeniedException;
import dev.gangway.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code of the page on connections does what it says. */
class ManagingConnectionsTest {

    private final List<String> shown = new ArrayList<>();
    private final Sandbox sandbox = Sandbox.open(it -> it.time(new TestClock()));
    private final Connections connections = sandbox.gangway().connections();
    private final ConnectorSpec spec = connections.connectors().get(0);
    private final CredentialForm form = spec.forms().get(0);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private ManagingConnections in(Locale locale) {
        return new ManagingConnections(connections, new Shown(locale));
    }

    private final class Shown implements ManagingConnections.AdminPage {
        private final Locale locale;

        Shown(Locale locale) {
            this.locale = locale;
        }

        @Override
        public Locale locale() {
            return locale;
        }

        @Override
        public void input(String id, String label, String help, String pattern, String type, boolean required) {
            shown.add(id + " (" + label + "), " + type + (required ? ", required" : ""));
        }

        @Override
        public void mark(String id, String words) {
            shown.add(id + ": " + words);
        }

        @Override
        public void say(String words) {
            shown.add(words);
        }
    }

    @Test
    void aFormIsDrawnInTheReadersLanguage() {
        in(Locale.ENGLISH).draw(form);
        in(Locale.CANADA_FRENCH).draw(form);

        assertThat(shown)
                .hasSize(2)
                .allMatch(it -> it.startsWith("refreshToken (") && it.endsWith("password, required"));
        assertThat(shown.get(0)).isNotEqualTo(shown.get(1));
    }

    @Test
    void whatIsWrongIsMarkedAndWhatIsRightConnects() {
        ManagingConnections page = in(Locale.FRENCH);
        Map<String, String> right = Map.of("refreshToken", sandbox.dropbox().refreshToken());

        assertThat(page.create(spec, form, Map.of())).isEmpty();
        assertThat(page.create(spec, form, right)).isEmpty();
        connections.rename(sandbox.id(), "Another name");
        assertThat(page.create(spec, form, Map.of("refreshToken", "no-such-t0ps3cret")))
                .isEmpty();

        assertThat(shown).hasSize(4);
        assertThat(shown.get(0)).startsWith("refreshToken: ").contains("obligatoire");
        assertThat(shown.get(1)).startsWith("name: ").contains("Example Corp");
        assertThat(shown.get(2)).contains("doesn't accept the refresh token");
        assertThat(shown.get(3)).startsWith("refreshToken: ");
        assertThat(connections.list()).hasSize(1);
        assertThat(page.create(spec, form, right)).isPresent();
    }

    @Test
    void aTestSaysWhatIsWrong() {
        ManagingConnections page = in(Locale.ENGLISH);

        page.test(sandbox.id());
        suspendOlga();
        page.test(sandbox.id());
        sandbox.dropbox().people().withdrawConsent("olga@example.com");
        page.test(sandbox.id());

        assertThat(shown)
                .contains("Example Corp: It was connected, and real calls went through.")
                .anyMatch(it -> it.contains("Have another team admin connect the team again"));
    }

    private void suspendOlga() {
        sandbox.dropbox().people().browseAs("pete@example.com");
        sandbox.dropbox().console().suspend("olga@example.com");
    }

    @Test
    void aCredentialIsReplacedAndAConnectionReconnected() {
        ManagingConnections page = in(Locale.ENGLISH);

        page.replace(
                sandbox.id(),
                Credential.refreshToken(Secret.of(sandbox.dropbox().refreshToken())));
        suspendOlga();
        page.test(sandbox.id());
        connections.finishAuthorization(sandbox.dropbox().approve(page.askAgain(sandbox.id(), Sandbox.CALLBACK)));

        assertThat(connections.find(sandbox.id()).orElseThrow().history())
                .extracting(Transition::cause)
                .containsExactly(
                        ConnectionCause.CONNECTED,
                        ConnectionCause.CREDENTIAL_REPLACED,
                        ConnectionCause.OWNER_DEACTIVATED,
                        ConnectionCause.RECONNECTED);
    }

    @Test
    void brokenConnectionsAreListed() {
        ManagingConnections page = in(Locale.ENGLISH);
        page.list();
        assertThat(shown).isEmpty();

        suspendOlga();
        connections.test(sandbox.id());
        page.list();

        assertThat(shown).singleElement().asString().startsWith("Example Corp since ");
    }

    @Test
    void aConnectionEndsAlsoIfTheProviderDoesNotAnswer() {
        sandbox.dropbox().inject(Fault.at("auth/token/revoke").everyCall().serverError(503));

        in(Locale.ENGLISH).end(sandbox.id());

        assertThat(shown).hasSize(2).last().asString().contains("again later");
        assertThat(connections.list())
                .singleElement()
                .satisfies(it -> assertThat(it.latest().cause()).isEqualTo(ConnectionCause.REVOCATION_FAILED));
    }

    @Test
    void listenersHearOfWhatNeedsAPersonAndOfEachCall() {
        List<String> mail = new ArrayList<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Sandbox hooked = Sandbox.open(it -> ManagingConnections.hooks(it, registry, mail::add))) {
            hooked.dropbox().people().browseAs("pete@example.com");
            hooked.dropbox().console().suspend("olga@example.com");
            hooked.gangway().connections().test(hooked.id());
        }

        assertThat(mail)
                .singleElement()
                .asString()
                .startsWith("Example Corp: It was connected by olga@example.com. The admin who consented");
        assertThat(registry.getMeters()).isNotEmpty();
    }

    @Test
    void aPersonOfOneClientConnectsForThatClientOnly() {
        try (Gangway gangway = Gangway.builder()
                .connector(DropboxConnector.forApp("an-app", Secret.of("an-app-t0ps3cret")))
                .permissions(ManagingConnections.permissions())
                .build()) {
            Connections theirs = ManagingConnections.views(gangway);

            theirs.beginAuthorization(DropboxConnector.ID, "Main", Sandbox.CALLBACK);
            assertThat(theirs.pending()).hasSize(1);
            assertThatThrownBy(() -> theirs.ofTenant(TenantId.of("customer-18"))
                            .beginAuthorization(DropboxConnector.ID, "Main", Sandbox.CALLBACK))
                    .isInstanceOf(PermissionDeniedException.class);
            assertThatThrownBy(() ->
                            gangway.connections().beginAuthorization(DropboxConnector.ID, "Main", Sandbox.CALLBACK))
                    .isInstanceOf(PermissionDeniedException.class);
        }
    }

    @Test
    void workHasAnEnd() {
        assertThat(ManagingConnections.within(sandbox.gangway().connection(sandbox.id()), Duration.ofMinutes(1)))
                .hasSize(8);
    }

    @Test
    void aProxyIsUsed() {
        assertThat(ManagingConnections.proxied().proxy())
                .extracting(Proxy::type)
                .isEqualTo(Proxy.Type.HTTP);
    }
}
