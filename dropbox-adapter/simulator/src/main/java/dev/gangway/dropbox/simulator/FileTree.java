package dev.gangway.dropbox.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;

/**
 * What a member has as files and folders: the folders are those on the way to files. Names that differ in case only are the same
 * [specified]. Made anew for each call; used with the world locked.
 */
final class FileTree {
    private final Member member;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    private FileTree(Member member) {
        this.member = member;
    }

    /**
     * A file or a folder.
     *
     * @param path with a leading slash, in the case in which it came
     * @param file empty for a folder
     */
    record Node(Member member, String path, Optional<StoredFile> file) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String lower() {
            return FileTree.lower(path);
        }

        /** Where it is; empty for the root. */
        String parent() {
            return lower().substring(0, path.lastIndexOf('/'));
        }

        /** A folder's id is made from whose it is and its path. */
        String id() {
            return file.map(StoredFile::id)
                    .orElseGet(() -> "id:"
                            + ByteString.encodeUtf8(member.id() + lower())
                                    .sha256()
                                    .base64Url()
                                    .substring(0, 22));
        }

        /** {@code Metadata}. */
        Struct json(boolean tellsSharing) {
            Struct json = Struct.tag(file.isPresent() ? "file" : "folder")
                    .with("name", name())
                    .with("path_lower", lower())
                    .with("path_display", path)
                    .with("id", id());
            file.ifPresent(it -> json.flatten(it.stored()));
            return file.isPresent() && tellsSharing ? json.with("has_explicit_shared_members", false) : json;
        }
    }

    static FileTree of(Member member) {
        FileTree tree = new FileTree(member);
        for (StoredFile file : member.stored()) {
            String path = file.path();
            for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
                String folder = path.substring(0, slash);
                tree.nodes.putIfAbsent(lower(folder), new Node(member, folder, Optional.empty()));
            }
            tree.nodes.put(lower(path), new Node(member, path, Optional.of(file)));
        }
        return tree;
    }

    static String lower(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    /** Everything, in the order of coming; grows at its end only while the member is on the team. */
    List<Node> all() {
        return List.copyOf(nodes.values());
    }

    /**
     * What is at a place.
     *
     * @param where a path, an id, or a path within the namespace of the member's folder
     * @return empty for the root
     * @throws RouteError {@code path} if there is nothing
     */
    Optional<Node> at(String where) {
        String place = where.startsWith("ns:") ? within(where) : where;
        if (place.isEmpty()) {
            return Optional.empty();
        }
        if (place.endsWith("/")) {
            throw new RouteError(Struct.tags("path/malformed_path"));
        }
        Optional<Node> found = place.startsWith("/")
                ? Optional.ofNullable(nodes.get(lower(place)))
                : nodes.values().stream()
                        .filter(it -> it.id().equals(place)
                                || it.file()
                                        .map(StoredFile::rev)
                                        .map("rev:"::concat)
                                        .equals(Optional.of(place)))
                        .findFirst();
        return Optional.of(found.orElseThrow(FileTree::notFound));
    }

    boolean has(String path) {
        return nodes.containsKey(lower(path));
    }

    private String within(String where) {
        int slash = where.indexOf('/');
        String namespace = slash < 0 ? where.substring(3) : where.substring(3, slash);
        if (!namespace.equals(member.memberFolderId())) {
            throw notFound();
        }
        return slash < 0 ? "" : where.substring(slash);
    }

    private static RouteError notFound() {
        return new RouteError(Struct.tags("path/not_found"));
    }
}
