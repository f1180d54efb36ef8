package dev.gangway.examples.acme;

import dev.gangway.connector.ConnectorSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.oauth.ClientAuthentication;
import dev.gangway.oauth.OAuthSpec;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** How the connector would describe Acme if Acme asked admins for consent by OAuth. */
final class AcmeWithOAuth {

    private AcmeWithOAuth() {}

    static ConnectorSpec spec(String clientId, Secret clientSecret) {
        // [oauth]
        OAuthSpec oauth = OAuthSpec.of(
                        URI.create("https://acme.example/oauth/authorize"),
                        URI.create("https://api.acme.example/oauth/token"),
                        clientId)
                .withSecret(clientSecret, ClientAuthentication.BASIC)
                .withScopes(Set.of("people.read", "people.write", "people.remove", "sign-ins.read"))
                .withLastingRefreshTokens();
        return new ConnectorSpec(
                AcmeConnector.ID,
                "Acme",
                Set.of(Credential.Kind.OAUTH),
                Optional.of(oauth),
                AcmeConnector.RIGHTS,
                Set.of("api.acme.example"),
                Optional.of("X-Request-Id"));
        // [/oauth]
    }
}
