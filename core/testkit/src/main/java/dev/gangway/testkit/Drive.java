package dev.gangway.testkit;

import dev.gangway.result.Fact;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.DataEntry.Kind;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What somebody in the team in memory has stored and shared. Not thread-safe; the team's lock guards it. */
final class Drive {

    private static final String ID = "entry-";

    final List<SharedLink> links = new ArrayList<>();
    final List<SharedFolder> folders = new ArrayList<>();
    private final Map<String, DataEntry> entries = new LinkedHashMap<>();

    /** A file, and the folders on the way to it. */
    void store(String path, long bytes, Instant now) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            entries.computeIfAbsent(folder, it -> DataEntry.folder(newId(), name(it), Fact.of(it)));
        }
        entries.put(path, new DataEntry(newId(), name(path), Fact.of(path), Kind.FILE, Fact.of(bytes), Fact.of(now)));
    }

    private String newId() {
        return ID + (entries.size() + 1);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    long bytes() {
        return entries.values().stream()
                .mapToLong(it -> it.bytes().toOptional().orElse(0L))
                .sum();
    }

    /** What is in a folder, by number; empty if there is none. */
    Optional<SortedMap<Integer, DataEntry>> in(FolderRef folder) {
        return path(folder).map(within -> {
            SortedMap<Integer, DataEntry> found = new TreeMap<>();
            int number = 0;
            for (String path : entries.keySet()) {
                number++;
                if (path.substring(0, path.lastIndexOf('/')).equals(within)) {
                    found.put(number, entries.get(path));
                }
            }
            return found;
        });
    }

    /** A folder's path; that of the root is empty. */
    private Optional<String> path(FolderRef folder) {
        if (folder.equals(FolderRef.ROOT)) {
            return Optional.of("");
        }
        return entries.entrySet().stream()
                .filter(it -> it.getValue().kind() == Kind.FOLDER)
                .filter(it -> folder.value()
                        .equals(folder.isPath() ? it.getKey() : it.getValue().id()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
