package dev.gangway.userdata;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Objects;

/**
 * A file or folder as its owner sees it. Immutable.
 *
 * @param id the provider's id
 * @param name its name
 * @param path where it is, from where the person's data begins; unknown if the provider doesn't tell
 * @param kind what it is
 * @param bytes a file's size; unknown of folders, and if the provider doesn't tell
 * @param modified when a file was last changed; unknown of folders, and if the provider doesn't tell
 */
public record DataEntry(
        String id, String name, Fact<String> path, Kind kind, Fact<Long> bytes, Fact<Instant> modified) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id
     * @param name its name
     * @param path where it is
     * @param kind what it is
     * @param bytes a file's size
     * @param modified when a file was last changed
     */
    public DataEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(modified, "modified");
    }

    /**
     * A folder.
     *
     * @param id the provider's id
     * @param name its name
     * @param path where it is
     * @return the entry, whose size and time aren't known
     */
    public static DataEntry folder(String id, String name, Fact<String> path) {
        return new DataEntry(
                id,
                name,
                path,
                Kind.FOLDER,
                Fact.unknown("a folder has no size of its own"),
                Fact.unknown("a folder has no time of its own"));
    }

    /** What an entry is. New ones may be added; treat an unknown one like {@link #OTHER}. */
    public enum Kind {
        /** A file. */
        FILE,
        /** A folder; {@code new FolderRef(entry.id())} names it. */
        FOLDER,
        /** Something that has no word here. */
        OTHER
    }
}
