package dev.gangway.result;

import java.util.Objects;

/**
 * Names a piece of work whose end isn't known yet. It is a plain string that can be stored and used on any node that shares the store;
 * it holds no secret. Immutable.
 *
 * @param value the handle as a string: 1 to 512 characters
 */
public record JobHandle(String value) {
    /**
     * Checks the string.
     *
     * @param value the handle as a string
     * @throws IllegalArgumentException if it is blank or longer than 512 characters
     */
    public JobHandle {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 512) {
            throw new IllegalArgumentException(
                    "A job handle has 1 to 512 characters; pass one that an Unsettled outcome gave you.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
