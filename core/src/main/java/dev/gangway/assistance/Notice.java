package dev.gangway.assistance;

import dev.gangway.result.Text;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A message to one admin, in English and French: the reader's language isn't known. Immutable.
 *
 * @param id the same whenever this notice is sent again, and another's never: 1 to 100 letters, digits, dots, dashes and underscores
 * @param to the admin's e-mail address, one line
 * @param subject what it is about, one line in each language
 * @param body what it says, in plain text with lines of its own
 */
public record Notice(String id, String to, Text subject, Text body) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /**
     * Checks the parts.
     *
     * @param id the same whenever this notice is sent again
     * @param to the admin's address
     * @param subject what it is about
     * @param body what it says
     * @throws IllegalArgumentException if the id has another form, or the address or the subject is blank or has a line break or another
     *     control character
     */
    public Notice {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A notice's id has 1 to 100 letters, digits, dots, dashes and underscores; this has not: " + id);
        }
        requireLine("address", to);
        requireLine("subject", subject.en());
        requireLine("subject", subject.fr());
        Objects.requireNonNull(body, "body");
    }

    private static void requireLine(String what, String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A notice's " + what + " is one line of text.");
        }
    }
}
