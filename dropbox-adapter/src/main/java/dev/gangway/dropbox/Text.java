package dev.gangway.dropbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** A text that is read again and again into the same characters, so that reading one makes nothing. Not thread-safe. */
final class Text implements CharSequence {

    private char[] characters = new char[64];
    private int length;

    void clear() {
        length = 0;
    }

    /** Takes the value that the parser is at; anything but a text is passed over and leaves this empty. */
    void read(JsonParser json) throws IOException {
        length = 0;
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            append(json);
        } else {
            json.skipChildren();
        }
    }

    /** Takes the tag of the union that the parser is at: an object with {@code .tag}, or the bare tag. Specified. */
    void readTag(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            read(json);
            return;
        }
        length = 0;
        for (String field = Listing.next(json); field != null; field = Listing.next(json)) {
            if (field.equals(".tag")) {
                read(json);
            } else {
                json.skipChildren();
            }
        }
    }

    /** Puts the text that the parser is at behind what is here. */
    void append(JsonParser json) throws IOException {
        int more = json.getTextLength();
        if (length + more > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(length + more, 2 * characters.length));
        }
        System.arraycopy(json.getTextCharacters(), json.getTextOffset(), characters, length, more);
        length += more;
    }

    /** Puts one out of a longer text here. */
    void copy(Text from, int start, int end) {
        length = end - start;
        if (length > characters.length) {
            characters = new char[Math.max(length, 2 * characters.length)];
        }
        System.arraycopy(from.characters, start, characters, 0, length);
    }

    boolean is(String text) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (characters[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
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
