package dev.gangway.analytics;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Deadline;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a listing page by page, to where the provider says that it ends and nowhere else, and not for ever. Not thread-safe.
 */
final class Listing {

    /** A log is long where much else happens in it, and a provider may tell its pages even where nothing on them was asked for. */
    private static final int EMPTY_PAGES = 1000;

    private static final int NEW_STARTS = 3;

    private final String what;
    private long told;

    Listing(String what) {
        this.what = what;
    }

    /** To be called for each thing on a page. */
    void told() {
        told++;
    }

    /**
     * Reads from the start, and starts anew when the cursor has expired.
     *
     * @param anew forgets what was told
     * @param page reads a page, and calls {@link #told} for each thing on it
     */
    void read(Runnable anew, Function<Cursor, PageEnd> page) {
        for (int start = 0; start <= NEW_STARTS; start++) {
            anew.run();
            if (begin(Integer.MAX_VALUE, page) instanceof PageEnd.Last) {
                return;
            }
        }
        throw trouble(" was started anew " + NEW_STARTS + " times, and its cursor expired each time");
    }

    /** Reads a few pages, until something is told. */
    void look(int most, Function<Cursor, PageEnd> page) {
        begin(most, page);
    }

    private PageEnd begin(int most, Function<Cursor, PageEnd> page) {
        Set<Cursor> visited = new HashSet<>(Set.of(Cursor.START));
        Cursor cursor = Cursor.START;
        int empty = 0;
        for (int pages = 1; ; pages++) {
            requireGoingOn();
            told = 0;
            PageEnd end = Objects.requireNonNull(page.apply(cursor), "the connector says how a page ended");
            boolean enough = most < Integer.MAX_VALUE && (pages == most || told > 0);
            if (enough || !(end instanceof PageEnd.More more)) {
                return end;
            }
            empty = told == 0 ? empty + 1 : 0;
            if (empty == EMPTY_PAGES) {
                throw trouble(" had " + empty + " empty pages in a row and goes on");
            }
            if (!visited.add(more.next())) {
                throw trouble(" came back to a place where it was before");
            }
            cursor = more.next();
        }
    }

    /** To be called before each request. */
    void requireGoingOn() {
        Deadline.check("reading " + what);
        if (Thread.currentThread().isInterrupted()) {
            throw new CallInterruptedException("The reading of " + what + " was interrupted; nothing was changed.");
        }
    }

    private ProviderProtocolException trouble(String how) {
        return new ProviderProtocolException(
                "The provider's listing of " + what + how + "; it can't be read to its end.", Optional.empty());
    }
}
