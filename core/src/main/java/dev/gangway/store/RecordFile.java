package dev.gangway.store;

import dev.gangway.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What is in a file of {@link DirectoryStore}: a line with the format, the checksum of all that follows, the version, the data's length and
 * the key; then the data.
 */
record RecordFile(String key, Versioned record) {

    private static final String FORMAT = "gangway-record-1 ";

    byte[] write() {
        byte[] data = record.data();
        byte[] rest = join(ascii(record.version() + " " + data.length + " " + key + "\n"), data);
        return join(ascii(FORMAT + checksum(rest) + " "), rest);
    }

    /** Reads a file; one that was cut, changed or is something else is an exception that calls it by this name. */
    static RecordFile read(String name, byte[] content) {
        try {
            int line = new String(content, StandardCharsets.ISO_8859_1).indexOf('\n');
            String[] head = new String(content, 0, line, StandardCharsets.ISO_8859_1).split(" ", 5);
            byte[] data = Arrays.copyOfRange(content, line + 1, content.length);
            byte[] rest = Arrays.copyOfRange(content, FORMAT.length() + head[1].length() + 1, content.length);
            if (FORMAT.equals(head[0] + " ")
                    && head[1].equals(checksum(rest))
                    && Integer.parseInt(head[3]) == data.length) {
                return new RecordFile(head[4], new Versioned(Long.parseLong(head[2]), data));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException notARecord) {
            // said below
        }
        throw damaged(name);
    }

    static StoreException damaged(String name) {
        return new StoreException(
                name
                        + " is no whole record of this store: it was cut, changed or put there by somebody else. Put a copy of the"
                        + " record back, or take the file away if the record may be lost.",
                null);
    }

    private static String checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return String.format("%08x", checksum.getValue());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
