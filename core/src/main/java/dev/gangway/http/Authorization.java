package dev.gangway.http;

import dev.gangway.credential.Secret;
import java.util.Objects;

/**
 * Where the transport gets the {@code Authorization} header of each request from. Implementations are thread-safe, and no value of the
 * header gets into a log, an exception or {@code toString}.
 */
public interface Authorization {

    /**
     * The header's value for a request that is about to be sent.
     *
     * @return the value, such as {@code Bearer …}
     * @throws dev.gangway.error.CredentialRejectedException if there is no usable credential any more
     * @throws dev.gangway.error.ProviderUnavailableException if a credential has to be fetched first and can't be
     */
    String header();

    /**
     * Replaces a value that the provider has just rejected. Called at most once for each request.
     *
     * @param rejectedHeader the value that was rejected; if {@link #header()} has moved on since, nothing is fetched
     * @return whether {@link #header()} now gives another value, so that the request is worth sending once more
     * @throws dev.gangway.error.CredentialRejectedException if the grant behind the value is gone
     * @throws dev.gangway.error.ProviderUnavailableException if another value can't be fetched at present
     */
    boolean renew(String rejectedHeader);

    /**
     * A bearer token that nobody here can renew.
     *
     * @param token the token
     * @return the authorization
     */
    static Authorization bearer(Secret token) {
        Objects.requireNonNull(token, "token");
        return new Authorization() {
            @Override
            public String header() {
                return "Bearer " + token.reveal();
            }

            @Override
            public boolean renew(String rejectedHeader) {
                return false;
            }
        };
    }
}
