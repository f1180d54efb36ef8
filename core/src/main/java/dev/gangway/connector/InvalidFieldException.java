package dev.gangway.connector;

import dev.gangway.result.Text;
import java.util.Objects;

/**
 * A field of a credential's form is missing, unknown, or doesn't look as it should. Nothing was sent. Show {@link #words()} beside the field
 * {@link #field()}; neither repeats what was entered.
 */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Which field. */
    private final String field;

    /** What is wrong. */
    private final Text words;

    /**
     * With the field and what to say.
     *
     * @param field the field's id
     * @param words what is wrong and what was expected; nothing of what was entered
     */
    public InvalidFieldException(String field, Text words) {
        super(Objects.requireNonNull(words, "words").en());
        this.field = Objects.requireNonNull(field, "field");
        this.words = words;
    }

    /**
     * Which field.
     *
     * @return the field's id
     */
    public String field() {
        return field;
    }

    /**
     * What is wrong and what was expected.
     *
     * @return the words, in both languages
     */
    public Text words() {
        return words;
    }
}
