package dev.gangway.dropbox.simulator;

import java.time.Instant;
import okio.ByteString;

/**
 * A file that a member has stored, in its only revision. Immutable.
 *
 * @param number counts the files of a team from 1; its ids are made from it
 * @param path from the root of the author's folder, with a leading slash
 * @param size in bytes
 * @param author who stored it, whoever has it now
 */
record StoredFile(long number, String path, long size, Instant modified, Member author) implements Asset {

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String id() {
        return "id:" + "A".repeat(8) + "%014d".formatted(number);
    }

    String rev() {
        return "%016x".formatted(number);
    }

    private String contentHash() {
        return ByteString.encodeUtf8(rev() + path).sha256().hex();
    }

    /** What {@code FileMetadata} has besides name, paths and id. */
    Struct stored() {
        return Struct.of()
                .with("client_modified", modified)
                .with("server_modified", modified)
                .with("rev", rev())
                .with("size", size)
                .with("is_downloadable", true)
                .with("content_hash", contentHash());
    }

    /** {@code FileLogInfo}. */
    @Override
    public Struct asset() {
        Struct inNamespace = Struct.of()
                .with("ns_id", author.memberFolderId())
                .with("relative_path", path)
                .with("is_shared_namespace", false);
        return Struct.tag("file")
                .with("path", Struct.of().with("contextual", path).with("namespace_relative", inNamespace))
                .with("display_name", name())
                .with("file_id", id())
                .with("file_size", size);
    }

    /** {@code LegalHoldHeldRevisionMetadata}; the content is its number and path, since there is no other. */
    Struct held(Instant now) {
        return Struct.of()
                .with("new_filename", number + "_" + name())
                .with("original_revision_id", rev())
                .with("original_file_path", path)
                .with("server_modified", modified)
                .with("author_member_id", author.id())
                .with("author_member_status", Profiles.status(author, now))
                .with("author_email", author.email())
                .with("file_type", "Document")
                .with("size", size)
                .with("content_hash", contentHash());
    }
}
