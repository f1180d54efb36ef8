package dev.gangway.sharing;

import java.util.Objects;

/**
 * A provider's immutable id of a shared folder, a team folder's too. Immutable.
 *
 * @param value the provider's id, 1 to 256 characters
 */
public record SharedFolderId(String value) {
    /**
     * Checks the id.
     *
     * @param value the provider's id
     * @throws IllegalArgumentException if it is blank or longer than 256 characters
     */
    public SharedFolderId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException(
                    "The id of a shared folder has 1 to 256 characters; take it from the provider, or from a TeamFolder.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
