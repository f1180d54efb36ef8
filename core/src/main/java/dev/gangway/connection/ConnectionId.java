package dev.gangway.connection;

import java.util.Objects;
import java.util.UUID;

/**
 * Names a connection; keep it beside your customer's record. Immutable.
 *
 * @param value letters, digits and hyphens, 1 to 64 characters
 */
public record ConnectionId(String value) {
    /**
     * Checks the shape.
     *
     * @param value the name
     * @throws IllegalArgumentException if it has another shape
     */
    public ConnectionId {
        Objects.requireNonNull(value, "value");
        if (!value.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "A connection id is 1 to 64 letters, digits and hyphens; pass one that Gangway gave you.");
        }
    }

    static ConnectionId random() {
        return new ConnectionId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
