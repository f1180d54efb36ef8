package dev.gangway.assistance;

import dev.gangway.credential.Secret;
import java.time.Instant;
import java.util.Objects;

/**
 * A partner's way in, once and soon. Show the code to nobody but the partner: whoever redeems it first acts for the customer. It is stored as
 * a hash only, so it can't be shown again; make another one instead. Immutable.
 *
 * @param code 256 random bits, as 43 characters that need no encoding in a URL; prints as nothing
 * @param expiresAt from when on it is worth nothing
 */
public record SignInLink(Secret code, Instant expiresAt) {

    /**
     * Checks that nothing is missing.
     *
     * @param code the code
     * @param expiresAt from when on it is worth nothing
     */
    public SignInLink {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
