package dev.gangway.user;

/** Whether a text is a receipt as Gangway signed it; {@link Receipt#verify} finds out. */
public enum Authenticity {
    /** It is word for word what was signed with one of the keys. Spaces, line breaks and the order of fields don't count. */
    GENUINE("It is as it was signed."),
    /** It was signed, and is not what was signed: something was changed, added, left out or damaged. */
    CHANGED(
            "It was changed after it was signed, or damaged. Don't rely on it; users().receipt(planId) has the original."),
    /** It was signed with a key that isn't among these, so nothing can be said of it. */
    UNKNOWN_KEY("It was signed with a key that isn't among these. Take all keys of the store that it came from."),
    /** It has no signature, so nothing can be said of it. */
    NOT_SIGNED("It is not signed: it is no receipt, or the signature was left out.");

    private final String words;

    Authenticity(String words) {
        this.words = words;
    }

    /**
     * What that means, for a person.
     *
     * @return one or two sentences that repeat nothing of the text
     */
    public String words() {
        return words;
    }
}
