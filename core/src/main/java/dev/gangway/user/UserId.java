package dev.gangway.user;

import java.util.Objects;

/**
 * A provider's immutable id of a person on a team. It never moves to somebody else, so everything destructive is addressed by it.
 * Immutable.
 *
 * @param value the provider's id, 1 to 256 characters
 */
public record UserId(String value) {
    /**
     * Checks the id.
     *
     * @param value the provider's id
     * @throws IllegalArgumentException if it is blank or longer than 256 characters
     */
    public UserId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("A user id has 1 to 256 characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
