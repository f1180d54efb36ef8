package dev.gangway.license;

import dev.gangway.error.ProviderProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A buffer that characters are written to as UTF-8, one text after the other, each after its length. Used again and again; not thread-safe. */
final class Chars {

    /** Longer texts are no names, addresses or ids. A row of four of them fits into a block. */
    private static final int LONGEST = 4 * 1024;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
        room(8);
        EIGHT.set(bytes, length, value);
        length += 8;
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
        byte[] to = bytes;
        int from = length;
        int any = 0;
        for (int i = 0; i < chars; i++) {
            char it = text.charAt(i);
            any |= it;
            to[from + i] = (byte) it;
        }
        if (any < 0x80) {
            length += chars;
        } else {
            byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
            room(all.length);
            System.arraycopy(all, 0, bytes, length, all.length);
            length += all.length;
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
        return (long) EIGHT.get(bytes, at);
    }

    /** Whether the text that was put at a place is empty. */
    static boolean isEmpty(byte[] bytes, int at) {
        return size(bytes, at) == 0;
    }

    private static int size(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** A number that stands for an e-mail address, whatever its capitals; never 0. */
    static long address(CharSequence address) {
        int length = address.length();
        long hash = length;
        long four = 0;
        for (int i = 0; i < length; i++) {
            four = four << 16 | lower(address.charAt(i));
            if ((i & 3) == 3) {
                hash = Interned.mixed(hash ^ four);
                four = 0;
            }
        }
        hash = Interned.mixed(hash ^ four);
        return hash == 0 ? 1 : hash;
    }

    private static char lower(char it) {
        return it < 0x80 ? (char) (it >= 'A' && it <= 'Z' ? it + ' ' : it) : Character.toLowerCase(it);
    }
}
