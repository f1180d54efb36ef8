package dev.gangway.result;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * Words for people, in English and in French. Immutable.
 *
 * @param en the words in English
 * @param fr the words in French
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // Error Prone doesn't know @serial of types
public record Text(String en, String fr) implements Serializable {
    /**
     * Checks that both languages are there.
     *
     * @param en the words in English
     * @param fr the words in French
     * @throws IllegalArgumentException if one of them is blank
     */
    public Text {
        Objects.requireNonNull(en, "en");
        Objects.requireNonNull(fr, "fr");
        if (en.isBlank() || fr.isBlank()) {
            throw new IllegalArgumentException("A text is said in English and in French; neither can be blank.");
        }
    }

    /**
     * The words in somebody's language.
     *
     * @param locale the reader's language; its country doesn't matter
     * @return the words in French for a French reader, in English for everybody else
     */
    public String in(Locale locale) {
        return locale.getLanguage().equals("fr") ? fr : en;
    }

    /** The words in English. */
    @Override
    public String toString() {
        return en;
    }
}
