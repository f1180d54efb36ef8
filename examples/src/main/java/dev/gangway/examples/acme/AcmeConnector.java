package dev.gangway.examples.acme;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
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
            new ScopeSpec("people.read", Capability.READ_USERS),
            new ScopeSpec("people.write", Capability.CHANGE_USERS),
            new ScopeSpec("people.remove", Capability.REMOVE_USERS),
            new ScopeSpec("sign-ins.read", Capability.READ_SIGN_INS));

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
                Set.of(Credential.Kind.API_KEY),
                Optional.empty(), // no OAuth
                RIGHTS,
                Set.of(endpoint.getAuthority()), // the key goes to no other host
                Optional.of("X-Request-Id"));
    }

    @Override
    public Session open(ConnectorContext context) {
        return new AcmeSession(new AcmeApi(endpoint, context.transport()));
    }
}
