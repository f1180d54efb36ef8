package dev.gangway.license;

import dev.gangway.error.ProviderProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A buffer that characters are written to as UTF-8, one text after the other, each after its length. Used again and again; not thread-safe. */
final class Chars {

    /** Longer texts are no names, addresses or ids. */
    private static final int LONGEST = 8 * 1024;

    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void putLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    void put(CharSequence text) {
        int chars = text.length();
        if (chars > LONGEST) {
            throw new ProviderProtocolException(
                    "The provider told an id, a name or an address of " + chars + " characters; at most " + LONGEST
                            + " are read.",
                    Optional.empty());
        }
        int start = length;
        room(2 + chars);
        length += 2;
        for (int i = 0; i < chars; i++) {
            char it = text.charAt(i);
            if (it >= 0x80) {
                byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
                length = start + 2;
                room(all.length);
                System.arraycopy(all, 0, bytes, length, all.length);
                length += all.length;
                break;
            }
            bytes[length++] = (byte) it;
        }
        int size = length - start - 2;
        bytes[start] = (byte) (size >>> 8);
        bytes[start + 1] = (byte) size;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The text that was put at a place in some bytes. */
    static String text(byte[] bytes, int at) {
        return new String(bytes, at + 2, size(bytes, at), StandardCharsets.UTF_8);
    }

    /** Where what comes after the text at a place begins. */
    static int after(byte[] bytes, int at) {
        return at + 2 + size(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private static int size(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** A number that stands for an e-mail address, whatever its capitals; never 0. */
    static long address(CharSequence address) {
        long hash = 0x9e3779b97f4a7c15L;
        for (int i = 0; i < address.length(); i++) {
            hash = (hash ^ Character.toLowerCase(address.charAt(i))) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }
}
