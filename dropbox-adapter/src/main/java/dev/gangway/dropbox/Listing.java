package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a page of a listing in place of the SDK's own reader, which makes objects of everything and gives up a whole page over one event
 * that it doesn't know (observed, 2020). This one passes over what nobody wants and keeps nothing: a page makes a few objects, however much
 * is on it. Not thread-safe.
 */
abstract sealed class Listing permits ActivityPage, MemberItems, PeoplePage, SignInPage {

    private final Names fields;
    private final boolean goesOn;

    /**
     * A reader of one page.
     *
     * @param fields the fields of a page, from {@link #page}
     * @param goesOn whether the last cursor brings what is new later
     */
    Listing(Names fields, boolean goesOn) {
        this.fields = fields;
        this.goesOn = goesOn;
    }

    /** The fields of a page whose list has a name. */
    static Names page(String items) {
        return Names.of(items, "has_more", "cursor");
    }

    /** Reads the item that comes next, to its end, and tells of it. */
    abstract void item(JsonBytes json) throws IOException;

    /**
     * Reads one page; from its start again if it is called again.
     *
     * @throws OddPageException if what came isn't a page
     * @throws IOException if it broke off
     */
    PageEnd read(InputStream page) throws IOException {
        try (JsonBytes json = new JsonBytes(page)) {
            if (json.peek() != '{') {
                throw new OddPageException("not a JSON object");
            }
            PageEnd end = page(json);
            if (json.peek() >= 0) {
                throw new OddPageException("more than a page");
            }
            return end;
        }
    }

    private PageEnd page(JsonBytes json) throws IOException {
        boolean listed = false;
        boolean told = false;
        boolean more = false;
        Text cursor = new Text();
        for (int field = json.next(fields); field != JsonBytes.END; field = json.next(fields)) {
            switch (field) {
                case 0 -> {
                    listed = json.enterList();
                    while (listed && json.nextItem()) {
                        item(json);
                    }
                }
                case 1 -> {
                    more = json.peek() == 't';
                    told = json.is(more ? "true" : "false");
                }
                case 2 -> cursor.read(json);
                default -> json.skip();
            }
        }
        if (!listed || !told) {
            throw new OddPageException("not a page of a listing");
        }
        if (!more) {
            return goesOn && !cursor.isBlank() ? PageEnd.last(new Cursor(cursor.toString())) : PageEnd.last();
        }
        if (cursor.isBlank()) {
            throw new OddPageException("more to come, and no cursor");
        }
        return PageEnd.more(new Cursor(cursor.toString()));
    }

    /** The time that comes next, in seconds since 1970, or untold. */
    static long moment(JsonBytes json) throws IOException {
        long moment = json.moment();
        if (moment == Moments.MALFORMED) {
            throw new OddPageException("a time that is none");
        }
        return moment;
    }

    /** An answer that came whole and isn't what it should be. The message repeats nothing of it. */
    static final class OddPageException extends IOException {
        private static final long serialVersionUID = 1L;

        OddPageException(String what) {
            super(what);
        }
    }
}
