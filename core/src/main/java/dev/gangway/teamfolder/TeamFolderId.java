package dev.gangway.teamfolder;

import java.util.Objects;

/**
 * A provider's immutable id of a team folder. It stays when the folder is renamed or archived, and never moves to another folder.
 * Immutable.
 *
 * @param value the provider's id, 1 to 256 characters
 */
public record TeamFolderId(String value) {
    /**
     * Checks the id.
     *
     * @param value the provider's id
     * @throws IllegalArgumentException if it is blank or longer than 256 characters
     */
    public TeamFolderId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException(
                    "The id of a team folder has 1 to 256 characters; take it from a TeamFolder.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
