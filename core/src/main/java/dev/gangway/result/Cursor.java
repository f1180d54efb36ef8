package dev.gangway.result;

import java.util.Objects;

/**
 * A place in a provider's listing. Only the connector that made it can read it. Immutable.
 *
 * @param value the connector's own text; empty for the start
 */
public record Cursor(String value) {
    /** Where every listing starts. */
    public static final Cursor START = new Cursor("");

    /**
     * Checks the text.
     *
     * @param value the connector's own text
     */
    public Cursor {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Whether this is {@link #START}.
     *
     * @return true for the start of a listing
     */
    public boolean isStart() {
        return value.isEmpty();
    }
}
