package dev.gangway.connector;

import java.util.Objects;

/**
 * Names a connector, for good: it is stored with each connection. Immutable.
 *
 * @param value lower-case letters, digits and hyphens, 2 to 40 characters, starting with a letter
 */
public record ConnectorId(String value) {
    /**
     * Checks the shape.
     *
     * @param value the name
     * @throws IllegalArgumentException if it has another shape
     */
    public ConnectorId {
        Objects.requireNonNull(value, "value");
        if (!value.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new IllegalArgumentException(
                    "A connector id is 2 to 40 lower-case letters, digits and hyphens and starts with a letter.");
        }
    }

    /**
     * An id.
     *
     * @param value lower-case letters, digits and hyphens, 2 to 40 characters, starting with a letter
     * @return the id
     * @throws IllegalArgumentException if it has another shape
     */
    public static ConnectorId of(String value) {
        return new ConnectorId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
