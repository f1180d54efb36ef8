package dev.gangway.connector;

import dev.gangway.credential.Secret;
import dev.gangway.result.Text;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One field of the form in which a person enters a credential: all that an application needs to draw it. Immutable.
 *
 * @param id names the field towards the program: a letter, then up to 39 letters and digits
 * @param label what stands beside it
 * @param help what it is and where the person finds it
 * @param pattern what a whole value has to match: a regular expression that Java and the {@code pattern} attribute of HTML read alike
 * @param shape the pattern in words: a phrase that can follow "Expected:"
 * @param secret whether it is typed unseen, and never shown again
 * @param required whether the form can't be sent without it
 * @param example what a value may look like, if that helps; never one that opens something
 */
public record FieldSpec(
        String id,
        Text label,
        Text help,
        String pattern,
        Text shape,
        boolean secret,
        boolean required,
        Optional<String> example) {

    /** One line, as long as the longest token that is known to us, with room. */
    private static final String LINE = "[^\\p{Cc}]{1,16384}";

    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:[pP]\\{[^}]*}|.)");

    private static final Pattern CHARACTER_CLASS = Pattern.compile("\\[\\^?([^\\]]*)]");

    /** Characters and ranges. Browsers read these signs, and most that are doubled, as syntax there (ECMAScript's flag v). */
    private static final Pattern ALIKE =
            Pattern.compile("(?!.*([&!#$%*+,.:;<=>?@^`~])\\1)(?:[^()\\[{}/|-](?:-[^()\\[{}/|-])?)+");

    private static final Text ANY_LINE = new Text("one line of text", "une ligne de texte");

    /**
     * Checks the parts.
     *
     * @param id names the field
     * @param label what stands beside it
     * @param help what it is
     * @param pattern what a value has to match
     * @param shape the pattern in words
     * @param secret whether it is typed unseen
     * @param required whether it has to be there
     * @param example what a value may look like
     * @throws IllegalArgumentException if the id has another shape, the pattern is no regular expression or has a class of characters
     *     that browsers can't read, or the example doesn't match it
     */
    public FieldSpec {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(help, "help");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(example, "example");
        if (!id.matches("[A-Za-z][A-Za-z0-9]{0,39}")) {
            throw new IllegalArgumentException("A field's id is a letter and up to 39 more letters and digits.");
        }
        Pattern regex = compiled(id, pattern);
        requireAlike(id, pattern);
        if (example.isPresent() && !regex.matcher(example.get()).matches()) {
            throw new IllegalArgumentException("The example of the field " + id + " doesn't match its pattern.");
        }
    }

    private static Pattern compiled(String id, String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "The pattern of the field " + id + " is no regular expression: " + wrong.getDescription() + ".");
        }
    }

    /** A browser that can't read a pattern checks nothing, and only its console says so. */
    private static void requireAlike(String id, String pattern) {
        boolean alike = CHARACTER_CLASS
                .matcher(ESCAPED.matcher(pattern).replaceAll("e"))
                .results()
                .allMatch(it -> ALIKE.matcher(it.group(1)).matches());
        if (!alike) {
            throw new IllegalArgumentException("Browsers can't read the pattern of the field " + id
                    + ". Between [ and ], put a backslash before each of ( ) [ { } / | and -, unless - stands for a range,"
                    + " and before a sign that is there twice in a row.");
        }
    }

    /**
     * A required field that is typed unseen and takes any one line.
     *
     * @param id names the field
     * @param label what stands beside it
     * @param help what it is and where the person finds it
     * @return the field
     */
    public static FieldSpec secret(String id, Text label, Text help) {
        return new FieldSpec(id, label, help, LINE, ANY_LINE, true, true, Optional.empty());
    }

    /**
     * A required field that everybody may see and that takes any one line.
     *
     * @param id names the field
     * @param label what stands beside it
     * @param help what it is and where the person finds it
     * @return the field
     */
    public static FieldSpec open(String id, Text label, Text help) {
        return new FieldSpec(id, label, help, LINE, ANY_LINE, false, true, Optional.empty());
    }

    /**
     * A copy that takes only what matches.
     *
     * @param regex what a whole value has to match; within a class of characters, hyphens and slashes need a backslash
     * @param words the same in words: a phrase that can follow "Expected:"
     * @return the copy, without an example
     * @throws IllegalArgumentException if it is no regular expression, or has a class of characters that browsers can't read
     */
    public FieldSpec matching(String regex, Text words) {
        return new FieldSpec(id, label, help, regex, words, secret, required, Optional.empty());
    }

    /**
     * A copy with other words.
     *
     * @param newLabel what stands beside it
     * @param newHelp what it is and where the person finds it
     * @return the copy
     */
    public FieldSpec worded(Text newLabel, Text newHelp) {
        return new FieldSpec(id, newLabel, newHelp, pattern, shape, secret, required, example);
    }

    /**
     * A copy that may be left empty.
     *
     * @return the copy
     */
    public FieldSpec optional() {
        return new FieldSpec(id, label, help, pattern, shape, secret, false, example);
    }

    /**
     * A copy with an example.
     *
     * @param value what a value may look like
     * @return the copy
     */
    public FieldSpec like(String value) {
        return new FieldSpec(id, label, help, pattern, shape, secret, required, Optional.of(value));
    }

    /** Refuses a value that doesn't match. */
    void check(String value) {
        if (!Pattern.matches(pattern, value)) {
            throw wrong();
        }
    }

    void check(Secret value) {
        check(value.reveal());
    }

    InvalidFieldException wrong() {
        return new InvalidFieldException(
                id,
                new Text(
                        label.en() + " doesn't look right. Expected: " + shape.en() + ".",
                        label.fr() + " : la forme ne convient pas. Forme attendue : " + shape.fr() + "."));
    }

    InvalidFieldException missing() {
        return new InvalidFieldException(
                id,
                new Text(
                        label.en() + " is missing. Expected: " + shape.en() + ".",
                        label.fr() + " : ce champ est obligatoire. Forme attendue : " + shape.fr() + "."));
    }
}
