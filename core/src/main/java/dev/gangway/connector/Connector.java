package dev.gangway.connector;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.error.Diagnosis;
import dev.gangway.http.Authorization;
import dev.gangway.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A vendor's code for one provider. Register it with {@code Gangway.builder().connector(…)}. Implementations are immutable and thread-safe.
 */
public interface Connector {

    /**
     * Describes the connector; always the same.
     *
     * @return id, kinds of credential, scopes, hosts
     */
    ConnectorSpec spec();

    /**
     * Opens a session for one connection. Sends nothing.
     *
     * @param context the way to the provider
     * @return the session
     */
    Session open(ConnectorContext context);

    /**
     * Whether an answer with status 401 means that the token itself was rejected, so that core renews it and sends the request once more. A
     * provider that also says 401 for a missing scope tells the two apart here.
     *
     * @param unauthorized an answer with status 401
     * @return true unless a connector says otherwise
     */
    default boolean rejectsCredential(Reply unauthorized) {
        return true;
    }

    /**
     * What an answer with status 401 says of the credential that it rejects: expired, revoked, malformed, whose. Core asks once renewing
     * didn't help.
     *
     * @param unauthorized an answer with status 401 that rejects the credential
     * @return what is wrong and what to do; empty, unless a connector says otherwise, if the answer doesn't tell
     */
    default Optional<Diagnosis> rejection(Reply unauthorized) {
        return Optional.empty();
    }

    /**
     * How long the body of an answer with status 429 says to wait, for a provider that doesn't say it in {@code Retry-After} alone. Of the
     * two the longer counts.
     *
     * @param limited an answer with status 429, of whose body at most the first 64 KiB are there
     * @return the time; empty unless a connector says otherwise
     */
    default Optional<Duration> waitInBody(Reply limited) {
        return Optional.empty();
    }

    /**
     * Where whoever runs the application sets up the app at the provider: its scopes, its secret, its redirect addresses. It is told to
     * people when the provider refuses the app.
     *
     * @return a phrase that can follow "in", such as {@code Acme's developer console, under Apps}
     */
    default String appConsole() {
        return spec().displayName() + "'s developer console";
    }

    /**
     * Whether {@link Session#revoke()} ends only the credential that it is asked with, and no other one that the same person gave the same
     * app. If so, core withdraws a credential after it was replaced, and a consent that came to nothing. If not, that could end a credential
     * which is in use, so core leaves it and tells.
     *
     * @return false unless a connector says otherwise
     */
    default boolean revokesOnlyThatGrant() {
        return false;
    }

    /**
     * How a credential that isn't OAuth goes into the {@code Authorization} header: a bearer token and an API key as {@code Bearer}, name and
     * password as {@code Basic}, unless a connector says otherwise. OAuth tokens never come here; core renews them itself.
     *
     * @param credential the credential, of a kind that the spec names
     * @return what the transport puts into each request
     */
    default Authorization authorization(Credential credential) {
        if (credential instanceof Credential.BearerToken it) {
            return Authorization.bearer(it.token());
        }
        if (credential instanceof Credential.ApiKey it) {
            return Authorization.bearer(it.key());
        }
        if (credential instanceof Credential.UserPassword it) {
            String pair = it.user() + ":" + it.password().reveal();
            return basic(Secret.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        }
        throw new IllegalArgumentException("OAuth tokens are handled by core, not by the connector.");
    }

    private static Authorization basic(Secret pair) {
        return new Authorization() {
            @Override
            public String header() {
                return "Basic " + pair.reveal();
            }

            @Override
            public boolean renew(String rejectedHeader) {
                return false;
            }
        };
    }
}
