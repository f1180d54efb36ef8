package dev.gangway.dropbox;

import com.dropbox.core.stone.StoneSerializer;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of a listing in place of the SDK's own reader, which makes objects of everything and gives up a whole page over one event
 * that it doesn't know (observed, 2020). This one goes from token to token, passes over what nobody wants, and keeps nothing: one page of a
 * million makes a few objects, however much is on it. Not thread-safe.
 */
abstract class Listing extends StoneSerializer<PageEnd> {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final String items;
    private final boolean goesOn;

    /**
     * A reader of one page.
     *
     * @param items the name of the list on the page
     * @param goesOn whether the last cursor brings what is new later
     */
    Listing(String items, boolean goesOn) {
        this.items = items;
        this.goesOn = goesOn;
    }

    /** Reads the item that the parser is at, to its end, and tells of it. */
    abstract void item(JsonParser json) throws IOException;

    @Override
    public final PageEnd deserialize(InputStream page) throws IOException {
        try (JsonParser json = FACTORY.createParser(page)) {
            json.nextToken();
            PageEnd end = deserialize(json);
            if (json.nextToken() != null) {
                throw new OddPageException("more than a page");
            }
            return end;
        }
    }

    @Override
    public final PageEnd deserialize(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new OddPageException("not a JSON object");
        }
        boolean listed = false;
        JsonToken more = JsonToken.NOT_AVAILABLE;
        String cursor = "";
        for (String field = next(json); field != null; field = next(json)) {
            JsonToken value = json.currentToken();
            if (field.equals(items)) {
                listed = value == JsonToken.START_ARRAY;
                items(json);
            } else if (field.equals("has_more")) {
                more = value;
                json.skipChildren();
            } else if (field.equals("cursor") && value == JsonToken.VALUE_STRING) {
                cursor = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (!listed || !(more == JsonToken.VALUE_TRUE || more == JsonToken.VALUE_FALSE)) {
            throw new OddPageException("not a page of " + items);
        }
        if (more == JsonToken.VALUE_FALSE) {
            return goesOn && !cursor.isBlank() ? PageEnd.last(new Cursor(cursor)) : PageEnd.last();
        }
        if (cursor.isBlank()) {
            throw new OddPageException("more to come, and no cursor");
        }
        return PageEnd.more(new Cursor(cursor));
    }

    private void items(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            item(json);
        }
    }

    /** Whether the parser is at an object; anything else is passed over. */
    static boolean isObject(JsonParser json) throws IOException {
        boolean object = json.currentToken() == JsonToken.START_OBJECT;
        if (!object) {
            json.skipChildren();
        }
        return object;
    }

    /** The time that the parser is at, in seconds since 1970, or untold. */
    static long moment(JsonParser json) throws IOException {
        long moment = Moments.read(json);
        if (moment == Moments.MALFORMED) {
            throw new OddPageException("a time that is none");
        }
        return moment;
    }

    /** Goes on to the value of the next field of the object that the parser is in; null at the object's end. */
    static @Nullable String next(JsonParser json) throws IOException {
        String field = json.nextFieldName();
        if (field != null) {
            json.nextToken();
        }
        return field;
    }

    @Override
    public final void serialize(PageEnd page, JsonGenerator json) {
        throw new IllegalStateException("A page is never sent.");
    }

    /** An answer that came whole and isn't what it should be. The message repeats nothing of it. */
    static final class OddPageException extends IOException {
        private static final long serialVersionUID = 1L;

        OddPageException(String what) {
            super(what);
        }
    }
}
