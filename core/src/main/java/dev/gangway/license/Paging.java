package dev.gangway.license;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads listings page by page, to where the provider says that they end and nowhere else: stopping sooner would silently lose people or
 * sign-ins. Not thread-safe.
 */
final class Paging {

    /** For a reading of all pages. */
    static final int ALL = Integer.MAX_VALUE;

    private static final int EMPTY_PAGES = 100;
    /** A log is long where much else happens in it, and a provider may tell its pages even where nothing on them was asked for. */
    private static final int EMPTY_PAGES_OF_A_LOG = 1000;

    private static final int NEW_STARTS = 3;

    private final Step step;
    private long told;

    Paging(Step step) {
        this.step = step;
    }

    /** To be called for each thing on a page. */
    void told() {
        told++;
    }

    /**
     * Reads a listing that starts anew, with an empty fold, whenever its cursor has expired.
     *
     * @param empty makes a fold for what is told
     * @param page reads a page into a fold, and calls {@link #told} for each thing on it
     * @return the fold of everything
     */
    <F> F whole(Supplier<F> empty, BiFunction<Cursor, F, PageEnd> page) {
        for (int start = 0; start <= NEW_STARTS; start++) {
            F fold = empty.get();
            if (read(Cursor.START, ALL, cursor -> page.apply(cursor, fold)) instanceof PageEnd.Last) {
                return fold;
            }
        }
        throw expiresAgainAndAgain();
    }

    /**
     * Reads from the start, and starts anew whenever the cursor has expired, for a fold that may be told the same again.
     *
     * @param most how many pages at most
     * @return {@code Last}, or {@code More} if that were more pages
     */
    PageEnd again(int most, Function<Cursor, PageEnd> page) {
        for (int start = 0; start <= NEW_STARTS; start++) {
            PageEnd end = read(Cursor.START, most, page);
            if (!(end instanceof PageEnd.Expired)) {
                return end;
            }
        }
        throw expiresAgainAndAgain();
    }

    /**
     * Reads on from a cursor.
     *
     * @param most how many pages at most
     * @return {@code Last}; {@code More} if that were more pages; {@code Expired} as soon as a cursor has
     */
    PageEnd read(Cursor from, int most, Function<Cursor, PageEnd> page) {
        Set<Cursor> visited = new HashSet<>(Set.of(Cursor.START));
        visited.add(from);
        Cursor cursor = from;
        int empty = 0;
        for (int pages = 1; ; pages++) {
            step.requireGoingOn();
            told = 0;
            PageEnd end = Objects.requireNonNull(page.apply(cursor), "the connector says how a page ended");
            if (end instanceof PageEnd.Expired) {
                return end;
            }
            step.page(told);
            if (!(end instanceof PageEnd.More more)) {
                return end;
            }
            empty = told == 0 ? empty + 1 : 0;
            if (empty == mostEmpty()) {
                throw trouble(" had " + empty + " empty pages in a row and goes on");
            }
            if (!visited.add(more.next())) {
                throw trouble(" came back to a place where it was before");
            }
            if (pages == most) {
                return end;
            }
            cursor = more.next();
        }
    }

    private int mostEmpty() {
        return step.part() == ReportPart.Kind.SIGN_INS ? EMPTY_PAGES_OF_A_LOG : EMPTY_PAGES;
    }

    private ProviderProtocolException expiresAgainAndAgain() {
        return trouble(" was started anew " + NEW_STARTS + " times, and its cursor expired each time");
    }

    private ProviderProtocolException trouble(String what) {
        return new ProviderProtocolException(
                "The provider's listing of " + step.part().words() + what + "; it can't be read to its end.",
                Optional.empty());
    }
}
