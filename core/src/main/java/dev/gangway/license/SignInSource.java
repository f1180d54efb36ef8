package dev.gangway.license;

import java.util.Objects;

/**
 * Where a sign-in is known from. Connectors make one for each kind and use it again. Immutable.
 *
 * @param words where it is known from and how the person signed in, for people: "event log, password"
 * @param actor as what the provider recorded the person: "user", "admin"
 */
public record SignInSource(String words, String actor) {
    /**
     * Checks the words.
     *
     * @param words where it is known from
     * @param actor as what the person was recorded
     */
    public SignInSource {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(actor, "actor");
    }
}
