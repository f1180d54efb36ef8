package dev.gangway.dropbox;

import java.io.IOException;
import java.util.Arrays;

/** A text that is read again and again into the same characters, so that reading one makes nothing. Not thread-safe. */
final class Text implements CharSequence {

    private char[] characters = new char[64];
    private int length;

    void clear() {
        length = 0;
    }

    /** Takes the value that comes next; anything but a text is passed over and leaves this empty. */
    void read(JsonBytes json) throws IOException {
        length = 0;
        json.appendTo(this);
    }

    /** Puts printable ASCII behind what is here; false, with nothing done, if it is something else. */
    boolean appendPlain(byte[] bytes, int start, int end) {
        reserve(end - start);
        char[] to = characters;
        int shift = length - start;
        int odd = 0;
        for (int i = start; i < end; i++) {
            odd |= bytes[i] - ' '; // negative for control characters and for what isn't ASCII
            to[i + shift] = (char) bytes[i];
        }
        if (odd < 0) {
            return false;
        }
        length += end - start;
        return true;
    }

    /** Puts what is between the quotes of a JSON text behind what is here; false if it isn't that. */
    boolean appendJson(byte[] bytes, int start, int end) {
        reserve(end - start);
        int i = start;
        while (i < end) {
            int next = bytes[i++] & 0xff;
            if (next < ' ') {
                return false;
            }
            if (next == '\\') {
                int what = bytes[i++];
                if (what == 'u') {
                    int value = i + 4 <= end ? hex(bytes, i) : -1;
                    if (value < 0) {
                        return false;
                    }
                    characters[length++] = (char) value;
                    i += 4;
                    continue;
                }
                int plain = "\"\\/bfnrt".indexOf(what);
                if (plain < 0) {
                    return false;
                }
                characters[length++] = "\"\\/\b\f\n\r\t".charAt(plain);
            } else if (next < 0x80) {
                characters[length++] = (char) next;
            } else {
                int more = next >= 0xf0 ? 3 : next >= 0xe0 ? 2 : 1;
                int value = codePoint(bytes, i, end, next, more);
                if (value < 0) {
                    return false;
                }
                length += Character.toChars(value, characters, length);
                i += more;
            }
        }
        return true;
    }

    private static int hex(byte[] bytes, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }

    /** What a first byte and those behind it stand for in UTF-8 (RFC 3629); negative if for nothing. */
    private static int codePoint(byte[] bytes, int at, int end, int first, int more) {
        if (first < 0xc2 || first > 0xf4 || at + more > end) {
            return -1;
        }
        int value = first & (0x3f >> more);
        for (int i = at; i < at + more; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return -1;
            }
            value = value << 6 | (bytes[i] & 0x3f);
        }
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value < least || value > Character.MAX_CODE_POINT || surrogate ? -1 : value;
    }

    private void reserve(int more) {
        if (length + more > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(length + more, 2 * characters.length));
        }
    }

    /** Puts one out of a longer text here. */
    void copy(Text from, int start, int end) {
        length = 0;
        reserve(end - start);
        length = end - start;
        System.arraycopy(from.characters, start, characters, 0, length);
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (!Character.isWhitespace(characters[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return characters[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(characters, 0, length);
    }
}
