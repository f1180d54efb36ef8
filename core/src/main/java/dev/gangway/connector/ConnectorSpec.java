package dev.gangway.connector;

import dev.gangway.credential.Credential;
import dev.gangway.oauth.OAuthSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What core has to know about a connector before it connects. Immutable.
 *
 * @param id names the connector
 * @param displayName the provider's name, for people
 * @param credentialKinds the kinds of credential that it takes
 * @param oauth how consent is asked for; present if the kinds include OAuth
 * @param scopes the scopes that it asks for, and what each is for
 * @param hosts the only hosts that the transport may talk to with the credential
 * @param requestIdHeader the answer header in which the provider tells its request id; empty if it has none
 */
public record ConnectorSpec(
        ConnectorId id,
        String displayName,
        Set<Credential.Kind> credentialKinds,
        Optional<OAuthSpec> oauth,
        List<ScopeSpec> scopes,
        Set<String> hosts,
        Optional<String> requestIdHeader) {
    /**
     * Checks and copies the parts.
     *
     * @param id names the connector
     * @param displayName the provider's name
     * @param credentialKinds the kinds of credential
     * @param oauth how consent is asked for
     * @param scopes the scopes
     * @param hosts the hosts
     * @param requestIdHeader the answer header with the provider's request id
     * @throws IllegalArgumentException if there is no kind of credential, or OAuth is among them and its description is missing
     */
    public ConnectorSpec {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(displayName, "displayName");
        credentialKinds = Set.copyOf(credentialKinds);
        Objects.requireNonNull(oauth, "oauth");
        scopes = List.copyOf(scopes);
        hosts = Set.copyOf(hosts);
        Objects.requireNonNull(requestIdHeader, "requestIdHeader");
        if (credentialKinds.isEmpty()) {
            throw new IllegalArgumentException("A connector takes at least one kind of credential.");
        }
        if (credentialKinds.contains(Credential.Kind.OAUTH) != oauth.isPresent()) {
            throw new IllegalArgumentException(
                    "A connector that takes OAuth tokens describes its OAuth endpoints, and only such a one.");
        }
    }

    /**
     * The spec of a connector without OAuth.
     *
     * @param id names the connector
     * @param displayName the provider's name, for people
     * @param kind the kind of credential that it takes
     * @param hosts the only hosts that the transport may talk to
     * @return the spec, without scopes
     */
    public static ConnectorSpec of(ConnectorId id, String displayName, Credential.Kind kind, Set<String> hosts) {
        return new ConnectorSpec(id, displayName, Set.of(kind), Optional.empty(), List.of(), hosts, Optional.empty());
    }
}
