package dev.gangway.userdata;

import java.util.Objects;

/**
 * Names a folder of a person: a path, or the provider's id. Immutable.
 *
 * @param value a path from where the person's data begins, with a slash before each name, such as {@code /Reports/May}; or an id that a
 *     {@link DataEntry} has
 */
public record FolderRef(String value) {

    /** Where the person's data begins. */
    public static final FolderRef ROOT = new FolderRef("/");

    /**
     * Checks the value.
     *
     * @param value a path or an id
     * @throws IllegalArgumentException if it is blank or longer than 4,096 characters, or a path that ends in a slash
     */
    public FolderRef {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 4096) {
            throw new IllegalArgumentException(
                    "A folder is named by a path such as /Reports or by an id, of 1 to 4,096 characters; where the data begins is FolderRef.ROOT.");
        }
        if (value.length() > 1 && value.startsWith("/") && value.endsWith("/")) {
            throw new IllegalArgumentException("A path doesn't end in a slash; leave the last one out.");
        }
    }

    /**
     * Whether it is a path, and not an id.
     *
     * @return true if it begins with a slash
     */
    public boolean isPath() {
        return value.startsWith("/");
    }

    @Override
    public String toString() {
        return value;
    }
}
