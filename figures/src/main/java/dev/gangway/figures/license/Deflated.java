package dev.gangway.figures.license;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A text, deflated so that it can stand anywhere in a gzip stream: it refers to nothing before it and ends at a whole byte. So pages can be put
 * together without deflating anything again. Immutable.
 */
final class Deflated {

    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
    private static final int POLYNOMIAL = 0xEDB88320;
    /** The polynomial 1: the highest bit is the coefficient of the lowest power. */
    private static final int ONE = 1 << 31;

    /** Deflated blocks, none of them the last one of a stream. */
    private final byte[] bytes;

    private final int checksum;
    private final int length;

    private Deflated(byte[] bytes, int checksum, int length) {
        this.bytes = bytes;
        this.checksum = checksum;
        this.length = length;
    }

    /** Compresses a text of ASCII letters. */
    static Deflated of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.US_ASCII);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
            byte[] chunk = new byte[8 << 10];
            int count;
            do {
                count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
                out.write(chunk, 0, count);
            } while (count == chunk.length);
            return new Deflated(out.toByteArray(), crc(plain), plain.length);
        } finally {
            deflater.end();
        }
    }

    /** A short text, as it is. */
    static Deflated stored(String text) {
        byte[] plain = text.getBytes(StandardCharsets.US_ASCII);
        return new Deflated(block(0, plain), crc(plain), plain.length);
    }

    /** The parts of a gzip stream of these texts, one after the other. */
    static List<byte[]> gzip(List<Deflated> parts) {
        List<byte[]> stream = new ArrayList<>(parts.size() + 2);
        stream.add(GZIP_HEADER);
        int checksum = 0;
        int length = 0;
        for (Deflated part : parts) {
            stream.add(part.bytes);
            checksum = times(checksum, powerOfX(8L * part.length)) ^ part.checksum;
            length += part.length;
        }
        byte[] last = block(1, new byte[0]);
        stream.add(ByteBuffer.allocate(last.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(last)
                .putInt(checksum)
                .putInt(length)
                .array());
        return stream;
    }

    int size() {
        return bytes.length;
    }

    /** Of the text, in bytes. */
    int length() {
        return length;
    }

    private static byte[] block(int isLast, byte[] plain) {
        return ByteBuffer.allocate(5 + plain.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) isLast)
                .putShort((short) plain.length)
                .putShort((short) ~plain.length)
                .put(plain)
                .array();
    }

    private static int crc(byte[] plain) {
        CRC32 crc = new CRC32();
        crc.update(plain);
        return (int) crc.getValue();
    }

    /** A checksum is the rest of a polynomial; what follows a text multiplies its rest by x for each bit. */
    private static int powerOfX(long exponent) {
        int power = ONE;
        int square = ONE >>> 1;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                power = times(power, square);
            }
            square = times(square, square);
        }
        return power;
    }

    private static int times(int one, int other) {
        int product = 0;
        int shifted = other;
        for (int bits = one; bits != 0; bits <<= 1) {
            if (bits < 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) * POLYNOMIAL);
        }
        return product;
    }
}
