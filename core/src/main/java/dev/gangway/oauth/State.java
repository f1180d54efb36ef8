package dev.gangway.oauth;

import dev.gangway.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The value that ties a browser's return to the authorization it was started for. RFC 6749 section 10.12. It prints as nothing; store
 * {@link #fingerprint()}, not the value. Immutable.
 *
 * @param value the value; compared in constant time
 */
public record State(Secret value) {

    /**
     * Checks the value.
     *
     * @param value the value
     */
    public State {
        Objects.requireNonNull(value, "value");
    }

    /**
     * A new one.
     *
     * @return 256 random bits, as 43 characters that need no encoding in a URL
     */
    public static State random() {
        return new State(Secret.of(Bytes.random(32)));
    }

    /**
     * What to find a stored authorization by: it doesn't give the value away.
     *
     * @return the SHA-256 of the value, as 43 characters of base64url
     */
    public String fingerprint() {
        return Bytes.sha256(value.reveal().getBytes(StandardCharsets.UTF_8));
    }
}
