package dev.gangway.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A text that must not be seen: it prints as {@code Secret[redacted]}, compares in constant time, and is read only by {@link #reveal()}.
 * Immutable.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a secret text.
     *
     * @param text the text; not blank, without line breaks or other control characters (a token never has any; a pasted one often does)
     * @return the secret
     * @throws IllegalArgumentException if the text is blank or has control characters; the message doesn't repeat it
     */
    public static Secret of(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("A secret can't be blank.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A secret can't hold line breaks or other control characters; was it pasted with one?");
        }
        return new Secret(text);
    }

    /**
     * The text itself. The only way out; search for calls of it in reviews.
     *
     * @return the secret text
     */
    public String reveal() {
        return text;
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret it
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), it.text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all secrets, so that it tells nothing. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
