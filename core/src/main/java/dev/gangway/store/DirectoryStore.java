package dev.gangway.store;

import dev.gangway.error.StoreException;
import dev.gangway.store.Leases.NodeTime;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * A store in a directory of one machine, a small file for each record. Any number of threads, stores and processes may use a directory at
 * once. Thread-safe; it holds nothing open between calls, so there is nothing to close.
 *
 * <p>A change is written to a new file, forced to the disk and renamed, and the directory is forced, too: whenever a process is killed or
 * the power fails, a record is the old one or the new one. A file that was cut or changed, or that is no record, is a {@code StoreException}
 * that names it. One change is made at a time; it waits up to 30 seconds for other processes.
 *
 * <p>The directory has to be on a disk of the machine: the locks and renames of network file systems promise less. For several machines
 * take {@code JdbcStore}. What the store creates is for its owner alone, where the file system knows owners. Leases run on the machine's
 * clock. Stop all processes before you put a backup back. Tested on Linux.
 */
public final class DirectoryStore extends CheckedStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNFINISHED = "t-";
    private static final boolean CAN_FORCE_DIRECTORIES =
            !System.getProperty("os.name", "").startsWith("Windows"); // there a directory can't be opened

    private final Path records;
    private final DirectoryLock lock;

    private DirectoryStore(Path records, DirectoryLock lock) {
        super(NodeTime.SYSTEM);
        this.records = records;
        this.lock = lock;
    }

    /**
     * Opens the store in a directory, and makes the directory if it isn't there.
     *
     * @param directory a directory of this machine; the store keeps a folder {@code records} and a file {@code lock} in it and touches
     *     nothing else
     * @return the store
     * @throws StoreException if the directory can't be made, read or written, or is on a network file system; the message says what to do
     */
    public static DirectoryStore open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        Path records = root.resolve("records");
        Path lockFile = root.resolve("lock");
        DirectoryStore store;
        try {
            if (root.getFileSystem() != FileSystems.getDefault()) {
                throw new IOException("not a directory of this machine");
            }
            Files.createDirectories(root, ownersOnly("rwx------"));
            refuseNetwork(root, fileSystem(root));
            Files.createDirectories(records, ownersOnly("rwx------"));
            FileChannel.open(
                            lockFile,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            ownersOnly("rw-------"))
                    .close();
            force(root);
            store = new DirectoryStore(records, new DirectoryLock(lockFile, PATIENCE));
        } catch (IOException failed) {
            throw new StoreException(
                    "No store can be opened in " + root + ": " + reason(failed)
                            + ". Name a directory that this process may create, read and write.",
                    failed);
        }
        store.alone("The directory " + records + " can't be cleared up", store::clearUp);
        return store;
    }

    private static String fileSystem(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException unknown) { // as in some containers
            return "";
        }
    }

    static void refuseNetwork(Path directory, String fileSystem) {
        if (fileSystem
                .toLowerCase(Locale.ROOT)
                .matches("(nfs|smb|cifs|afs|ncp|9p|ceph|gluster|lustre|fuse\\.(sshfs|s3|gluster)).*")) {
            throw new StoreException(
                    directory + " is on a network file system (" + fileSystem
                            + "). Name a directory on a disk of this machine, or take JdbcStore.",
                    null);
        }
    }

    private static FileAttribute<?>[] ownersOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Who has the lock and isn't writing knows that nobody is: unfinished files are from writers that were killed. */
    private Boolean clearUp() throws IOException {
        for (Path file : files()) {
            if (name(file).startsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
        return true;
    }

    @Override
    Optional<Versioned> read(String key) {
        try {
            return find(key);
        } catch (IOException failed) {
            throw new StoreException(
                    "The record " + key + " can't be read in " + records + ": " + reason(failed)
                            + ". Look after the directory; the record may well be there.",
                    failed);
        }
    }

    private Optional<Versioned> find(String key) throws IOException {
        Path file = records.resolve(FileName.of(key));
        byte[] content;
        try {
            content = uninterrupted(() -> Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            if (!Files.isDirectory(records)) {
                throw new NoSuchFileException(records.toString(), null, "the directory itself is gone");
            }
            return Optional.empty();
        }
        String name = "The record " + key + " in " + file;
        RecordFile read = RecordFile.read(name, content);
        if (!read.key().equals(key)) {
            throw RecordFile.damaged(name);
        }
        return Optional.of(read.record());
    }

    @Override
    OptionalLong swap(String key, long expectedVersion, byte[] data) {
        return alone(
                "The record " + key + " can't be written in " + records
                        + ". Read it again before you rely on its being old or new",
                () -> {
                    long version = find(key).map(Versioned::version).orElse(0L);
                    if (version != expectedVersion) {
                        return OptionalLong.empty();
                    }
                    Path file = records.resolve(FileName.of(key));
                    if (data.length == 0) {
                        Files.deleteIfExists(file);
                        force(records);
                        return OptionalLong.of(0);
                    }
                    Versioned next = new Versioned(Versions.after(version), data);
                    replace(file, new RecordFile(key, next).write());
                    return OptionalLong.of(next.version());
                });
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path unfinished = Files.createFile(records.resolve(UNFINISHED + UUID.randomUUID()), ownersOnly("rw-------"));
        try {
            try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            Files.deleteIfExists(unfinished);
            throw failed;
        }
        force(records);
    }

    /** A listing has the directory to itself: a file that is being replaced can be missing from one that is read meanwhile. */
    @Override
    List<String> keys(String prefix) {
        return alone("The records in " + records + " can't be listed", () -> {
            List<String> keys = new ArrayList<>();
            for (Path file : files()) {
                if (!name(file).startsWith(UNFINISHED) && !FileName.startsOtherwise(name(file), prefix)) {
                    keys.add(key(file));
                }
            }
            return keys.stream()
                    .filter(key -> key.startsWith(prefix))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        });
    }

    private static String key(Path file) throws IOException {
        if (FileName.isDigest(name(file))) {
            return RecordFile.read(file.toString(), uninterrupted(() -> Files.readAllBytes(file)))
                    .key();
        }
        return FileName.key(name(file)).orElseThrow(() -> RecordFile.damaged(file.toString()));
    }

    private List<Path> files() throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(records)) {
            List<Path> files = new ArrayList<>();
            stream.forEach(files::add);
            return files;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    @Override
    Instant now() {
        return InstantSource.system().instant();
    }

    private <T> T alone(String failure, DirectoryLock.Work<T> work) {
        try {
            return lock.alone(work);
        } catch (IOException failed) {
            throw new StoreException(
                    failure + ": " + reason(failed) + ". Look for a full disk, missing rights or a missing directory.",
                    failed);
        }
    }

    private static String reason(IOException failed) {
        return failed.getClass().getSimpleName() + ", " + failed.getMessage();
    }

    private static void force(Path directory) throws IOException {
        if (CAN_FORCE_DIRECTORIES) {
            uninterrupted(() -> {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return true;
            });
        }
    }

    /** Does work that an interrupt would cut short; the interrupt flag is set again afterwards. */
    private static <T> T uninterrupted(DirectoryLock.Work<T> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return work.run();
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
