package dev.gangway.examples.acme;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.CredentialForm;
import dev.gangway.connector.FieldSpec;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential.Kind;
import dev.gangway.result.Text;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Connects Gangway to Acme. Immutable and thread-safe. */
public final class AcmeConnector implements Connector {

    /** The connector's id. */
    public static final ConnectorId ID = ConnectorId.of("acme");

    /** The rights that an Acme key can have. */
    static final List<ScopeSpec> RIGHTS = List.of(
            new ScopeSpec(
                    "people.read",
                    Capability.READ_USERS,
                    new Text("Find people. Little works without it.", "Rechercher des personnes. Indispensable.")),
            new ScopeSpec("people.write", Capability.CHANGE_USERS), // the capability's own words will do
            new ScopeSpec("people.remove", Capability.REMOVE_USERS),
            new ScopeSpec("sign-ins.read", Capability.READ_SIGN_INS));

    /** What a person enters. What isn't said here is as it is with most providers. */
    private static final List<CredentialForm> FORMS = List.of(
            CredentialForm.of(Kind.API_KEY)
                    .with(FieldSpec.secret(
                                    "key",
                                    new Text("Acme key", "Clé Acme"),
                                    new Text(
                                            "An admin makes one in Acme's console, under Keys.",
                                            "Un administrateur en crée une dans la console d'Acme, sous Clés."))
                            .matching(
                                    "acme-[a-z0-9\\-]{8,64}",
                                    new Text(
                                            "acme- and 8 to 64 lower-case letters, digits and hyphens",
                                            "acme- puis 8 à 64 lettres minuscules, chiffres et traits d'union"))),
            CredentialForm.of(Kind.BEARER_TOKEN),
            CredentialForm.of(Kind.USER_PASSWORD));

    private final URI endpoint;

    /**
     * A connector.
     *
     * @param endpoint where Acme is: {@code https://api.acme.example}, or a stand-in
     */
    public AcmeConnector(URI endpoint) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                ID,
                "Acme",
                FORMS,
                Optional.empty(), // no OAuth
                RIGHTS,
                Set.of(endpoint.getAuthority()), // the credential goes to no other host
                Optional.of("X-Request-Id"));
    }

    @Override
    public Session open(ConnectorContext context) {
        return new AcmeSession(new AcmeApi(endpoint, context.transport()));
    }
}
