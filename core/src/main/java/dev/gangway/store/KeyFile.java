package dev.gangway.store;

import dev.gangway.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A file with keys, which nobody else may read. */
final class KeyFile {

    private static final Set<PosixFilePermission> TOO_OPEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.GROUP_WRITE);

    private KeyFile() {}

    static Map<String, LocalKey> read(Path file) {
        byte[] text = new byte[0];
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
                throw new IllegalArgumentException("The file of keys " + file
                        + " is open to others, so it was not read: chmod 600 (or 640 for a group"
                        + " that may read it). If others had access to it, make new keys.");
            }
            text = Files.readAllBytes(file);
            return KeyList.lines(text, line -> "Line " + line + " of the file of keys " + file);
        } catch (NoSuchFileException absent) {
            throw new StoreException("There is no file of keys " + file + ".", null);
        } catch (IOException unreadable) {
            throw new StoreException(
                    "The file of keys " + file + " can't be read ("
                            + unreadable.getClass().getName() + "); see that this process may.",
                    null);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
