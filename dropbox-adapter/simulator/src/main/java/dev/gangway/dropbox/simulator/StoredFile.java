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
                .with("file_id", "id:" + "A".repeat(8) + "%014d".formatted(number))
                .with("file_size", size);
    }

    /** {@code LegalHoldHeldRevisionMetadata}; the content is its number and path, since there is no other. */
    Struct held(Instant now) {
        String revision = "%016x".formatted(number);
        return Struct.of()
                .with("new_filename", number + "_" + name())
                .with("original_revision_id", revision)
                .with("original_file_path", path)
                .with("server_modified", modified)
                .with("author_member_id", author.id())
                .with("author_member_status", Profiles.status(author, now))
                .with("author_email", author.email())
                .with("file_type", "Document")
                .with("size", size)
                .with(
                        "content_hash",
                        ByteString.encodeUtf8(revision + path).sha256().hex());
    }
}
