package dev.gangway.assistance;

import java.util.Objects;
import java.util.Optional;

/**
 * On whom or what something is done. Immutable.
 *
 * @param name how people call it, 1 to {@value #MAX_LENGTH} characters
 * @param id the provider's id, which never moves to another; empty if there is none, as for somebody who isn't found
 */
public record Subject(String name, Optional<String> id) {

    /** The most characters of a name or an id. */
    public static final int MAX_LENGTH = 1_000;

    /**
     * Checks the parts.
     *
     * @param name how people call it
     * @param id the provider's id
     * @throws IllegalArgumentException if one of them is blank or too long
     */
    public Subject {
        check("The name of a subject", name, MAX_LENGTH);
        id.ifPresent(it -> check("The id of a subject", it, MAX_LENGTH));
    }

    /**
     * A subject that the provider knows.
     *
     * @param name how people call it
     * @param id the provider's id, which never moves to another
     * @return the subject
     * @throws IllegalArgumentException if one of them is blank or too long
     */
    public static Subject of(String name, String id) {
        return new Subject(name, Optional.of(id));
    }

    /**
     * A subject without an id.
     *
     * @param name how people call it
     * @return the subject
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static Subject named(String name) {
        return new Subject(name, Optional.empty());
    }

    static void check(String what, String text, int longest) {
        if (Objects.requireNonNull(text, what).isBlank() || text.length() > longest) {
            throw new IllegalArgumentException(what + " has 1 to " + longest + " characters, not "
                    + (text.isBlank() ? "none" : text.length()) + ".");
        }
    }
}
