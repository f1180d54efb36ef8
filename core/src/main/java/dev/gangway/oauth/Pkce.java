package dev.gangway.oauth;

import dev.gangway.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Proof that who redeems a code is who asked for it. RFC 7636, method S256. Immutable.
 *
 * @param verifier the secret half: 43 to 128 letters, digits, {@code -}, {@code .}, {@code _} or {@code ~}
 */
public record Pkce(Secret verifier) {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /**
     * Checks the verifier.
     *
     * @param verifier the secret half
     * @throws IllegalArgumentException if it is too short, too long or has other characters
     */
    public Pkce {
        Objects.requireNonNull(verifier, "verifier");
        if (!VERIFIER.matcher(verifier.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "A PKCE verifier has 43 to 128 letters, digits, or characters of \"-._~\".");
        }
    }

    /**
     * A new one.
     *
     * @return a verifier of 512 random bits, 86 characters
     */
    public static Pkce random() {
        return new Pkce(Secret.of(Bytes.random(64)));
    }

    /**
     * The half that the authorization request shows.
     *
     * @return the challenge by S256
     */
    public String challenge() {
        return Bytes.sha256(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
    }
}
